"""Where paging leads. Pure."""

from collections.abc import Callable

from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage

PageSize = Callable[[], int | None]
"""How many rows a page is set to have now; None for as many as are seen."""


def query_after(page: RowPage, by: int) -> Query | None:
    """The query `by` pages on (or back); None beyond the first and the last page.

    From a page that is no longer there, as after a deletion, back leads to the last one there is.
    """
    number = page.query.page + by
    if by < 0:
        number = min(number, page.pages)
    return page.query._replace(page=number) if 1 <= number <= page.pages else None


def neighbours(page: RowPage) -> tuple[Query, ...]:
    """What is likely to be asked for next: the next page, then the one before."""
    return tuple(query for query in (query_after(page, 1), query_after(page, -1)) if query is not None)


def resize_page(query: Query, size: int, *, row: int = 0) -> Query:
    """The query under another page size, on the page that holds this row of the page, counted from 0."""
    place = (query.page - 1) * query.size + row
    return query._replace(page=place // size + 1, size=size)
