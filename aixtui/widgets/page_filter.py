"""Narrowing the rows that are loaded, fuzzily, with what matched. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.fuzzy import FuzzySearch

from aixtui.workspace.workspace import Row


class Hit(NamedTuple):
    """A row that is shown; for each cell that matched, the positions in its text that did."""

    row: Row
    offsets: dict[int, frozenset[int]] = {}


def matching(rows: Sequence[Row], text: str) -> list[Hit]:
    """The rows of which every word of the text matches some cell, in their order; all rows for no text."""
    words = text.split()
    if not words:
        return [Hit(row) for row in rows]
    search = FuzzySearch()
    hits = []
    for row in rows:
        offsets: dict[int, frozenset[int]] = {}
        found = 0
        for word in words:
            scored = [(*search.match(word, cell.text), index) for index, cell in enumerate(row.cells)]
            score, positions, index = max(scored, key=lambda match: match[0])
            found += score > 0
            if score > 0:
                offsets[index] = offsets.get(index, frozenset()) | frozenset(positions)
        if found == len(words):
            hits.append(Hit(row, offsets))
    return hits
