"""One resource: its facts, and its document as JSON."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.document import DocumentController
from aixtui.controllers.json import JsonController
from aixtui.controllers.links import LinksController
from aixtui.controllers.neighbours import NeighboursController
from aixtui.controllers.resource import ResourceController
from aixtui.editing.document import TABS, Document
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.facts import Facts
from aixtui.widgets.json_view import JsonView
from aixtui.widgets.pager import Pager

LABELS = {"overview": "Overview", "json": "JSON"}


class DetailScreen(BaseScreen):
    """Shows a document until it is over."""

    SCOPE = "detail"
    PARTS = ("json",)
    BINDINGS = bindings_for("detail")

    def __init__(self, context: ScreenContext, document: Document) -> None:
        super().__init__(context, lambda: document.activity)
        self.document = document
        self.controllers = Controllers(
            DocumentController(document),
            LinksController(document, self.face),
            NeighboursController(document, self.face),
            JsonController(document.json),
            ResourceController(context.session, document, self.face),
            CopyController(document, self.face),
        )

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.document.kind.label, self.document.name)

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        return (self.SCOPE, *self.PARTS) if self.document.tab == "json" else (self.SCOPE,)

    @property
    def address_text(self) -> str:
        return self.document.address_text

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        with ContentSwitcher(initial="overview", id="body"):
            with VerticalScroll(id="overview"):
                yield Facts(id="facts")
            yield JsonView(self.document.json, id="json")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._tab = ""
        self._draw()
        self.follow(self.document.changed, self._draw)
        self.follow(self.document.json.changed, self.query_one(JsonView).show)
        self.follow(self.document.activity.changed, self._draw_pager)
        self.document.show_on(self.face)

    @on(TabsBar.Picked)
    def _pick_tab(self, message: TabsBar.Picked) -> None:
        self.document.show_tab(message.index)

    def _draw(self) -> None:
        document = self.document
        if document.is_over:
            self.leave()
            return
        self.query_one(Facts).show(document.sections)
        self._draw_tabs()
        self._draw_pager()
        self.draw_bars()

    def _draw_tabs(self) -> None:
        tab = self.document.tab
        if tab != self._tab:
            self._tab = tab
            self.query_one(ContentSwitcher).current = tab
            self.query_one(f"#{tab}").focus()
            labels = [LABELS[one] for one in TABS]
            self.query_one(TabsBar).show_tabs(labels, TABS.index(tab))

    def _draw_pager(self) -> None:
        caption = Content(f" {self.document.caption}" if self.document.caption else "")
        self.query_one(Pager).show_state(caption, self.document.activity)
