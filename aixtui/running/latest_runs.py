"""The runs that a list shows: read where the journal has changed, of what they were asked the beginning."""

from collections.abc import Mapping
from typing import NamedTuple

from aixtui.stores.run_list import RunList, RunQuery
from aixtui.stores.run_passages import Passage
from aixtui.stores.run_record import StoredRun
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.session import AppSession

NOT_KEPT = "The journal no longer has this run, or cannot be read."


class RunsPage(NamedTuple):
    """One page, and how many runs there are of what was asked for."""

    runs: tuple[StoredRun, ...]
    total: int
    passages: Mapping[str, Mapping[str, Passage]] = {}
    """Where the words that were searched for stand, by the ids of the runs and the words."""


class LatestRuns:
    """The page that was read last; it stands for as long as nothing is written and nothing on it goes on."""

    def __init__(self) -> None:
        self._latest: tuple[RunQuery | None, tuple[int, int], RunsPage] = (None, (0, 0), RunsPage((), 0))
        """With what was asked for, and the version of the journal then."""

    def read(self, journal: RunList, query: RunQuery) -> RunsPage:
        """The page of a query as the journal has it now; blocks.

        Raises:
            StoreError: the journal cannot be read.
        """
        version, (last, read_at, page) = journal.version, self._latest
        goes_on = any(run.is_open for run in page.runs)  # whoever watches it may end unwritten
        if not goes_on and (query, version) == (last, read_at):
            return page
        runs, total = journal.find(query, is_whole=False)
        before = {run.id: run for run in page.runs}
        same = (before[run.id] if run == before.get(run.id) else run for run in runs)
        page = RunsPage(tuple(same), total, journal.passages.find([run.id for run in runs], query.text))
        self._latest = (query, version, page)
        return page


async def whole_run(session: AppSession, run: StoredRun) -> StoredRun | None:
    """All that is kept of a run by now; None where the journal no longer has it, or cannot be read."""
    journal = await session.journal()
    try:
        return await session.bridge.read(lambda: journal.run_list.get(run.record.workspace, run.id))
    except StoreError:
        return None
