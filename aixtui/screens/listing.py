"""Loading and showing the list of any kind: searched, paged, kept while others are looked at."""

from contextlib import suppress

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind, Resource
from aixtui.listing.listing import Listing
from aixtui.listing.page_cache import FRESH_SECONDS, PageCache, age_text, neighbours, refitted
from aixtui.screens.resource_actions import ResourceActionsScreen
from aixtui.system import clock
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.columns import PLAIN, Layout
from aixtui.widgets.command_line import CommandLine
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.pager import Pager
from aixtui.widgets.preview import Preview
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.search_bar import SearchBar
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession, NoCredentialError
from aixtui.workspace.workspace import RowPage

SILENT_SECONDS = 0.5
"""A longer wait that the backend asks for is counted down where it is seen."""


class ListingScreen(ResourceActionsScreen[None]):
    """Each kind keeps its search, page, cursor and marks while the others are looked at."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.listings = {kind.id: Listing(kind, Query(sort=kind.sort)) for kind in KINDS}
        self.layouts: dict[str, Layout] = {}
        self.cache = PageCache()
        self.kind = KINDS[0]

    @property
    def listing(self) -> Listing:
        """The list that is looked at."""
        return self.listings[self.kind.id]

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        with Horizontal(id="search-line"):
            yield SearchBar("/", id="search")
            yield FilterChips(id="chips")
        with Container(id="main"):
            yield ResourceList(id="body")
            yield Preview(id="preview")
        yield SearchBar("filter this page", pause=0, id="page-filter")
        yield CommandLine(id="command")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def subject(self) -> tuple[Kind, Resource | None]:
        row = self.query_one(ResourceList).row
        return self.kind, row.resource if row else None

    def enter(self, kind: Kind) -> None:
        """Show the list of a kind as it was left."""
        self.kind = kind
        self.capabilities = self.listing.capabilities
        self.query_one("#page-filter", SearchBar).reset()
        self.listing.page_filter = ""
        self.query_one(TabsBar).show_tabs([known.label for known in KINDS], KINDS.index(kind), "show_kind")
        if self.listing.page is None:
            self.query_one(ResourceList).show_loading(kind)
        self.draw_bars()
        self.ask(self.listing.query, self.listing.cursor)

    def ask(self, query: Query, cursor: str = "") -> None:
        """Show what a query finds: at once where it was seen, then as the server has it now."""
        listing, before = self.listing, self.listing.query
        query = listing.query = refitted(query, self.page_size)
        listing.cursor = cursor
        if query != before._replace(page=query.page):  # a page turn waits for its rows
            self.draw_bars()
        seen = self.cache.get(self.kind.id, query)
        if seen is not None:
            listing.page, listing.came = seen.page, clock.monotonic() - seen.age
            self.show_listing()
            if seen.age < FRESH_SECONDS:
                self.workers.cancel_group(self, "list")  # what is still on its way is for another place
                self.query_one(Pager).done()
                self.prefetch(self.kind, seen.page)
                return
        self.load(query, f"refreshing, seen {age_text(seen.age)} ago" if seen else "")

    @work(group="list", exclusive=True)
    async def load(self, query: Query, doing: str = "") -> None:
        """Load a page; the one that is shown stays until the new one is there. The newest load wins."""
        kind, listing, pager = self.kind, self.listing, self.query_one(Pager)
        pager.busy(doing or f"loading {kind.plural}, page {query.page}")
        try:
            page, able = await self.session.read(
                lambda ws: (ws.search(kind, query, longest_wait=SILENT_SECONDS), ws.capabilities(kind))
            )
        except NoCredentialError:
            from aixtui.screens.welcome import WelcomeScreen

            pager.done()
            self.app.push_screen(WelcomeScreen(self.session), lambda _: self.enter(kind))
        except Exception as error:
            self.failed(explain(error))
        else:
            if not page.rows and page.total and query.page > page.pages:
                self.ask(query._replace(page=page.pages))  # the last row of the last page has gone
                return
            self.cache.put(kind.id, page)
            before, listing.page, listing.capabilities = listing.page, page, able
            listing.came = clock.monotonic()
            self.capabilities = able
            if before is None or before.rows != page.rows or before.query != page.query:
                self.show_listing()
            self.tell()
            self.query_one(Pager).done()
            self.call_after_refresh(self.prefetch, kind, page)  # the rows are seen first
            self.call_after_refresh(self._learn)
        self.draw_bars()

    @work(group="prefetch", exclusive=True)
    async def prefetch(self, kind: Kind, page: RowPage) -> None:
        """Have the pages beside this one ready. Nobody waits for them, so a failure is no problem yet."""
        with suppress(Exception):
            for query in neighbours(page):
                if self.cache.get(kind.id, query) is None:
                    found = await self.session.read(lambda ws, query=query: ws.search(kind, query))  # type: ignore[misc]
                    self.cache.put(kind.id, found)

    @work(group="abilities", exclusive=True)
    async def _learn(self) -> None:
        """Know what the other kinds can do before they are looked at: their footers are right at once.

        Nobody waits for it: what fails here is told by the list of the kind, once that is opened.
        """
        unknown = [kind for kind in KINDS if self.listings[kind.id].capabilities is None]
        if unknown:
            with suppress(Exception):
                found = await self.session.read(lambda ws: [ws.capabilities(kind) for kind in unknown])
                for kind, able in zip(unknown, found, strict=True):
                    self.listings[kind.id].capabilities = able

    def show_listing(self) -> None:
        """Draw the rows and the line that tells of them."""
        listing = self.listing
        listing.settle_cursor()
        left = self.query_one(ResourceList).show(listing, self.layouts.get(self.kind.id, PLAIN))
        self.query_one("#page-filter", SearchBar).count(left, len(listing.rows))
        self.tell()
        self.show_header()
        self.query_one(Preview).show(*self.subject())

    def tell(self) -> None:
        """Tell below the rows which ones these are."""
        self.query_one(Pager).tell_page(self.listing, len(self.query_one(ResourceList).shown))

    def failed(self, problem: Problem) -> None:
        """Say why the page did not come; one that is shown stays, and is said to be old."""
        body, pager, listing = self.query_one(ResourceList), self.query_one(Pager), self.listing
        if listing.page and listing.query._replace(page=listing.page.query.page) == listing.page.query:
            listing.query = listing.page.query  # a page turn that failed: we are where we were
        came = listing.came if listing.page else None
        if came is None:
            body.show_problem(problem)
        if problem.retry_after:
            pager.count_down(problem.title, problem.retry_after, self.action_refresh, came=came)
        else:
            pager.show_text(problem.title if came is None else problem.sentence, bad=True, came=came)

    def draw_bars(self) -> None:
        """Draw header, search line and footer anew."""
        query = self.listing.query
        self.show_header()
        self.query_one("#search", SearchBar).show(query.text, self.kind.search_hint)
        self.query_one(FilterChips).show_filters(query.filters, self.size.width * 2 // 3)
        self.show_footer()

    @property
    def page_size(self) -> int:
        """Rows a page: as set, else as many as are seen."""
        return self.session.settings.browse.page_size or self.query_one(ResourceList).fitted_rows

    def action_refresh(self) -> None:
        self.load(self.listing.query)

    def appeared(self, resource: Resource) -> None:
        self.cache.forget(self.kind.id)
        self.listing.cursor = resource.id
        self.load(self.listing.query)

    def vanished(self) -> None:
        self.cache.forget(self.kind.id)
        self.action_refresh()
