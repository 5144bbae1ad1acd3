"""How a deleted resource is made again of what was kept of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

_ONE = {"Its": "Its", "its": "its", "it": "it"}
_MANY = {"Its": "Their", "its": "their", "it": "them"}


def about(sentence: str, count: int) -> str:
    """A sentence of ours about one or many, which stand in it as {Its}, {its} and {it}."""
    return sentence.format_map(_ONE if count == 1 else _MANY)


MOST_KEPT = 1_000_000
"""Bytes that are kept of what is in one."""


class Comeback(NamedTuple):
    """What can be promised before a deletion, and has to be said with the new one."""

    lacks: str = ""
    """What does not come back with it, as a sentence for `about`."""
    reason_against: Callable[[Any], str] = lambda _: ""
    """Why this resource cannot be made again, as a sentence; empty where it can."""
    source: str = ""
    """Name of the field that says what a new one is made of, for a kind whose files are kept for that."""
    takes: str = ""
    """Id of the kind whose resources are deleted by the platform with the one that they name."""


KEPT_TOO = f"What is in {{it}} is kept here for that, up to {MOST_KEPT // 1_000_000} MB."

NO_COMEBACK = Comeback(reason_against=lambda _: "It cannot be made again.")
