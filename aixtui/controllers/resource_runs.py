"""The runs of the resource that is open, in a tab of its document."""

from aixtui.actions import AppAction
from aixtui.controllers.cursor import CursorController
from aixtui.controllers.marks import MarksController
from aixtui.controllers.opening import no_row
from aixtui.controllers.past_runs import RunRowsController
from aixtui.editing.document import Document
from aixtui.face import Face
from aixtui.kindspec.kind import Resource
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.own_rows import OwnRows
from aixtui.running.past_runs import PastRuns
from aixtui.running.run_rows import RUNS
from aixtui.running.run_source import RunSource
from aixtui.running.run_upkeep import RunUpkeep
from aixtui.workspace.session import AppSession

TAB = "runs"


class ResourceRuns:
    """A list like that of all runs, narrowed to one resource. Nothing is read before the tab is looked at."""

    def __init__(self, session: AppSession, document: Document, face: Face) -> None:
        self._document, self.past = document, PastRuns(session, face)
        self.upkeep = RunUpkeep(session, self.past, face)
        self._source = RunSource(session, is_of_one=True)
        self.browser = Browser([self._source], face)
        self.rows = OwnRows(self.browser, {RUNS.id: self.past})
        self._resource_id = ""
        self._seen: Resource | None = None
        document.changed.listen(self._follow)

    @property
    def is_shown(self) -> bool:
        """Whether the tab is looked at."""
        return self._document.tab == TAB

    def fit(self, rows: int, room: int) -> None:
        """So many rows are seen from now on, in so many cells."""
        self.browser.fit(rows, room)
        if self.is_shown:
            self.browser.refit()

    async def open_current(self) -> None:
        """Open the run under the cursor; what has become of it is seen afterwards."""
        row = self.browser.listing.current
        assert row is not None, "refused without a row"
        await self.past.open(row)
        if self.is_shown and not self._document.is_over:
            self._load(self._resource_id)

    def _follow(self) -> None:
        """Read them when the tab is opened, when the document has come anew, and while it is seen."""
        seen = self._document.resource if self.is_shown and not self._document.is_over else None
        self.browser.live.follow(0.0 if seen is None else self._source.live_seconds)
        if seen is not self._seen:
            self._seen = seen
            if seen is not None:
                self._load(seen.id)

    def _load(self, resource_id: str) -> None:
        listing = self.browser.listing
        if resource_id == self._resource_id:
            self.browser.change_rows(listing)
            return
        self._resource_id = resource_id
        self._source.narrow((("kind", self._document.kind.id), ("resource", resource_id)))
        self.browser.loader.forget(listing)
        self.browser.go(AppAddress(RUNS.id))


class ResourceRunsController:
    """Opens a run of the resource, stars and deletes it, and watches those again that nobody does."""

    def __init__(self, runs: ResourceRuns) -> None:
        self._runs = runs

    def refusal(self, action: AppAction) -> str:
        """There has to be a run under the cursor."""
        if action.id == "watch-runs":
            return ""
        return "" if self._runs.browser.listing.current is not None else no_row(self._runs.browser)

    async def do_open_row(self) -> None:
        """Watch it again, or see what it gave."""
        await self._runs.open_current()

    async def do_star(self) -> None:
        """Have the run stay for good, or no longer."""
        await self._runs.rows.favour()

    async def do_delete_run(self) -> None:
        """Delete it from the journal."""
        await self._runs.rows.delete()

    async def do_watch_runs(self) -> None:
        """Watch all again that are in flight and that nobody watches."""
        await self._runs.upkeep.watch_all()


def controllers_of(runs: ResourceRuns, face: Face) -> tuple[object, ...]:
    """What answers for the keys of the tab: much of it does so in the list of all runs, too."""
    return (
        CursorController(runs.browser, face),
        MarksController(runs.browser),
        RunRowsController(runs.browser, runs.rows, runs.past),
        ResourceRunsController(runs),
    )
