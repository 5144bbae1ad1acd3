"""Places that are kept: saved views and favourites, listed together with what was opened lately."""

from collections.abc import Callable

from textual import work

from aixtui.actions import Action
from aixtui.catalog.cells import clean
from aixtui.kinds import KINDS
from aixtui.runtime import address as addresses
from aixtui.runtime.address import Address, AddressError
from aixtui.runtime.session import Session
from aixtui.runtime.stores.state import Recent
from aixtui.runtime.stores.views import Favourite, Saved, View, ViewStore
from aixtui.screens.choose import Choose, Offer
from aixtui.screens.prompt import Prompt
from aixtui.screens.remembering import RememberingScreen
from aixtui.widgets.columns import PLAIN
from aixtui.widgets.resource_list import ResourceList


class KeepingScreen(RememberingScreen):
    """Reads and writes the user's own file of views, off the loop; without it everything else still works."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._views = ViewStore()
        self.saved = Saved()

    def go(self, address: Address, cursor: str = "") -> None:
        """Go to a place. The screen that knows the ways does it."""
        raise NotImplementedError

    def recall(self) -> None:
        super().recall()
        self._recall_views()

    @work(group="memory")
    async def _recall_views(self) -> None:
        await self._read_views()

    async def _read_views(self) -> None:
        try:  # another program may have saved one meanwhile
            self.saved = await self.session.bridge.read(self._views.read)
        except Exception as error:
            self.show_problem(error)

    def action_show_kind(self, index: int) -> None:
        """Show the kind at this place. The screen that knows the ways does it."""
        raise NotImplementedError

    def action_next_kind(self) -> None:
        self.action_show_kind((KINDS.index(self.kind) + 1) % len(KINDS))

    def action_previous_kind(self) -> None:
        self.action_show_kind((KINDS.index(self.kind) - 1) % len(KINDS))

    def refusal(self, action: Action) -> str:
        if action.id == "favourite" and self.query_one(ResourceList).row is None:
            return f"There is no {self.kind.id} under the cursor."
        return super().refusal(action)

    @work(group="dialog", exclusive=True)
    async def action_views(self) -> None:
        await self._read_views()
        title = "Views, favourites, and what was opened lately"
        picked = await self.app.push_screen_wait(Choose(title, self._places))
        if picked is not None:
            self._go_to_kept(picked)

    def go_by_name(self, name: str) -> bool:
        """Go to a view, or to a resource that was opened lately; False when nothing has that name."""
        places = [(view.name, view.address) for view in self.saved.views]
        places += [(known.name, _address(known)) for known in self.recents]
        address = next((address for known, address in places if known == name), None)
        if address is not None:
            self._go_to_kept(address)
        return address is not None

    def _go_to_kept(self, text: str) -> None:
        """Go to a kept address; a view brings its columns."""
        try:
            self.go(addresses.parse(text, KINDS))
        except AddressError as error:
            self.show_problem(error)
            return
        columns = next((view.columns for view in self.saved.views if view.address == text), ())
        if columns:
            self.lay_out(self.layouts.get(self.kind.id, PLAIN)._replace(chosen=columns))

    def _places(self, _: str) -> list[Offer]:
        here = [known for known in self.saved.favourites if known.workspace == self.place]
        return [
            *(Offer(view.address, view.name, f"view: {view.address}") for view in self.saved.views),
            *(Offer(_address(known), known.name, f"favourite {known.kind}") for known in here),
            *(Offer(_address(known), known.name, f"opened {known.kind}") for known in self.recents),
        ]

    @work(group="dialog", exclusive=True)
    async def action_save_view(self) -> None:
        address = addresses.format(Address(self.kind.id, query=self.listing.query), KINDS)
        name = await self.app.push_screen_wait(Prompt(f"Name for {address}", "", yes="Save"))
        if name is not None:
            columns = self.layouts[self.kind.id].chosen if self.kind.id in self.layouts else ()
            view = View(name, self.kind.id, address, columns)
            await self._save(lambda: self._views.save_view(view), f"Saved view {name}.")

    @work(group="dialog", exclusive=True)
    async def action_favourite(self) -> None:
        row = self.query_one(ResourceList).row
        assert row is not None
        favourite = Favourite(self.kind.id, row.id, clean(row.resource.name), self.place)
        if favourite in self.saved.favourites:
            done = f"{favourite.name} is no favourite any more."
            await self._save(lambda: self._views.remove_favourite(favourite), done)
        else:
            done = f"{favourite.name} is a favourite now: v lists them."
            await self._save(lambda: self._views.add_favourite(favourite), done)

    async def _save(self, change: Callable[[], Saved], done: str) -> None:
        try:
            self.saved = await self.session.bridge.write(change)
        except Exception as error:
            self.show_problem(error)
        else:
            self.notify(done, markup=False)


def _address(known: Favourite | Recent) -> str:
    return addresses.format(Address(known.kind, known.id), KINDS)
