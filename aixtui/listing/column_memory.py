"""The columns that were chosen for each list, from one sitting to the next."""

from collections.abc import Sequence

from aixtui.listing.browser import Browser
from aixtui.listing.columns import ColumnLayout
from aixtui.listing.listing import Listing
from aixtui.listing.memory import Memory
from aixtui.stores.state import ChosenColumn


class ColumnMemory:
    """Shows lists with the columns that were chosen, and keeps what is chosen now."""

    def __init__(self, browser: Browser, memory: Memory) -> None:
        self._browser, self._memory = browser, memory

    async def recall(self) -> None:
        """Lay the lists out as they were; columns that are no longer there are left out."""
        for listing in self._browser.listings.values():
            source = listing.source
            columns = await self._memory.read(lambda store, source=source: store.columns(source.id))  # type: ignore[misc]
            _lay_out(listing, columns or ())

    def glance(self, source_id: str) -> None:
        """The same of one list at once, where that can be."""
        _lay_out(
            self._browser.listings[source_id],
            self._memory.read_now(lambda store: store.columns(source_id)) or (),
        )

    def choose(self, listing: Listing, layout: ColumnLayout) -> None:
        """Lay a list out so, now and in other sittings."""
        listing.lay_out(layout)
        widths = dict(layout.widths)
        columns = [ChosenColumn(name, widths.get(name)) for name in layout.column_ids]
        self._memory.keep(lambda store: store.choose_columns(listing.source.id, columns))


def _lay_out(listing: Listing, chosen: Sequence[ChosenColumn]) -> None:
    names = [column.id for column in listing.source.columns]
    if columns := [column for column in chosen if column.id in names]:
        widths = tuple((column.id, column.width) for column in columns if column.width is not None)
        listing.lay_out(ColumnLayout(tuple(column.id for column in columns), widths))
