"""The runs that this sitting watches, whatever screen they were left on, and those that nobody watches."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.notice import Notice

MOST = 100
"""Of those that nobody watches, how many are looked at."""


class RunsInFlight:
    """What is watched, each by the id that the journal knows the run by."""

    def __init__(
        self, bridge: Bridge, journal: Callable[[], Awaitable[Journal]], workspace: Callable[[], str]
    ) -> None:
        self._bridge, self._journal, self._workspace = bridge, journal, workspace
        self.changed = Notice()
        self.left_at_end = 0
        """How many were watched when the user left the app."""
        self._lock = asyncio.Lock()
        self._runs: dict[str, object] = {}
        self._kept: frozenset[str] = frozenset()
        """Those of the journal that the server may be at work on, and that no other window watches."""
        self._seen: tuple[str, tuple[int, int]] | None = None
        """The workspace, and the version of the journal, when that was looked into last."""

    @property
    def number(self) -> int:
        """How many are watched."""
        return len(self._runs)

    @property
    def unwatched(self) -> int:
        """How many nobody watched when the journal was looked into last."""
        return len(self._kept - self._runs.keys())

    def find(self, run_id: str) -> object | None:
        """What watches a run; None where nothing of this sitting does."""
        return self._runs.get(run_id)

    @contextmanager
    def watched(self, run_id: str, run: object) -> Iterator[None]:
        """It is watched until the block ends."""
        self._runs[run_id] = run
        self.changed()
        try:
            yield
        finally:
            del self._runs[run_id]
            self.changed()

    async def look(self) -> None:
        """Look into the journal, for what nobody watches. What is wrong with it is told where it is used."""
        journal, workspace = await self._journal(), self._workspace()
        async with self._lock:  # what was read later holds
            try:
                seen = workspace, await self._bridge.read(lambda: journal.run_list.version)
                if seen == self._seen:
                    return
                kept = await self._bridge.read(lambda: _in_flight(journal, workspace))
            except StoreError:
                return
            before, self._kept, self._seen = self.unwatched, kept, seen
            if self.unwatched != before:
                self.changed()


def _in_flight(journal: Journal, workspace: str) -> frozenset[str]:
    if not workspace:  # without a key it is nobody's
        return frozenset()
    query = RunQuery(workspace, phases=("accepted", "polling"), size=MOST)
    runs, _ = journal.run_list.find(query, is_whole=False)
    # One of this window that is watched no longer is let go by its thread a moment later.
    return frozenset(run.record.id for run in runs if run.holder != "others")
