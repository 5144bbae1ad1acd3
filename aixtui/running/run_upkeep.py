"""What is done with the journal of runs when the app starts, and what is said of those in flight."""

from datetime import timedelta

from aixtui.face import Face
from aixtui.running.past_runs import PastRuns, told
from aixtui.running.run_rows import RUNS
from aixtui.stores.run_record import StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.session import AppSession

MEGABYTE = 1_000_000


class RunUpkeep:
    """Forgets the oldest runs, and sees to those that nobody watches any more."""

    def __init__(self, session: AppSession, past: PastRuns, face: Face) -> None:
        self._session, self._past, self._face = session, past, face

    async def begin(self) -> None:
        """At the start: say what is wrong with the journal, prune it, and see to those in flight."""
        journal = await self._session.journal()
        if journal.problem is not None:
            self._face.problem(journal.problem)
        try:
            await self._prune()
            runs = await self._in_flight()
            await self._session.in_flight.look()
        except StoreError as error:
            self._face.problem(error)
            return
        if runs and self._session.settings.runs.reattach == "auto":
            await self._watch(runs)
        elif runs:
            watch = self._face.way_to("browse.watch-runs")
            self._face.tell(
                f"{told(len(runs))} still in flight: {watch} watches again{self._way_there(', ')}."
            )

    async def watch_all(self) -> None:
        """Watch all again, in the background, that nobody watches."""
        await self._session.know_workspace()  # which the runs are of
        try:
            runs = await self._in_flight()
            await self._session.in_flight.look()
        except StoreError as error:
            self._face.problem(error)
            return
        if runs:
            await self._watch(runs)
        else:
            self._face.tell("No run is in flight that nobody watches.")

    async def _watch(self, runs: tuple[StoredRun, ...]) -> None:
        count = await self._past.watch_again(runs)
        if count:
            self._face.tell(f"{told(count)} watched again{self._way_there(': ')}.")

    def _way_there(self, joint: str) -> str:
        """How a sentence about runs ends: with nothing where they are in sight."""
        is_there = self._face.is_at(RUNS.plural)
        return "" if is_there else f"{joint}{self._face.way_to('browse.past-runs')} lists them"

    async def _in_flight(self) -> tuple[StoredRun, ...]:
        journal, name = await self._session.journal(), self._session.workspace_name

        def look() -> tuple[StoredRun, ...]:
            journal.runs.settle_lost(name)
            return journal.run_list.in_flight(name)

        return await self._session.bridge.read(look)

    async def _prune(self) -> None:
        journal, name = await self._session.journal(), self._session.workspace_name
        limits = self._session.settings.runs
        age, most = timedelta(days=limits.keep_days), limits.keep_mb * MEGABYTE
        await self._session.bridge.read(lambda: journal.retention.prune(name, age=age, most_bytes=most))
