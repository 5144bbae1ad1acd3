"""Saved views: lists to come back to by a name, with their filters, sort and columns."""

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import filter_text
from aixtui.listing import address as addresses
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.order import column_sort
from aixtui.listing.saved_file import SavedFile
from aixtui.listing.source import Source
from aixtui.stores.views import View
from aixtui.workspace.query import DEFAULT_PAGE_SIZE, Query


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
        summary = summary_of(listing.source, query)
        name = await self._face.prompt("Name for this view", detail=summary, yes="Save")
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


def summary_of(source: Source, query: Query) -> str:
    """What a list shows, for people: its name, search, filters and order, a line each."""
    search = [f"searched for “{clean(query.text)}”"] if query.text else []
    filters = [clean(filter_text(source.filters, name, value)) for name, value in query.filters]
    column_id = column_sort(source.columns, query.sort)
    labels = [column.label.lower() for column in source.columns if column.id == column_id.removeprefix("-")]
    way = "descending" if column_id.startswith("-") else "ascending"
    return "\n".join([source.label, *search, *filters, *(f"by {label}, {way}" for label in labels)])
