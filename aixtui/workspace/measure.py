"""How far something long has come, told from any thread."""

import asyncio

from aixtui.kindspec.amounts import DURATION
from aixtui.kindspec.cells import size
from aixtui.system import clock
from aixtui.workspace.notice import Notice

_CELLS = 20
_SOON = 1.0
"""Seconds before which nothing is known of the speed."""


class Measure:
    """Bytes so far, of how many."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.text = ""
        """A bar, and `1.2 MB of 3 MB, 300 kB/s, 6 s left`; empty before anything was told."""
        self._loop = asyncio.get_running_loop()
        self._began_at = clock.monotonic()

    def begin(self) -> None:
        """Another one begins."""
        self._began_at, self.text = clock.monotonic(), ""

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; may be called from any thread, also when nobody waits any more."""
        text = progress_text(done, total, clock.monotonic() - self._began_at)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.changed()


def progress_text(done: int, total: int, seconds: float) -> str:
    """How far it is, how fast it goes, and how long it still takes, as soon as that is known."""
    full = _CELLS * done // total if total else _CELLS
    parts = [f"{size(done).text} of {size(total).text}"]
    if seconds >= _SOON and done:
        speed = done / seconds
        parts.append(f"{size(round(speed)).text}/s")
        if done < total:
            parts.append(f"{DURATION.show(max(round((total - done) / speed), 1))} left")
    return f"{'█' * full}{'░' * (_CELLS - full)} {', '.join(parts)}"
