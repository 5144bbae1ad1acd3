"""One resource: its facts, and its document as JSON."""

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.highlight import highlight
from textual.widgets import ContentSwitcher, Static

from aixtui.bindings import bindings_for
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.kind import Kind, Resource
from aixtui.listing import address as addresses
from aixtui.listing.address import Address
from aixtui.screens.resource_actions import ResourceActionsScreen
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar
from aixtui.widgets.facts import Facts
from aixtui.widgets.pager import Pager
from aixtui.workspace.session import AppSession

TABS = ("Overview", "JSON")
PANES = ("overview", "json")


class DetailScreen(ResourceActionsScreen[bool]):
    """Shows what the list had at once, and what the server has as soon as it answers.

    Ends with whether anything was changed.
    """

    SCOPE = "detail"
    BINDINGS = bindings_for("detail")

    def __init__(
        self,
        session: AppSession,
        kind: Kind,
        resource: Resource,
        capabilities: frozenset[str] | None,
        tab: str = "",
    ) -> None:
        super().__init__(session)
        self.capabilities = capabilities
        self._kind, self._resource = kind, resource
        self._tab = PANES.index(tab) if tab in PANES else 0
        self._changed = False

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield TabsBar(id="tabs")
        with ContentSwitcher(initial="overview", id="body"):
            with VerticalScroll(id="overview"):
                yield Facts(id="facts")
            with VerticalScroll(id="json"):
                yield Static(markup=False, id="document")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._show()
        self._switch(self._tab)
        self._load()

    def subject(self) -> tuple[Kind, Resource | None]:
        return self._kind, self._resource

    @property
    def address_text(self) -> str:
        """Where we are, as `aixtui open` takes it."""
        tab = PANES[self._tab] if self._tab else ""
        return addresses.format(Address(self._kind.id, self._resource.id, tab), KINDS)

    def _show(self) -> None:
        self.show_header(clean(self._resource.name))
        self.query_one(Facts).show(self._kind, self._resource)
        self.show_footer()

    def on_resize(self) -> None:
        self.show_header(clean(self._resource.name))

    @work(group="detail", exclusive=True)
    async def _load(self) -> None:
        """Get the whole resource; what the list had stays where that fails."""
        pager, kind, resource_id = self.query_one(Pager), self._kind, self._resource.id
        pager.busy(f"loading the {kind.id}")
        try:
            fresh = await self.session.read(lambda ws: ws.get(kind, resource_id))
            text = await self.session.read(lambda ws: pretty(ws.document(fresh)))
        except Exception as error:
            pager.show_text(self.show_problem(error).sentence, bad=True)
            return
        self._resource = fresh
        self._show()
        self.query_one("#document", Static).update(highlight(text, language="json"))
        pager.show_text(clean(getattr(fresh, "path", None) or fresh.id))

    @work(group="dialog", exclusive=True)
    async def action_copy(self) -> None:
        from aixtui.screens.choose import Choose, Offer

        found = self._resource
        texts = {"Id": clean(found.id), "Address": self.address_text}
        if path := getattr(found, "path", None):
            texts["Path"] = clean(path)
        offers = [Offer(label, label, text) for label, text in texts.items()]
        offers.append(Offer("", "Document as JSON", "as shown here"))
        title = f"Copy of {clean(found.name)}"
        picked = await self.app.push_screen_wait(Choose(title, lambda _: offers))
        if picked is None:
            return
        try:
            text = texts[picked] if picked else await self.session.read(lambda ws: pretty(ws.document(found)))
        except Exception as error:
            self.show_problem(error)
        else:
            await self.copy_out(text)

    def action_next_tab(self) -> None:
        self._switch((self._tab + 1) % len(TABS))

    def action_previous_tab(self) -> None:
        self._switch((self._tab - 1) % len(TABS))

    def action_show_tab(self, index: int) -> None:
        self._switch(index)

    def _switch(self, index: int) -> None:
        self._tab = index
        pane = PANES[index]
        self.query_one(ContentSwitcher).current = pane
        self.query_one(f"#{pane}").focus()
        self.query_one(TabsBar).show_tabs(TABS, index, "show_tab")
        self.show_header(clean(self._resource.name))

    def action_refresh(self) -> None:
        self._load()

    def action_back(self) -> None:
        self.finish(self._changed)

    def appeared(self, resource: Resource) -> None:
        """Follow the resource: an edit shows the new state, a clone is opened."""
        self._changed = True
        self._resource = resource
        self._show()
        self._load()

    def vanished(self) -> None:
        self.finish(True)
