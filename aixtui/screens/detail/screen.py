"""One resource: its facts, its document as JSON, and the code that reads and runs it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.widgets import ContentSwitcher

from aixtui.actions import Scope
from aixtui.bindings import bindings_for, number_bindings
from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.document import DocumentController
from aixtui.controllers.drafts import DraftsController
from aixtui.controllers.find import FindController
from aixtui.controllers.json import JsonController
from aixtui.controllers.links import LinksController
from aixtui.controllers.neighbours import NeighboursController
from aixtui.controllers.resource import ResourceController
from aixtui.controllers.resource_runs import ResourceRuns, controllers_of
from aixtui.controllers.undo import UndoController
from aixtui.editing.document import Document
from aixtui.editing.document_tabs import NONE_THERE
from aixtui.editing.draft_list import DraftList
from aixtui.face import Part
from aixtui.listing.left_place import LeftPlace
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.presence import is_present
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.code_text import CodeText
from aixtui.widgets.facts import Facts
from aixtui.widgets.json_view import JsonView
from aixtui.widgets.pager import Pager, found_badge, page_line
from aixtui.widgets.past_runs_list import PastRunsList
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.widgets.row_segments import GUTTER
from aixtui.widgets.search_bar import SearchBar
from aixtui.workspace.tab_search import NO_MARKS

LABELS = {one: one.title() for one in ("overview", "inputs", "actions", "runs", "code")} | {"json": "JSON"}
AROUND_MATCH = Spacing(2, 0, 2, 0)
"""Lines that are seen above and below the match that one is on."""


class DetailScreen(BaseScreen):
    """Shows a document until it is over."""

    SCOPE = "detail"
    PARTS = ("json", "table", "past", "search")
    BINDINGS = [*bindings_for("detail"), *number_bindings("show-tab")]

    def __init__(self, context: ScreenContext, document: Document) -> None:
        super().__init__(context, lambda: document.activity, self._focus)
        self.document = document
        self.runs = ResourceRuns(context.session, document, self.face)
        self.controllers = Controllers(
            DocumentController(document),
            LinksController(document, self.face),
            FindController(document.search, self.face),
            NeighboursController(document, self.face),
            JsonController(document.json),
            ResourceController(context.session, document, self.face, document.related),
            DraftsController(DraftList(context.session, document, self.face, document)),
            UndoController(context.session, document, self.face),
            CopyController(document, self.face),
            *controllers_of(self.runs, self.face),
        )

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.document.kind.label, self.document.name)

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if self.query_one(SearchBar).is_edited:
            return ("search",)
        if self.runs.is_shown and self.runs.browser.listing.current is not None:
            return (self.SCOPE, "past", "table")
        return (self.SCOPE, "json") if self.document.tab == "json" else (self.SCOPE,)

    @property
    def foremost(self) -> tuple[str, ...]:
        return ("next-match", "previous-match") if self.document.search.matches else ()

    @property
    def part_keys(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", "open"),) if "past" in self.scopes_now else ()

    @property
    def place(self) -> LeftPlace:
        return LeftPlace(self.document.address_text)

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        with ContentSwitcher(initial="overview", id="body"):
            with VerticalScroll(id="overview"):
                yield Facts(id="facts")
            yield JsonView(self.document.json, self.document.search.marks_of, id="json")
            for tab in self.document.tabs:
                if tab in NONE_THERE:
                    with VerticalScroll(id=tab):
                        yield Facts(id="takes")
            yield PastRunsList(id="runs")
            with VerticalScroll(id="code"):
                yield CodeText(id="snippets")
        yield SearchBar("find in this tab", pause=0, id="find")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._tab = ""
        self._share_row()
        self._draw()
        self.follow(self.document.changed, self._draw)
        self.follow(self.document.search.changed, self._draw_search)
        self.follow(self.document.search.arrived, self._show_match_soon)
        self.follow(self.document.json.changed, self.query_one(JsonView).show)
        self.follow(self.document.activity.changed, self._draw_pager)
        self.follow(self.runs.browser.changed, self._draw_runs)
        self.follow(self.runs.browser.cursor_moved, self._draw_run_cursor)
        self.document.show_on(self.face)

    @on(TabsBar.Picked)
    def _pick_tab(self, message: TabsBar.Picked) -> None:
        self.document.show_tab(message.index)

    def _draw(self) -> None:
        document = self.document
        if document.is_over:
            self.leave()
            return
        self._draw_tabs()
        self._draw_search()

    def _draw_tabs(self) -> None:
        tab = self.document.tab
        if tab != self._tab:
            self._tab = tab
            self.query_one(ContentSwitcher).current = tab
            self._focus_tab()
            tabs = self.document.tabs
            self.query_one(TabsBar).show_tabs([LABELS[one] for one in tabs], tabs.index(tab))

    def _draw_search(self) -> None:
        document, search = self.document, self.document.search
        marks = {document.tab: search.marks}
        self.query_one("#facts", Facts).show(document.sections, marks.get("overview", NO_MARKS))
        for takes in self.query("#takes").results(Facts):
            takes.show(document.takes, marks.get(document.tab, NO_MARKS))
        self.query_one(CodeText).show(document.code or (), marks.get("code", NO_MARKS))
        self.query_one(JsonView).refresh()
        bar = self.query_one(SearchBar)
        bar.show(search.text, "", document.tab)
        bar.show_count(f" {search.count_text} ")
        self._draw_pager()
        self.draw_bars()

    def _draw_runs(self) -> None:
        self.query_one(ResourceList).show(self.runs.browser.listing)
        self._draw_pager()
        self.draw_footer()

    def _draw_run_cursor(self) -> None:
        self.query_one(ResourceList).show_cursor(self.runs.browser.listing)

    @on(ResourceList.Resized)
    def _measure(self) -> None:
        body = self.query_one(ResourceList)
        self.runs.fit(body.row_capacity, body.size.width - GUTTER)

    @on(ResourceTable.Clicked)
    async def _click(self, message: ResourceTable.Clicked) -> None:
        self.runs.browser.listing.move_to(message.place)
        if message.is_double:
            await self.action_do("open-row")

    @on(ResourceTable.Scrolled)
    def _scroll(self, message: ResourceTable.Scrolled) -> None:
        self.runs.browser.listing.move_to(self.runs.browser.listing.at + message.by)

    def _draw_pager(self) -> None:
        document, search = self.document, self.document.search
        caption, live = Content(f" {document.caption}" if document.caption else ""), 0.0
        if self.runs.is_shown:
            caption, live = page_line(self.runs.browser.listing), self.runs.browser.live.seconds
        if search.text:
            caption = found_badge(search.text, search.count_text) + caption
        self.query_one(Pager).show_state(caption, document.activity, live)

    def _show_match_soon(self) -> None:
        self.call_after_refresh(self._show_match)  # the facts of another tab are wrapped by then

    def _show_match(self) -> None:
        """Have the current match in sight; the JSON does so by itself."""
        for text in (*self.query(Facts), self.query_one(CodeText)):
            if text.current_line is not None and isinstance(text.parent, VerticalScroll):
                region = Region(0, text.current_line, 1, 1)
                text.parent.scroll_to_region(region, spacing=AROUND_MATCH, animate=False)

    # The line that is typed in shares its row with the pager.

    def _focus(self, part: Part) -> None:
        if not is_present(self):
            return
        if part == "search":
            self.query_one(SearchBar).edit()
        else:
            self._focus_tab()
        self._share_row()

    def _focus_tab(self) -> None:
        if self.runs.is_shown:
            self.query_one(ResourceList).take_focus()
        else:
            self.query_one(f"#{self.document.tab}").focus()

    def _share_row(self) -> None:
        bar = self.query_one(SearchBar)
        bar.display = bar.is_edited
        self.query_one(Pager).lend(bar.is_edited)

    def on_descendant_blur(self) -> None:
        if self.is_current:  # a dialog above it takes nothing away
            self.call_later(self._share_row)

    @on(SearchBar.Changed)
    def _type(self, message: SearchBar.Changed) -> None:
        self.document.search.look_for(message.text)

    @on(SearchBar.Left)
    async def _leave_bar(self, message: SearchBar.Left) -> None:
        await self.action_do("to-list", message.line, message.text)

    @on(SearchBar.Cleared)
    async def _clear_bar(self, message: SearchBar.Cleared) -> None:
        await self.action_do("clear-text", message.line)
