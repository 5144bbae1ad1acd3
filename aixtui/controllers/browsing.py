"""All that browsing lists consists of, put together for whichever face shows it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from aixtui.controllers.answering import Controllers
from aixtui.controllers.columns import ColumnsController
from aixtui.controllers.command import CommandController
from aixtui.controllers.copying import CopyController
from aixtui.controllers.cursor import CursorController
from aixtui.controllers.drafts import DraftsController
from aixtui.controllers.exporting import ExportController
from aixtui.controllers.filters import FiltersController
from aixtui.controllers.jumps import Jumps
from aixtui.controllers.kinds import KindsController
from aixtui.controllers.live import LiveRefreshController, UnreadableController
from aixtui.controllers.marks import MarksController
from aixtui.controllers.navigator import Navigator
from aixtui.controllers.opening import OpeningController
from aixtui.controllers.paging import PagingController
from aixtui.controllers.past_runs import PastRunsController, RunRowsController
from aixtui.controllers.places import FavouritesController, ViewsController
from aixtui.controllers.preview import PreviewController
from aixtui.controllers.resource import ResourceController
from aixtui.controllers.search import SearchController
from aixtui.controllers.sort import SortController
from aixtui.controllers.undo import UndoController
from aixtui.editing.draft_list import DraftList
from aixtui.face import Face
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.column_memory import ColumnMemory
from aixtui.listing.command import Command
from aixtui.listing.exports import Exports
from aixtui.listing.favourites import Favourites
from aixtui.listing.list_copies import ListCopies
from aixtui.listing.memory import Memory
from aixtui.listing.own_rows import OwnRows
from aixtui.listing.places import Places
from aixtui.listing.preview import Preview
from aixtui.listing.recents import Recents
from aixtui.listing.row_document import RowDocument
from aixtui.listing.saved_file import SavedFile
from aixtui.listing.seen_pages import SeenPages
from aixtui.listing.seen_rows import SeenRows
from aixtui.listing.source import Source
from aixtui.listing.typed_lines import TypedLines
from aixtui.listing.views import Views
from aixtui.running.past_runs import PastRuns
from aixtui.running.run_rows import RUNS
from aixtui.running.run_upkeep import RunUpkeep
from aixtui.settings.connection import profile_names
from aixtui.workspace.session import AppSession


class Browsing:
    """The lists of some sources, what is kept of them between sittings, and what answers for each action."""

    def __init__(self, session: AppSession, sources: Sequence[Source], face: Face) -> None:
        self._session, self._face = session, face
        self._past_runs = PastRuns(session, face)
        self._upkeep = RunUpkeep(session, self._past_runs, face)
        self.browser = Browser(sources, face, page_size=lambda: session.settings.browse.page_size)
        self._memory = Memory(session.bridge, face)
        self._columns = ColumnMemory(self.browser, self._memory)
        self.preview = Preview(self._memory)
        self.row_document = RowDocument(session.bridge, face)
        self.recents, seen = Recents(session, self._memory), SeenPages(session, self._memory)
        self.browser.loader.seen = seen
        self.saved_file = SavedFile(session.bridge, face)
        self._views = views = Views(self.browser, self.saved_file, face)
        self._favourites = favourites = Favourites(session, self.browser, self.saved_file, face)
        self.places = Places(sources, views, favourites, self.recents, seen, self.saved_file, face)
        lines = TypedLines(session, self._memory)
        command = Command(self.browser, views, self.recents, seen, lines, self._profiles)
        self._own_rows = own_rows = OwnRows(self.browser, {RUNS.id: self._past_runs})
        self.navigator = Navigator(session, self.browser, self.places, self.recents, own_rows, face)
        self.commanding = CommandController(command, self.navigator, face)
        self.jumps = Jumps(self.browser, self.navigator, seen)
        self.search = SearchController(self.browser, face)
        self.controllers = self._make_controllers()

    def _make_controllers(self) -> Controllers:
        session, face = self._session, self._face
        return Controllers(
            self.search,
            CursorController(self.browser, face),
            PagingController(self.browser, face),
            OpeningController(self.browser, self.navigator, self._own_rows),
            KindsController(self.browser),
            FiltersController(self.browser, face),
            SortController(self.browser, face),
            ColumnsController(self.browser, self._columns, face),
            PreviewController(self.preview),
            MarksController(self.browser),
            ExportController(Exports(self.browser, session.bridge, face)),
            CopyController(ListCopies(self.browser), face),
            ResourceController(
                session,
                self.browser,
                face,
                self.navigator.related,
                self._own_rows,
                SeenRows(self.browser, face),
            ),
            PastRunsController(self.browser, self._upkeep),
            RunRowsController(self.browser, self._own_rows, self._past_runs),
            DraftsController(DraftList(session, self.browser, face)),
            UndoController(session, self.browser, face),
            ViewsController(self._views, self.navigator),
            FavouritesController(self.browser, self._favourites, self._own_rows),
            LiveRefreshController(self.browser, face),
            UnreadableController(self.browser, face),
        )

    def _profiles(self) -> list[str]:
        """All of them, the one that is open last."""
        is_open = self._session.profile_name.__eq__
        return sorted(profile_names(self._session.settings), key=is_open)

    def begin(
        self,
        start: AppAddress | None,
        row: str = "",
        at_leisure: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Go to an address, or to the first list, there to a row, and recall what other sittings have left.

        What a face does `at_leisure` comes after all that.
        """
        address = start or AppAddress(self.browser.listing.source.id, query=self.browser.listing.query)
        self._session.catch_up()
        with self.browser.changed.held(), self._memory.glance():
            self._columns.glance(address.kind)
            self.preview.glance()
            self.navigator.go(address, row)
        self._face.start(self._recall(at_leisure))
        self._face.start(self.saved_file.read())

    async def _recall(self, at_leisure: Callable[[], Awaitable[None]] | None) -> None:
        await self._memory.open()
        await self._columns.recall()
        await self.preview.recall()
        await self._face.wait_for_frame()  # the rows are seen first
        with suppress(Exception):  # whoever asked for something is told why there is no connection
            await self._session.read(lambda _: None)
        self.browser.changed()  # by now it is known whose workspace this is
        with suppress(Exception):
            await self._session.drafts.update()
            await self._upkeep.begin()
        await self.recents.recall()
        await self.commanding.command.lines.recall()
        if self.browser.loader.seen is not None:
            await self.browser.loader.seen.recall()
        if at_leisure is not None:
            await self.browser.activity.rest()
            await at_leisure()
