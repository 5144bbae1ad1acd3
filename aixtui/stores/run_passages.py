"""Where the words of a search stand in what is kept of runs."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from aixtui.stores.sqlite_file import SqliteFile

Place = Literal["noted", "gave", "asked"]
_BEFORE, _LENGTH = 8, 160
"""Characters of its own word that may be before what is searched for, and in all: a narrow list has few."""
_SQL = """
    SELECT runs.id, noted, answered, asked FROM runs JOIN run_texts ON run_texts.rowid = number
        LEFT JOIN run_notes ON run_notes.rowid = number
"""
_WORD_START = re.compile(r"(?<!\w)\w+\Z")


class Passage(NamedTuple):
    """A piece of a text around a word."""

    place: Place
    text: str


class RunPassages:
    """Looks through the texts that a search looks through. Methods block, from any thread.

    Raises:
        StoreError: the file cannot be read.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def find(self, run_ids: Collection[str], text: str) -> Mapping[str, Mapping[str, Passage]]:
        """By the ids of runs, and the words of the text that they have, where each stands first."""
        words = text.split()
        if not words or not run_ids:
            return {}
        where = f"WHERE runs.id IN ({', '.join('?' * len(run_ids))})"
        rows = self._file.rows(_SQL + where, *run_ids)
        return {str(run_id): dict(_passages(words, texts)) for run_id, *texts in rows}


def _passages(words: Sequence[str], texts: Sequence[object]) -> Iterator[tuple[str, Passage]]:
    places: tuple[Place, ...] = ("noted", "gave", "asked")
    kept = [(place, str(text)) for place, text in zip(places, texts, strict=True) if text]
    for word in words:
        for place, text in kept:
            if (at := text.casefold().find(word.casefold())) >= 0:
                yield word, Passage(place, _around(text, at))
                break


def _around(text: str, at: int) -> str:
    """From the start of the word that it is in, if that is near."""
    before = _WORD_START.search(text, max(at - _BEFORE, 0), at)
    start = before.start() if before else at
    return f"{'…' if start else ''}{text[start : start + _LENGTH]}"
