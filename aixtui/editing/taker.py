"""Who takes what is typed into a form that is no resource of its own."""

from typing import Protocol

from aixtui.editing.keeper import Lender
from aixtui.kindspec.records import Wrong


class Taker(Lender, Protocol):
    """Takes the entry that a form has."""

    place: str
    """Where it goes, in words."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process, though it is not taken."""

    def take(self) -> Wrong | None:
        """Take it as it is now, and end the form; or what is wrong with it."""
