"""Favourites: resources to come back to, in the user's own file."""

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.listing.browser import Browser
from aixtui.listing.saved_file import SavedFile
from aixtui.stores.views import Favourite
from aixtui.workspace.session import AppSession


class Favourites:
    """Those of the profile in use, which the user's own file names: an id means nothing elsewhere."""

    def __init__(self, session: AppSession, browser: Browser, file: SavedFile, face: Face) -> None:
        self._session, self._browser, self._file, self._face = session, browser, file, face

    @property
    def items(self) -> tuple[Favourite, ...]:
        """The favourites, in the order of the file."""
        profile = self._session.profile_name
        return tuple(one for one in self._file.content.favourites if one.workspace == profile)

    async def toggle(self) -> None:
        """Make the resource under the cursor a favourite, or no favourite any more."""
        row = self._browser.listing.current
        assert row is not None, "refused without a row"
        kind_id = self._browser.listing.source.id
        favourite = Favourite(kind_id, row.id, clean(row.resource.name), self._session.profile_name)
        store = self._file.store
        if any((one.kind, one.id) == (kind_id, row.id) for one in self.items):
            success = f"{favourite.name} is no favourite any more."
            await self._file.change(lambda: store.remove_favourite(favourite), success)
        else:
            success = f"{favourite.name} is a favourite now: {self._face.way_to('browse.views')} lists them."
            await self._file.change(lambda: store.add_favourite(favourite), success)
