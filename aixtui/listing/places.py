"""All places one can come back to, in one list: views, favourites, and what was opened lately."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from aixtui.asking import prompt_until
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.listing import address as addresses
from aixtui.listing.address import AddressError, AppAddress, nearest
from aixtui.listing.favourites import Favourites
from aixtui.listing.recents import Recents
from aixtui.listing.saved_file import SavedFile
from aixtui.listing.seen_pages import SeenPages
from aixtui.listing.source import Listable
from aixtui.listing.views import Views
from aixtui.stores.state import Recent
from aixtui.stores.views import Favourite, View
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain

TITLE = "Views, favourites, and what was opened lately"
VIEW = "view "
"""Before the name of a view, where something else may have that name."""
Place: TypeAlias = View | Favourite | Recent


class Places:
    """Lists the places, renames and removes them."""

    def __init__(
        self,
        kinds: Sequence[Listable],
        views: Views,
        favourites: Favourites,
        recents: Recents,
        seen: SeenPages,
        file: SavedFile,
        face: Face,
    ) -> None:
        self._kinds, self._seen, self._file, self._face = kinds, seen, file, face
        self._views, self._favourites, self._recents = views, favourites, recents
        self.changed = Notice()
        file.changed.listen(self.changed)
        recents.changed.listen(self.changed)

    @property
    def items(self) -> dict[str, Place]:
        """The places by the ids of their choices: views, then favourites, then the latest."""
        return (
            {f"{VIEW}{view.name}": view for view in self._views.items}
            | {f"favourite {self.address_of(one)}": one for one in self._favourites.items}
            | {f"opened {self.address_of(one)}": one for one in self._recents.items}
        )

    def address_of(self, place: Place) -> str:
        """Where a place is, as `aixtui open` takes it."""
        if isinstance(place, View):
            return place.address
        return addresses.format(AppAddress(place.kind, place.id), self._kinds)

    async def read(self) -> None:
        """Read all places again: another program may have changed them."""
        await self._file.read()
        await self._recents.recall()

    async def choose(self) -> Place | None:
        """Have the user choose a place; the dialog also renames and removes."""
        await self.read()
        return await self._choose(TITLE, (View, Favourite, Recent))

    async def choose_favourite(self) -> Place | None:
        """Have the user choose one of the favourites, as among all; without any, say how to make one."""
        await self.read()
        if not self._favourites.items:
            key = self._face.way_to("browse.favourite")
            self._face.tell(f"There are no favourites yet: {key} makes the resource under the cursor one.")
            return None
        return await self._choose("Favourites", (Favourite,))

    async def _choose(self, title: str, types: tuple[type[Place], ...]) -> Place | None:
        place_id = await self._face.choose(
            title,
            lambda _: self._choices(types),
            rename=self._rename,
            remove=self._remove,
            changed=self.changed,
        )
        return None if place_id is None else self.items[place_id]

    def show_view(self, place: Place, address: AppAddress) -> bool:
        """Show the list of a place that is a view; False where it is none."""
        if isinstance(place, View):
            self._views.show(place, address)
            return True
        return False

    def find(self, name: str) -> Place | None:
        """The first place of this name, else a resource of it that a list showed; `view NAME` is the view."""
        items = self.items
        places = chain(items.values(), self._seen.names)
        return items.get(name) or next((place for place in places if place.name == name), None)

    def no_view(self, text: str) -> AddressError | None:
        """What is wrong with a text that names a view which is not there; None where it names none."""
        name = text.strip().removeprefix(VIEW)
        if name == text.strip():
            return None
        return AddressError(
            f"There is no view {name!r}.", nearest(name, [one.name for one in self._views.items])
        )

    async def offer_to_forget(self, kind_id: str, resource_id: str) -> None:
        """Ask whether the places of a resource that is gone are to go, too."""
        places: list[Favourite | Recent] = [
            place
            for place in self.items.values()
            if not isinstance(place, View) and (place.kind, place.id) == (kind_id, resource_id)
        ]
        question = (
            f"{places[0].name} is not there any more. Take it off the list of places?" if places else ""
        )
        detail = "It may have been deleted, or belong to another workspace."
        if places and await self._face.confirm(question, detail, yes="Take it off"):
            for place in places:
                await self._forget(place)

    def _choices(self, types: tuple[type[Place], ...]) -> list[Choice]:
        return [
            Choice(place_id, clean(place.name), place_note(place))
            for place_id, place in self.items.items()
            if isinstance(place, types)
        ]

    async def _rename(self, place_id: str) -> None:
        place = self.items[place_id]
        if isinstance(place, Recent):
            self._face.tell("What was opened lately has the name of the resource.")
            return

        async def rename(name: str) -> str | None:
            try:
                await self._give_name(place, name)
            except Exception as error:  # whatever it is, the name stays and the reason is told
                return explain(error).sentence
            return None

        await prompt_until(self._face, f"Another name for {place.name}", place.name, rename, yes="Rename")

    async def _give_name(self, place: View | Favourite, name: str) -> None:
        store = self._file.store
        if isinstance(place, View):
            await self._file.write(lambda: store.rename_view(place.name, name))
        else:
            await self._file.write(lambda: store.add_favourite(replace(place, name=name)))

    async def _remove(self, place_id: str) -> None:
        place = self.items[place_id]
        if isinstance(place, Recent):
            await self._forget(place)
            return
        noun, remainder = (
            ("view", "the list it shows") if isinstance(place, View) else ("favourite", "the resource")
        )
        question = f"Remove the {noun} {place.name}?"
        detail = f"Only from this list: {remainder} stays."
        if await self._face.confirm(question, detail, yes="Remove", danger=True):
            await self._forget(place)

    async def _forget(self, place: Place) -> None:
        store, success = self._file.store, f"Removed {place.name}."
        if isinstance(place, Recent):
            self._recents.remove(place)
        elif isinstance(place, View):
            await self._file.change(lambda: store.delete_view(place.name), success)
        else:
            await self._file.change(lambda: store.remove_favourite(place), success)


def place_note(place: Place) -> str:
    """What kind of place it is, and where it leads."""
    if isinstance(place, View):
        return f"view: {clean(place.address)}"
    return f"{'favourite' if isinstance(place, Favourite) else 'opened'} {place.kind}"
