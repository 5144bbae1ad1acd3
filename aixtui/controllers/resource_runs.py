"""The runs of the resource that is open, in a tab of its document."""

from aixtui.actions import AppAction
from aixtui.controllers.opening import no_row
from aixtui.editing.document import Document
from aixtui.face import Face
from aixtui.kindspec.kind import Resource
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.running.past_runs import PastRuns
from aixtui.running.run_rows import RUNS
from aixtui.running.run_source import RunSource
from aixtui.workspace.session import AppSession

TAB = "runs"


class ResourceRuns:
    """A list like that of all runs, narrowed to one resource. Nothing is read before the tab is looked at."""

    def __init__(self, session: AppSession, document: Document, face: Face) -> None:
        self._document, self._past = document, PastRuns(session, face)
        self._source = RunSource(session, live_seconds=0.0)
        self.browser = Browser([self._source], face)
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
        await self._past.open(row)
        if self.is_shown and not self._document.is_over:
            self._load(self._resource_id)

    def _follow(self) -> None:
        """Read them once when the tab is opened, and when the document has come anew."""
        seen = self._document.resource if self.is_shown and not self._document.is_over else None
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
    """Opens a run of the resource."""

    def __init__(self, runs: ResourceRuns) -> None:
        self._runs = runs

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """There has to be a run under the cursor."""
        return "" if self._runs.browser.listing.current is not None else no_row(self._runs.browser)

    async def do_open_row(self) -> None:
        """Watch it again, or see what it gave."""
        await self._runs.open_current()
