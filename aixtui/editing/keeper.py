"""Who keeps what is typed into a form."""

from collections.abc import Mapping
from typing import Protocol


class Keeper(Protocol):
    """Keeps what is typed until the server has it."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process."""

    async def flush(self) -> None:
        """Keep what is not kept yet."""

    async def release(self) -> None:
        """Nobody types any more: whoever comes next may take it up."""

    async def sending(self, changes: Mapping[str, str]) -> None:
        """A save of these is about to be sent."""

    async def fail(self, sentence: str) -> None:
        """The save came to nothing, or nobody knows what it came to."""

    async def finish(self) -> None:
        """The server has it all."""
