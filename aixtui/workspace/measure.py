"""How far something long has come, told from any thread."""

import asyncio
from typing import NamedTuple

from aixtui.kindspec.amounts import DURATION
from aixtui.kindspec.cells import size
from aixtui.system import clock
from aixtui.workspace.notice import Notice

_CELLS = 20
_SOON = 1.0
"""Seconds before which nothing is known of the speed."""


class HowFar(NamedTuple):
    """Bytes so far, of how many, after how many seconds."""

    done: int
    total: int
    seconds: float

    @property
    def facts(self) -> tuple[str, ...]:
        """`1.2 MB of 3 MB`, how fast it goes, and how long it still takes, as soon as that is known."""
        so_far = f"{size(self.done).text} of {size(self.total).text}"
        if self.seconds < _SOON or not self.done:
            return (so_far,)
        speed = self.done / self.seconds
        facts = (so_far, f"{size(round(speed)).text}/s")
        if self.done >= self.total:
            return facts
        return (*facts, f"{DURATION.show(max(round((self.total - self.done) / speed), 1))} left")

    def bar(self, cells: int) -> str:
        """A bar of so many cells."""
        full = cells * min(self.done, self.total) // self.total if self.total else cells
        return f"{'█' * full}{'░' * (cells - full)}"

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.bar(_CELLS)} {', '.join(self.facts)}"


class Measure:
    """How far one thing after the other has come."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.how_far: HowFar | None = None
        """None before anything was told."""
        self._loop = asyncio.get_running_loop()
        self._began_at = clock.monotonic()

    @property
    def text(self) -> str:
        """A bar, and `1.2 MB of 3 MB, 300 kB/s, 6 s left`; empty before anything was told."""
        return "" if self.how_far is None else self.how_far.text

    def begin(self) -> None:
        """Another one begins."""
        self._began_at, self.how_far = clock.monotonic(), None

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; may be called from any thread, also when nobody waits any more."""
        how_far = HowFar(done, total, clock.monotonic() - self._began_at)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, how_far)

    def _take(self, how_far: HowFar) -> None:
        before, self.how_far = self.text, how_far
        if self.text != before:
            self.changed()
