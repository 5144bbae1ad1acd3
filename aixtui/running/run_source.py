"""The journal as the source of a list: the runs that were sent from here, those in flight on top."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column
from aixtui.kindspec.overview import ShownSection
from aixtui.running.latest_runs import LatestRuns, whole_run
from aixtui.running.run_document import run_document, run_facts
from aixtui.running.run_query import run_query
from aixtui.running.run_rows import ASKED, RUNS, found_cell
from aixtui.settings.read_only import ReadOnly
from aixtui.stores.run_passages import Passage
from aixtui.stores.run_record import StoredRun
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage
from aixtui.workspace.session import AppSession

CAPABILITIES = frozenset({"run", "delete"})
LIVE_SECONDS = 2.0
OF_RESOURCE = ("name", "kind")
"""Columns that tell what was run."""


class RunSource:
    """Counts, pages, searches and sorts by the journal; nothing is asked of the server."""

    id, plural, aliases = RUNS.id, RUNS.plural, RUNS.aliases
    filters: tuple[Filter, ...] = RUNS.filters
    sort, label = RUNS.sort, "Runs"
    where, document_note = "in the journal", "as the journal has it"
    search_hint = "search what was asked, answered and noted"
    first_filters: tuple[tuple[str, str], ...] = ()
    kind = None
    capabilities: frozenset[str] | None = CAPABILITIES
    read_only = ReadOnly()
    """The journal is the user's own; what a read-only workspace refuses is refused where it is sent."""

    def __init__(
        self, session: AppSession, live_seconds: float = LIVE_SECONDS, *, is_of_one: bool = False
    ) -> None:
        """`is_of_one` leaves out what is the same for all runs of one resource."""
        self._session, self.live_seconds = session, live_seconds
        self.columns: tuple[Column, ...] = tuple(
            column for column in RUNS.columns if not (is_of_one and column.id in OF_RESOURCE)
        )
        self._latest = LatestRuns()
        self._always: tuple[tuple[str, str], ...] = ()

    def narrow(self, filters: tuple[tuple[str, str], ...]) -> None:
        """Leave out always what these filters do, and say nothing of it."""
        self._always = filters

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done with runs."""
        if capability == "create":
            return "r on an agent, a model or a tool runs it."
        return "A run is what it was: only its note and its star are changed."

    async def page(self, query: Query) -> RowPage:
        """One page of the journal, as all windows and commands have written it by now.

        Raises:
            NoCredentialError: there is no key yet: nobody knows which workspace this is.
            StoreError: the journal cannot be read.
            RunFilterError: a filter means nothing.
        """
        start = clock.monotonic()
        if not self._session.workspace_name:
            await self._session.read(lambda _: None)
        journal, name = await self._session.journal(), self._session.workspace_name
        wanted = run_query(query._replace(filters=(*query.filters, *self._always)), name)

        def read() -> tuple[tuple[Row, ...], int]:
            journal.runs.settle_lost(name)
            page = self._latest.read(journal.run_list, wanted)
            return tuple(self._row(run, page.passages.get(run.id, {})) for run in page.runs), page.total

        rows, total = await self._session.bridge.read(read)
        await self._session.in_flight.look()
        pages = max(-(-total // query.size), 1)
        return RowPage(query, rows, total, pages, seconds=clock.monotonic() - start)

    def page_at_hand(self, query: Query) -> None:
        """There is none before it is read."""

    def recognise(self, page: RowPage) -> None:
        """Its columns are always the same."""

    async def document(self, row: Row) -> Any:
        """All that is kept of a run, by now."""
        return run_document(await self.whole(row.resource))

    async def whole(self, resource: StoredRun) -> StoredRun:
        """All that is kept of it; where the journal no longer has it what the row has."""
        return await whole_run(self._session, resource) or resource

    async def named(self, page: RowPage) -> RowPage:
        """As it is: a run knows what it was of by name."""
        return page

    def facts(self, resource: StoredRun) -> tuple[ShownSection, ...]:
        """How it stands, what it was asked and what it gave."""
        return run_facts(resource)

    async def known_document(self, resource: StoredRun) -> Any:
        """All that is kept of it."""
        return run_document(resource)

    async def learn(self) -> None:
        """What can be done with runs is known."""

    def _row(self, run: StoredRun, passages: Mapping[str, Passage]) -> Row:
        cells = (
            found_cell(run, passages) if column.id == ASKED else column.value(run) for column in self.columns
        )
        return Row(run.record.id, tuple(cells), run)
