"""What only the reply to a creation tells, and nobody can ask for again."""

from typing import NamedTuple


class HandedOver(NamedTuple):
    """A text that is to be copied now, with what it is and what it is for."""

    title: str
    text: str
    note: str
