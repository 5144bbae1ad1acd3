"""How far something long has come, told from any thread."""

import asyncio

from aixtui.kindspec.cells import size
from aixtui.workspace.notice import Notice


class Measure:
    """Bytes so far, of how many."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.text = ""
        """Such as `1.2 MB of 3 MB`; empty before anything was told."""
        self._loop = asyncio.get_running_loop()

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; may be called from any thread, also when nobody waits any more."""
        text = f"{size(done).text} of {size(total).text}"
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.changed()
