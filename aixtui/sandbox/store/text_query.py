"""What a caller types -> full-text queries, and how good a match is."""

import re
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from aixtui.sandbox.store.database import Value

_Condition: TypeAlias = tuple[str, tuple[Value, ...]]

LAST_PLACE = 9000
"""Assets placed from here on come last, however well they match."""

WITH_WORDS = "SELECT rowid FROM asset_words WHERE asset_words MATCH ?"


class Tier(NamedTuple):
    """Matches that are equally good: a full-text query, and further conditions with their values."""

    match: str
    conditions: tuple[_Condition, ...]


def query(text: str, columns: str = "title about description") -> str:
    """Every word must be in one of the columns, each as a prefix. Punctuation separates words."""
    every = " AND ".join(f'"{word}"*' for word in _words(text))
    return f"{{{columns}}} : ({every})" if every else '""'


def tiers(text: str) -> tuple[Tier, ...]:
    """From the best matches to the others; an asset is in one of them.

    The name itself, names that begin with the text, names with its words, paths and ids and developers and
    functions, descriptions; then everything that comes last anyway.
    """
    exact: _Condition = ("name = ? COLLATE NOCASE", (text,))
    nested = (_beginning(text), query(text, "title"), query(text, "title about"), query(text))
    return (
        Tier(nested[0], (_EARLY, exact)),
        Tier(nested[0], (_EARLY, (f"NOT {exact[0]}", exact[1]))),
        *(Tier(match, (_EARLY, _without(better))) for better, match in pairwise(nested)),
        Tier(nested[-1], (_LATE,)),
    )


_EARLY: _Condition = ("place < ?", (LAST_PLACE,))
_LATE: _Condition = ("place >= ?", (LAST_PLACE,))


def _without(match: str) -> _Condition:
    return f"number NOT IN ({WITH_WORDS})", (match,)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _beginning(text: str) -> str:
    """Names whose first words are these, the last of them perhaps longer."""
    found = _words(text)
    return f'title : ^"{" ".join(found)}"*' if found else '""'
