"""Pages that were seen, so that they can be shown again at once; and where paging leads."""

from collections import OrderedDict
from typing import NamedTuple

from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import RowPage

CAPACITY = 64
FRESH_SECONDS = 5.0
"""A page younger than this needs no refreshing: it has just been prefetched."""


class SeenPage(NamedTuple):
    """A page as it was when it came, and how many seconds ago that was."""

    page: RowPage
    age: float


class PageCache:
    """The pages used last, by kind and query. They are as old as they are: whoever shows one says so."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._pages: OrderedDict[tuple[str, Query], tuple[RowPage, float]] = OrderedDict()

    def get(self, kind_id: str, query: Query) -> SeenPage | None:
        """The page of this query, if it was seen."""
        key = (kind_id, query)
        if key not in self._pages:
            return None
        self._pages.move_to_end(key)
        page, came = self._pages[key]
        return SeenPage(page, clock.monotonic() - came)

    def put(self, kind_id: str, page: RowPage) -> None:
        """Keep a page that has just come, under the query it answers."""
        key = (kind_id, page.query)
        self._pages[key] = (page, clock.monotonic())
        self._pages.move_to_end(key)
        while len(self._pages) > self._capacity:
            self._pages.popitem(last=False)

    def pages(self, kind_id: str) -> list[RowPage]:
        """All pages of a kind that are kept, the one used last at the end."""
        return [page for (known, _), (page, _) in self._pages.items() if known == kind_id]

    def forget(self, kind_id: str) -> None:
        """Drop all pages of a kind: something in it has changed."""
        for key in [key for key in self._pages if key[0] == kind_id]:
            del self._pages[key]


def age_text(seconds: float) -> str:
    """An age in the largest unit that fits: `7 s`, `2 min`, `3 h`, `4 d`."""
    for length, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= length:
            return f"{seconds // length:.0f} {unit}"
    return f"{max(seconds, 0) // 1:.0f} s"


def turned(page: RowPage, by: int) -> Query | None:
    """The query `by` pages on (or back); None beyond the first and the last page.

    From a page that is no longer there, as after a deletion, back leads to the last one there is.
    """
    number = page.query.page + by
    if by < 0:
        number = min(number, page.pages)
    return page.query._replace(page=number) if 1 <= number <= page.pages else None


def neighbours(page: RowPage) -> tuple[Query, ...]:
    """What is likely to be asked for next: the next page, then the one before."""
    return tuple(query for query in (turned(page, 1), turned(page, -1)) if query is not None)


def refitted(query: Query, size: int) -> Query:
    """The query under another page size, on the page that holds the row that is first now."""
    first = (query.page - 1) * query.size
    return query._replace(page=first // size + 1, size=size)
