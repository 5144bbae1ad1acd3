"""Saved views: lists to come back to by a name, with their filters, sort and columns."""

from aixtui.face import Face
from aixtui.listing import address as addresses
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.saved_file import SavedFile
from aixtui.stores.views import View
from aixtui.workspace.query import DEFAULT_PAGE_SIZE


class Views:
    """Keeps the list that is looked at under a name, and shows it again."""

    def __init__(self, browser: Browser, file: SavedFile, face: Face) -> None:
        self._browser, self._file, self._face = browser, file, face

    @property
    def items(self) -> tuple[View, ...]:
        """The views, in the order of the file."""
        return self._file.content.views

    async def save(self) -> None:
        """Ask for a name and keep the list under it."""
        listing = self._browser.listing
        query = listing.query._replace(page=1, size=DEFAULT_PAGE_SIZE)
        address = addresses.format(AppAddress(listing.source.id, query=query), self._browser.sources)
        name = await self._face.prompt(f"Name for {address}", yes="Save")
        if name is None:
            return
        view = View(name, listing.source.id, address, listing.layout.column_ids, listing.page_sort)
        same_name = [one for one in self.items if one.name == name]
        question = f"There is a view {name} already. Replace it?"
        if not same_name or await self._face.confirm(
            question, same_name[0].address, yes="Replace", danger=True
        ):
            store = self._file.store
            await self._file.change(lambda: store.save_view(view), f"Saved view {name}.")

    def show(self, view: View, address: AppAddress) -> None:
        """Go to the list of a view; it brings its columns and its sort of the page, for this sitting."""
        browser = self._browser
        names = [column.id for column in browser.listings[address.kind].source.columns]
        browser.go(address, page_sort=view.page_sort if view.page_sort.lstrip("-") in names else "")
        if column_ids := tuple(name for name in view.columns if name in names):
            browser.listing.lay_out(browser.listing.layout._replace(column_ids=column_ids))
