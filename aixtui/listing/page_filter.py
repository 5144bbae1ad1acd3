"""Narrowing the rows that are loaded, fuzzily, with what matched; and marking what was searched for. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from aixtui.kindspec.kind import Column
from aixtui.workspace.rows import Row


class RowMatch(NamedTuple):
    """A row that is shown; for each cell that matched, the positions in its text that did."""

    row: Row
    offsets: dict[int, frozenset[int]] = {}


class _Match(NamedTuple):
    score: int
    positions: frozenset[int]


def match_rows(rows: Sequence[Row], text: str) -> list[RowMatch]:
    """The rows of which every word of the text matches some cell, in their order; all rows for no text."""
    words = text.lower().split()
    if not words:
        return [RowMatch(row) for row in rows]
    hits = []
    for row in rows:
        cells = [cell.text.lower() for cell in row.cells]
        offsets: dict[int, frozenset[int]] = {}
        for word in words:
            matches = [(match, place) for place, cell in enumerate(cells) if (match := _match(word, cell))]
            if not matches:
                break
            best, place = max(matches, key=lambda pair: (pair[0].score, -pair[1]))
            offsets[place] = offsets.get(place, frozenset()) | best.positions
        else:
            hits.append(RowMatch(row, offsets))
    return hits


def mark_words(rows: Sequence[Row], text: str, columns: Sequence[Column]) -> list[RowMatch]:
    """All rows, with the words of a search where names and the searched columns have them.

    The server looks elsewhere, too, so that there may be none.
    """
    if not text:
        return [RowMatch(row) for row in rows]
    words = re.compile("|".join(map(re.escape, text.split())), re.IGNORECASE)
    numbers = [number for number, column in enumerate(columns) if number == 0 or column.is_searched]
    hits = []
    for row in rows:
        places = {number: _places(words, row.cells[number].text) for number in numbers}
        hits.append(RowMatch(row, {number: found for number, found in places.items() if found}))
    return hits


def _places(words: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(at for found in words.finditer(text) for at in range(*found.span()))


def _match(word: str, text: str) -> _Match | None:
    """Where the letters of the word are in the text, in their order; the fewer gaps, the higher the score.

    The whole word at the start of another beats one inside, which beats letters with gaps.
    """
    start = _word_start(word, text)
    if start >= 0:
        return _Match(2, frozenset(range(start, start + len(word))))
    start = text.find(word)
    if start >= 0:
        return _Match(1, frozenset(range(start, start + len(word))))
    positions: list[int] = []
    for letter in word:
        at = text.find(letter, positions[-1] + 1 if positions else 0)
        if at < 0:
            return None
        positions.append(at)
    return _Match(-(positions[-1] - positions[0]), frozenset(positions))


def _word_start(word: str, text: str) -> int:
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at
