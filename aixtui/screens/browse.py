"""The first screen: the list of any kind, and the ways from one place to another."""

from textual import on, work

from aixtui.actions import Action, Scope
from aixtui.bindings import bindings_for, number_bindings
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind, Resource
from aixtui.listing import address as addresses
from aixtui.listing.address import Address, AddressError
from aixtui.listing.page_cache import turned
from aixtui.screens.travelling import TravellingScreen
from aixtui.widgets.command_line import CommandLine
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import ResourceTable
from aixtui.widgets.search_bar import SearchBar
from aixtui.workspace.session import AppSession


class BrowseScreen(TravellingScreen):
    """Goes between kinds, pages, resources and the places that were visited."""

    SCOPE = "browse"
    BINDINGS = [*bindings_for("browse"), *number_bindings(len(KINDS), "show_kind")]

    def __init__(self, session: AppSession, start: Address | None = None) -> None:
        super().__init__(session)
        self._start = start

    def on_mount(self) -> None:
        self.share_row()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.go(self._start or Address(self.kind.id, query=self.listing.query))
        self.recall()

    @property
    def scope_now(self) -> Scope:
        if self.query_one(CommandLine).is_edited:
            return "command"
        if self.focused is self.query_one(FilterChips):
            return "chips"
        return "search" if any(bar.is_edited for bar in self.query(SearchBar)) else self.SCOPE

    def turn(self, by: int) -> None:
        """Turn so many pages, or say that there are no more."""
        listing = self.listing
        target = turned(listing.page._replace(query=listing.query), by) if listing.page else None
        if target is None:
            end = "first" if by < 0 else "last"
            self.notify(f"This is the {end} page.", severity="warning", markup=False, timeout=2)
        else:
            self.ask(target)

    @on(ResourceTable.Turned)
    def _turned(self, message: ResourceTable.Turned) -> None:
        self.turn(message.direction)

    def action_next_page(self) -> None:
        self.turn(+1)

    def action_previous_page(self) -> None:
        self.turn(-1)

    def action_first_page(self) -> None:
        self.ask(self.listing.query._replace(page=1))

    def action_last_page(self) -> None:
        if self.listing.page is not None:
            self.ask(self.listing.query._replace(page=self.listing.page.pages))

    @work(group="dialog", exclusive=True)
    async def action_go_to(self) -> None:
        from aixtui.screens.prompt import Prompt

        page = self.listing.page
        if page is None:
            self.notify("Nothing is loaded yet.", severity="warning", markup=False, timeout=2)
            return
        title = f"Page 1 to {page.pages:,}, or r and a row from 1 to {page.total:,}"
        typed, problem = "", ""
        while True:
            answer = await self.app.push_screen_wait(Prompt(title, typed, yes="Go", problem=problem))
            if answer is None:
                return
            typed, row = answer, answer.lower().startswith("r")
            number = int(digits) if (digits := answer.lower().lstrip("r ")).isdecimal() else 0
            if 1 <= number <= (page.total if row else page.pages):
                self._go_to(number - 1 if row else (number - 1) * page.query.size, exact=row)
                return
            problem = "There is no such row." if row else "There is no such page."

    def _go_to(self, index: int, *, exact: bool) -> None:
        size = self.listing.query.size
        self.listing.row_wanted = index % size if exact else None
        self.ask(self.listing.query._replace(page=index // size + 1))

    def action_command(self) -> None:
        self.reread_views()
        self.query_one(CommandLine).open(self.complete)
        self.share_row()

    @on(CommandLine.Closed)
    def _leave_command(self) -> None:
        self.query_one(ResourceList).take_focus()
        self.share_row()

    @on(CommandLine.Entered)
    def _entered(self, message: CommandLine.Entered) -> None:
        self._leave_command()
        try:
            self.go(addresses.parse(message.text, KINDS))
        except AddressError as error:
            self.go_by_name(message.text, error)

    def refusal(self, action: Action) -> str:
        if action.id == "open" and self.query_one(ResourceList).row is None:
            return f"There is no {self.kind.id} under the cursor."
        return super().refusal(action)

    def action_open(self) -> None:
        self.query_one(ResourceTable).action_open_row()

    @on(ResourceTable.Opened)
    def _opened(self, message: ResourceTable.Opened) -> None:
        self._open(self.kind, message.row.resource)

    @work(group="open", exclusive=True)
    async def open_by_id(self, kind: Kind, address: Address) -> None:
        """Open one resource by its id or path."""
        try:
            resource, able = await self.session.read(
                lambda ws: (ws.get(kind, address.id), ws.capabilities(kind))
            )
        except Exception as error:
            self.not_opened(kind, address.id, error)
        else:
            self.listings[kind.id].capabilities = able
            self._open(kind, resource, address.tab)

    def _open(self, kind: Kind, resource: Resource, tab: str = "") -> None:
        from aixtui.screens.detail import DetailScreen

        self.remember()
        self.opened(kind, resource)
        screen = DetailScreen(self.session, kind, resource, self.listings[kind.id].capabilities, tab)
        self.app.push_screen(screen, lambda changed: self.vanished() if changed else None)
