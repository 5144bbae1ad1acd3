"""The order of a list."""

from aixtui.face import Choice, Face
from aixtui.kindspec.kind import Column
from aixtui.listing.browser import Browser
from aixtui.listing.order import next_sort


class SortController:
    """Sorts where the rows come from, if that can be done by the column, else the loaded page alone."""

    def __init__(self, browser: Browser, face: Face) -> None:
        self._browser, self._face = browser, face

    async def do_sort(self) -> None:
        """Have the user choose a column; the same one again turns the order round."""
        listing = self._browser.listing
        columns = listing.source.columns
        choices = [_choice(column, listing.visible_sort, listing.source.where) for column in columns]
        column_id = await self._face.choose("Sort by", lambda _: choices)
        column = next((one for one in columns if one.id == column_id), None)
        if column is None:
            return
        sort, page_sort = next_sort(listing.visible_sort, column)
        listing.sort_page(page_sort)
        if not page_sort:
            self._browser.ask(listing.query._replace(sort=sort, page=1), listing=listing)


def _choice(column: Column, visible_sort: str, where: str) -> Choice:
    is_selected = visible_sort.removeprefix("-") == column.id
    scope = where if column.sort else "this page only"
    scope += f", {column.sort_note}" if column.sort_note else ""
    order = f", now {'descending' if visible_sort.startswith('-') else 'ascending'}" if is_selected else ""
    return Choice(column.id, column.label, scope + order, is_selected=is_selected)
