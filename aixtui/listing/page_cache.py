"""Pages that were seen, so that they can be shown again at once."""

from collections import OrderedDict
from typing import NamedTuple

from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage

CAPACITY = 64
FRESH_SECONDS = 5.0
"""A page younger than this needs no refreshing: it has just been prefetched."""


class CachedPage(NamedTuple):
    """A page as it was when it came, and how many seconds ago that was."""

    page: RowPage
    age: float


class PageCache:
    """The pages used last, by source and query. They are as old as they are: whoever shows one says so."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._pages: OrderedDict[tuple[str, Query], tuple[RowPage, float]] = OrderedDict()

    def get(self, source_id: str, query: Query) -> CachedPage | None:
        """The page of this query, if it was seen."""
        key = (source_id, query)
        if key not in self._pages:
            return None
        self._pages.move_to_end(key)
        page, loaded_at = self._pages[key]
        return CachedPage(page, clock.monotonic() - loaded_at)

    def put(self, source_id: str, page: RowPage) -> None:
        """Keep a new page under the query it answers."""
        key = (source_id, page.query)
        self._pages[key] = (page, clock.monotonic())
        self._pages.move_to_end(key)
        while len(self._pages) > self._capacity:
            self._pages.popitem(last=False)

    def replace(self, source_id: str, page: RowPage) -> None:
        """Keep a page that looks otherwise, as old as it was."""
        key = (source_id, page.query)
        if key in self._pages:
            self._pages[key] = (page, self._pages[key][1])

    def pages(self, source_id: str) -> list[RowPage]:
        """All pages of a source that are kept, the one used last at the end."""
        return [page for key, (page, _) in self._pages.items() if key[0] == source_id]

    def forget(self, source_id: str) -> None:
        """Drop all pages of a source: something in it has changed."""
        for key in [key for key in self._pages if key[0] == source_id]:
            del self._pages[key]
