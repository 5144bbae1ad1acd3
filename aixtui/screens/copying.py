"""Text put where the user can paste it from, off the loop."""

from functools import partial
from typing import TypeVar

from aixtui.screens.base import BaseScreen
from aixtui.system.clipboard import copy

T = TypeVar("T")


class CopyingScreen(BaseScreen[T]):
    """A screen from which something can be copied."""

    async def copy_out(self, text: str) -> None:
        """Copy a text and say which way it went."""
        self.notify(await self.session.bridge.write(partial(self.copy_blocking, text)), markup=False)

    def copy_blocking(self, text: str) -> str:
        """Copy a text, off the loop; a sentence that says which way it went."""
        return copy(text, partial(self._send_by_terminal, text)).text

    def _send_by_terminal(self, text: str, _sequence: str) -> None:
        # Textual writes the sequence itself, between two frames: ours could land in the middle of one.
        self.app.call_later(self.app.copy_to_clipboard, text)
