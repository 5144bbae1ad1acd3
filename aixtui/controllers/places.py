"""Views, favourites, and what was opened lately."""

from aixtui.actions import AppAction
from aixtui.controllers.navigator import Navigator
from aixtui.controllers.opening import no_resource
from aixtui.listing.browser import Browser
from aixtui.listing.command_words import FAVOURITES
from aixtui.listing.favourites import Favourites
from aixtui.listing.own_rows import OwnRows
from aixtui.listing.views import Views


class ViewsController:
    """Saves views, and goes to all that is kept."""

    def __init__(self, views: Views, navigator: Navigator) -> None:
        self._views, self._navigator = views, navigator

    async def do_views(self, part: str = "") -> None:
        """Have the user choose a place, of the favourites alone where they are named, and go there."""
        places = self._navigator.places
        place = await (places.choose_favourite() if part == FAVOURITES else places.choose())
        if place is not None:
            self._navigator.visit(place)

    async def do_save_view(self) -> None:
        """Keep the list under a name."""
        await self._views.save()


class FavouritesController:
    """Makes the resource under the cursor a favourite, or none any more."""

    def __init__(self, browser: Browser, favourites: Favourites, own_rows: OwnRows) -> None:
        self._browser, self._favourites, self._own_rows = browser, favourites, own_rows

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """There has to be something under the cursor."""
        return no_resource(self._browser, self._own_rows)

    async def do_favourite(self) -> None:
        """Add it, or take it away."""
        if self._own_rows.verbs is not None:
            await self._own_rows.favour()
        else:
            await self._favourites.toggle()
