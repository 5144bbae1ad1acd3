"""What only the reply to a creation tells, and nobody can ask for again."""

from collections.abc import Callable
from typing import NamedTuple


class Awaited(NamedTuple):
    """What the user does elsewhere with what was handed over, and how one sees that it is done."""

    is_done: Callable[[], bool]
    """Asks the server. Raises as that does."""
    waiting: str
    """What is waited for, as words to which the time is added."""
    done: str
    """What is so then, as a sentence."""
    left: str
    """What is still so where the user waits no longer, as a sentence."""


class HandedOver(NamedTuple):
    """A text that is to be copied now, with what it is and what it is for."""

    title: str
    text: str
    note: str
    awaited: Awaited | None = None
