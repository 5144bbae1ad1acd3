"""Going to the places that are kept: by their names, and by what completes them."""

from textual import work

from aixtui.kinds import KINDS
from aixtui.listing import address as addresses
from aixtui.listing.address import Address, AddressError
from aixtui.listing.completion import complete
from aixtui.screens.kept_offers import Kept, address_of, kept_places
from aixtui.screens.remembering import RememberingScreen
from aixtui.stores.views import Saved, View, ViewStore
from aixtui.widgets.columns import PLAIN
from aixtui.workspace.session import AppSession


class VisitingScreen(RememberingScreen):
    """Reads the user's own file of views, off the loop; without it everything else still works."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.views = ViewStore()
        self.saved = Saved()

    def go(self, address: Address, cursor: str = "", page_sort: str = "") -> None:
        """Go to a place. The screen that knows the ways does it."""
        raise NotImplementedError

    def recall(self) -> None:
        super().recall()
        self.reread_views()

    async def read_views(self) -> None:
        """Read what is saved."""
        try:  # another program may have saved one meanwhile
            self.saved = await self.session.bridge.read(self.views.read)
        except Exception as error:
            self.show_problem(error)

    def action_show_kind(self, index: int) -> None:
        """Show the kind at this place. The screen that knows the ways does it."""
        raise NotImplementedError

    def action_next_kind(self) -> None:
        self.action_show_kind((KINDS.index(self.kind) + 1) % len(KINDS))

    def action_previous_kind(self) -> None:
        self.action_show_kind((KINDS.index(self.kind) - 1) % len(KINDS))

    @property
    def kept(self) -> dict[str, Kept]:
        """What is kept of this workspace, by the ids of its offers."""
        return kept_places(self.saved, self.recents, self.place)

    def visit(self, kept: Kept) -> None:
        """Go to a kept place; a view brings its columns, for this sitting."""
        try:
            address = addresses.parse(address_of(kept), KINDS)
        except AddressError as error:
            self.show_problem(error)
            return
        if not isinstance(kept, View):
            self.go(address)
            return
        known = [column.id for kind in KINDS if kind.id == address.kind for column in kind.columns]
        self.go(address, page_sort=kept.page_sort if kept.page_sort.lstrip("-") in known else "")
        if chosen := tuple(name for name in kept.columns if name in known):
            self.lay_out(self.layouts.get(self.kind.id, PLAIN)._replace(chosen=chosen), keep=False)

    def complete(self, text: str) -> str:
        """What is missing of a typed line, as far as kinds, views and recent resources complete it."""
        views, recents = ([kept.name for kept in known] for known in (self.saved.views, self.recents))
        return complete(text, KINDS, views=views, recents=recents)

    @work(group="memory")
    async def reread_views(self) -> None:
        """Read the views again: another program may have changed them."""
        await self.read_views()

    @work(group="memory")
    async def go_by_name(self, name: str, otherwise: Exception) -> None:
        """Go to the view or resource that is kept under this name; else say what is wrong."""
        await self.read_views()
        places = self.kept.values()
        kept = next((known for known in places if known.name == name), None)
        if kept is None:
            self.show_problem(otherwise)
        else:
            self.visit(kept)
