"""How a deleted resource is made again of what was kept of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Comeback(NamedTuple):
    """What can be promised before a deletion, and has to be said with the new one."""

    lacks: str = ""
    """What does not come back with it, as a sentence."""
    reason_against: Callable[[Any], str] = lambda _: ""
    """Why this resource cannot be made again, as a sentence; empty where it can."""


NO_COMEBACK = Comeback(reason_against=lambda _: "It cannot be made again.")
