"""Who keeps what is typed into a form."""

from collections.abc import Mapping
from typing import Protocol

from aixtui.stores.editor_note import EditorNote


class Lender(Protocol):
    """Keeps what is typed, and knows what of it the user's own editor has."""

    async def flush(self) -> bool:
        """Keep what is not kept yet; whether all of it is."""

    @property
    def lent(self) -> EditorNote | None:
        """What the user's own editor has, or had when it was given up."""

    async def lend(self, note: EditorNote) -> None:
        """The editor is about to have it: to be found again whatever happens meanwhile."""

    async def take_back(self) -> None:
        """What the editor had is typed, or not wanted: its file goes."""


class Keeper(Lender, Protocol):
    """Keeps what is typed until the server has it."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process."""

    async def release(self) -> None:
        """Nobody types any more: whoever comes next may take it up."""

    async def sending(self, changes: Mapping[str, str]) -> None:
        """A save of these is about to be sent."""

    async def fail(self, sentence: str) -> None:
        """The save came to nothing, or nobody knows what it came to."""

    async def finish(self) -> None:
        """The server has it all."""
