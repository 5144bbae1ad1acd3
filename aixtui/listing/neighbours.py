"""From a resource that was opened from a list to those beside it, on this page and the next."""

from aixtui.kindspec.kind import Resource
from aixtui.listing.browser import Browser
from aixtui.listing.paging import query_after, resize_page
from aixtui.listing.recents import Recents
from aixtui.workspace.query import Query


class ListNeighbours:
    """The cursor of the list goes along, so that it is there when the resource is left."""

    def __init__(self, browser: Browser, recents: Recents) -> None:
        self._browser, self._listing, self._recents = browser, browser.listing, recents

    def reason_against(self, resource: Resource, by: int) -> str:
        """Why there is nothing one place after or before this resource, as a sentence."""
        listing = self._listing
        if listing.current is None or listing.current.resource.id != resource.id:
            return "The list that it was opened from does not show it."
        if listing.is_as_seen:
            return "The list that it was opened from is as it was seen before."
        if self._is_on_page(by) or self._query_after(by) is not None:
            return ""
        end, rows = "last" if by > 0 else "first", "that match" if listing.page_filter else "of the list"
        return f"This is the {end} of the {listing.source.plural} {rows}."

    async def step(self, by: int) -> Resource | None:
        """Go one place on or back, to the next page where this one ends; None where that has gone meanwhile.

        Raises:
            NoCredentialError: there is no key any more. Other errors are those of the source.
        """
        listing, query = self._listing, self._query_after(by)
        if self._is_on_page(by) or query is None:
            listing.move_to(listing.at + by)
        elif not await self._turn(query, row=0 if by > 0 else query.size - 1):
            return None
        if listing.current is None:
            return None
        self._recents.add(listing.source.id, listing.current.resource)
        return listing.current.resource

    async def _turn(self, query: Query, row: int) -> bool:
        """Show another page, with the cursor on its row at this place; whether there is such a page."""
        browser, source, pages = self._browser, self._listing.source, self._browser.loader.pages
        place = (query.page - 1) * query.size + row
        query = resize_page(query, browser.page_size, row=row)
        if pages.get(source.id, query) is None:
            page = await source.page(query)
            if page.query != query or not page.rows:
                return False
            pages.put(source.id, page)
        browser.ask(query, row_target=place % query.size, listing=self._listing)  # from those seen: at once
        return True

    def _is_on_page(self, by: int) -> bool:
        return 0 <= self._listing.at + by < len(self._listing.hits)

    def _query_after(self, by: int) -> Query | None:
        """The query of the page beside this one; rows that are filtered are those of one page."""
        page = self._listing.page
        return query_after(page, by) if page is not None and not self._listing.page_filter else None
