"""The first screen: the lists side by side, with what narrows them and what is shown beside them."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from aixtui.actions import Scope
from aixtui.bindings import bindings_for, number_bindings
from aixtui.controllers.browsing import Browsing
from aixtui.controllers.jumps import Jump
from aixtui.controllers.past_runs import has_unwatched
from aixtui.entrance import Entrance
from aixtui.face import Part
from aixtui.listing.left_place import LeftPlace
from aixtui.listing.preview import BESIDE_FROM_WIDTH, SIZES
from aixtui.listing.source import Source
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.page_fit import PageFit
from aixtui.screens.context import ScreenContext
from aixtui.screens.preloading import preload
from aixtui.screens.presence import is_present
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.pager import Pager, page_line
from aixtui.widgets.preview import PreviewPane, PreviewState
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.widgets.search_bar import SearchBar


class BrowseScreen(BaseScreen):
    """Shows a browser. What is typed, clicked and measured here goes back there."""

    SCOPE = "browse"
    PARTS = ("table", "search", "chips")
    BINDINGS = [*bindings_for("browse"), *number_bindings("show-kind")]

    def __init__(
        self, context: ScreenContext, sources: Sequence[Source], entrance: Entrance | None = None
    ) -> None:
        super().__init__(context, lambda: self.browser.activity, self._focus)
        self._start = (entrance.start, entrance.row) if entrance else (None, "")
        self.browsing = Browsing(context.session, sources, self.face)
        context.related.lead(self.browsing.navigator.surroundings)
        self.browser = self.browsing.browser
        self.controllers = self.browsing.controllers
        self._fit = PageFit(self, self.browser)

    @property
    def place(self) -> LeftPlace:
        return LeftPlace(self.browser.address_text, self.browser.listing.cursor)

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.browser.listing.source.label,)

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if self.focused is self.query_one(FilterChips):
            return ("chips",)
        return ("search",) if any(bar.is_edited for bar in self.query(SearchBar)) else (self.SCOPE,)

    @property
    def foremost(self) -> tuple[str, ...]:
        if self.browser.listing.marks and self.scopes_now == (self.SCOPE,):
            return ("compare", "export", "copy", "delete", "unmark")
        return ("watch-runs",) if has_unwatched(self.browser.listing) else ()

    def jumps(self, text: str) -> Iterable[Jump]:
        return self.browsing.jumps.find(text)

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        with Horizontal(id="search-line"):
            yield SearchBar("/", id="search")
            yield FilterChips(id="chips")
        beside = "-beside" if self.app.size.width >= BESIDE_FROM_WIDTH else ""
        with Container(id="main", classes=beside):
            yield ResourceList(id="body")
            yield PreviewPane(self.browsing.row_document, id="preview")
        yield SearchBar("filter this page", pause=0, id="page-filter")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._share_row()
        self._draw_preview()
        self.follow(self.browser.changed, self._draw)
        self.follow(self.browser.cursor_moved, self._draw_cursor)
        self.follow(self.browser.activity.changed, self._draw_activity)
        self.follow(self.browsing.preview.changed, self._draw_preview)
        preview, document = self.query_one(PreviewPane), self.browsing.row_document
        self.follow(document.changed, preview.show_facts)
        self.follow(document.json.changed, preview.show_document)

    def _draw(self) -> None:
        browser, listing = self.browser, self.browser.listing
        source, query = listing.source, listing.query
        self.query_one(TabsBar).show_tabs([one.label for one in browser.sources], browser.index)
        self.query_one("#search", SearchBar).show(query.text, source.search_hint, source.id)
        chips = self.query_one(FilterChips)
        chips.show_filters(listing.chips, self.size.width * 2 // 3, listing.chip)
        page_filter = self.query_one("#page-filter", SearchBar)
        page_filter.show(listing.page_filter, "", source.id)
        count = f" {len(listing.hits)} of {len(listing.rows)} " if listing.page_filter else ""
        page_filter.show_count(count)
        self.query_one(ResourceList).show(listing)
        self.query_one(PreviewPane).show(source, browser.resource)
        if chips.has_focus and not listing.chips:  # another list, or another query, has none to choose from
            self._focus("list")
        self._draw_pager()
        self.draw_bars()

    def _draw_cursor(self) -> None:
        self.query_one(ResourceList).show_cursor(self.browser.listing)
        self.query_one(PreviewPane).show_soon(self.browser.listing.source, self.browser.resource)

    def _draw_pager(self) -> None:
        browser = self.browser
        self.query_one(Pager).show_state(page_line(browser.listing), browser.activity, browser.live.seconds)

    def _draw_activity(self) -> None:
        self._draw_pager()
        if self.browser.listing.is_as_seen:  # what can be done with its rows depends on whether others come
            self.draw_footer()

    def _draw_preview(self) -> None:
        preview, pane = self.browsing.preview, self.query_one(PreviewPane)
        state = PreviewState(preview.is_shown, preview.has_json, preview.size)
        if pane.show_state(state, len(SIZES)):
            self._fit.refit_soon()
        pane.show(self.browser.listing.source, self.browser.resource)

    def on_resize(self) -> None:
        self.query_one("#main").set_class(self.size.width >= BESIDE_FROM_WIDTH, "-beside")
        self.browsing.preview.fit(self.size.width, self.size.height)
        if self.browser.history is not None:
            self._draw()
        else:  # there is room now, and nothing has been painted: the first frame has the rows
            self._fit.measure()
            self.browsing.begin(*self._start, partial(self.context.session.bridge.read, preload))
        self._fit.refit_soon()

    @on(events.ScreenResume)  # the settings may have been changed above it
    def _refit_soon(self) -> None:
        self._fit.refit_soon()

    @on(ResourceList.Resized)
    def _measure(self) -> None:
        self._fit.measure()

    # Parts: each has keys of its own while it has the focus; those that are typed in share one row.

    def _focus(self, part: Part) -> None:
        if not is_present(self):
            return
        if part == "list":
            self.query_one(ResourceList).take_focus()
        elif part == "filters":
            self.query_one(FilterChips).focus()
        else:
            self.query_one(f"#{part}", SearchBar).edit()
        self._share_row()

    def _share_row(self) -> None:
        """Lend the pager's row to the line that is typed in, so that nothing else moves."""
        line = self.query_one("#page-filter", SearchBar)
        line.display = line.is_edited
        self.query_one(Pager).lend(line.is_edited)

    def on_descendant_blur(self) -> None:
        if self.is_current:  # a dialog above it takes nothing away
            self.call_later(self._share_row)

    @on(TabsBar.Picked)
    async def _pick_tab(self, message: TabsBar.Picked) -> None:
        await self.action_do("show-kind", message.index)

    @on(ResourceTable.Clicked)
    async def _click(self, message: ResourceTable.Clicked) -> None:
        self.browser.listing.move_to(message.place)
        if message.is_double:
            await self.action_do("open-row")

    @on(ResourceTable.Scrolled)
    def _scroll(self, message: ResourceTable.Scrolled) -> None:
        self.browser.listing.move_to(self.browser.listing.at + message.by)

    @on(SearchBar.Changed)
    def _type(self, message: SearchBar.Changed) -> None:
        self.browsing.search.type(message.line, message.text)

    @on(SearchBar.Left)
    async def _leave_bar(self, message: SearchBar.Left) -> None:
        await self.action_do("to-list", message.line, message.text)

    @on(SearchBar.Cleared)
    async def _clear_bar(self, message: SearchBar.Cleared) -> None:
        await self.action_do("clear-text", message.line)
