"""The list of one kind: searched, paged, and the way to everything else."""

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.timer import Timer

from aixtui.actions import Scope
from aixtui.bindings import bindings_for, number_bindings
from aixtui.catalog.kind import Kind, Resource
from aixtui.kinds import KINDS
from aixtui.runtime.problems import Problem, explain
from aixtui.runtime.query import Query
from aixtui.runtime.session import NoCredentialError, Session
from aixtui.runtime.workspace import RowPage
from aixtui.screens.detail import DetailScreen
from aixtui.screens.list_state import ListState
from aixtui.screens.resource_actions import ResourceActionsScreen
from aixtui.screens.welcome import WelcomeScreen
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.pager import Pager
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.widgets.search_bar import SearchBar

RESIZE_PAUSE_SECONDS = 0.2
"""How long the size has to rest before the page is fitted to it."""


class BrowseScreen(ResourceActionsScreen[None]):
    """Lists any kind. Each kind keeps its search, page and cursor while the others are looked at."""

    SCOPE = "browse"
    BINDINGS = [*bindings_for("browse"), *number_bindings(len(KINDS), "show_kind")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._states = {kind.id: ListState(Query(sort=kind.sort)) for kind in KINDS}
        self._kind = KINDS[0]
        self._resized: Timer | None = None

    @property
    def _state(self) -> ListState:
        return self._states[self._kind.id]

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        yield SearchBar(id="search")
        yield ResourceList(id="body")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.call_after_refresh(self._enter, self._kind)

    def subject(self) -> tuple[Kind, Resource | None]:
        row = self.query_one(ResourceList).row
        return self._kind, row.resource if row else None

    def action_show_kind(self, index: int) -> None:
        if index < len(KINDS):
            self._leave()
            self._enter(KINDS[index])

    def action_next_kind(self) -> None:
        self.action_show_kind((KINDS.index(self._kind) + 1) % len(KINDS))

    def action_previous_kind(self) -> None:
        self.action_show_kind((KINDS.index(self._kind) - 1) % len(KINDS))

    def _leave(self) -> None:
        row = self.query_one(ResourceList).row
        self._state.cursor = row.id if row else ""

    def _enter(self, kind: Kind) -> None:
        self._kind = kind
        self.capabilities = self._state.capabilities
        self._draw_bars()
        self.query_one(TabsBar).show_tabs([kind.label for kind in KINDS], KINDS.index(kind), "show_kind")
        if self._state.page is not None:
            self._show(self._state.page, self._state.cursor)
        self._load(self._state.query, self._state.cursor)

    def on_resize(self) -> None:
        self._draw_bars()
        if self._resized is not None:
            self._resized.stop()
        self._resized = self.set_timer(RESIZE_PAUSE_SECONDS, self._refit)

    def _refit(self) -> None:
        """Load as many rows as now fit: the page that the first row of this one is on."""
        page = self._state.page
        if page is None or page.query.size == self._page_size:
            return
        first = (page.query.page - 1) * page.query.size
        self._leave()
        self._load(replace(page.query, page=first // self._page_size + 1), self._state.cursor)

    @property
    def _page_size(self) -> int:
        return self.session.settings.browse.page_size or self.query_one(ResourceList).fitted_rows

    def _draw_bars(self) -> None:
        self.show_header()
        self.query_one(SearchBar).show(self._state.query.text, f"search {self._kind.plural} on the server")
        self.show_footer()

    @work(group="list", exclusive=True)
    async def _load(self, query: Query, cursor: str = "") -> None:
        """Load a page; the one that is shown stays until the new one is there. The newest load wins."""
        kind, state, pager = self._kind, self._state, self.query_one(Pager)
        query = replace(query, size=self._page_size)
        pager.busy(f"loading {kind.plural}, page {query.page}")
        if state.page is None:
            self.query_one(ResourceList).show_loading(kind)
        try:
            page, able = await self.session.read(lambda ws: (ws.search(kind, query), ws.capabilities(kind)))
        except NoCredentialError:
            pager.done()
            self.app.push_screen(WelcomeScreen(self.session), lambda _: self._enter(kind))
        except Exception as error:
            self._failed(explain(error), state)
        else:
            state.page, state.query, state.capabilities = page, page.query, able
            self.capabilities = able
            self._show(page, cursor)
        self._draw_bars()

    def _show(self, page: RowPage, cursor: str) -> None:
        self.query_one(Pager).show_page(page)
        self.query_one(ResourceList).show(self._kind, page, cursor)

    def _failed(self, problem: Problem, state: ListState) -> None:
        self.query_one(Pager).show_text(problem.title if state.page is None else problem.sentence, bad=True)
        if state.page is None:
            self.query_one(ResourceList).show_problem(problem)

    def action_search(self) -> None:
        self.query_one(SearchBar).edit()

    @on(SearchBar.Changed)
    def _search(self, message: SearchBar.Changed) -> None:
        self._load(replace(self._state.query, text=message.text, page=1))

    @on(SearchBar.Left)
    def _searched(self) -> None:
        self.query_one(ResourceList).take_focus()

    @property
    def scope_now(self) -> Scope:
        return "search" if self.query_one(SearchBar).is_edited else self.SCOPE

    @on(SearchBar.Cleared)
    def action_clear(self) -> None:
        self.query_one(ResourceList).take_focus()
        if self._state.query.text or self.query_one(SearchBar).text:
            self._load(replace(self._state.query, text="", page=1))

    def action_next_page(self) -> None:
        self._turn(+1)

    def action_previous_page(self) -> None:
        self._turn(-1)

    @on(ResourceTable.Turned)
    def _turned(self, message: ResourceTable.Turned) -> None:
        self._turn(message.direction)

    def _turn(self, direction: int) -> None:
        page = self._state.page
        target = (page.query.page if page else 1) + direction
        if page is None or not 1 <= target <= page.pages:
            end = "first" if direction < 0 else "last"
            self.notify(f"This is the {end} page.", severity="warning", markup=False, timeout=2)
        else:
            self._load(replace(page.query, page=target))

    def action_refresh(self) -> None:
        self._leave()
        self._load(self._state.query, self._state.cursor)

    def action_open(self) -> None:
        self.query_one(ResourceList).open_row()

    @on(ResourceTable.Opened)
    def _opened(self, message: ResourceTable.Opened) -> None:
        screen = DetailScreen(self.session, self._kind, message.row.resource, self._state.capabilities)
        self.app.push_screen(screen, lambda changed: self.action_refresh() if changed else None)

    def appeared(self, resource: Resource) -> None:
        self._state.cursor = resource.id
        self._load(self._state.query, resource.id)

    def vanished(self) -> None:
        self.action_refresh()
