"""One page of a list: what it is asked for with, and what came, by the way its kind is paged."""

from itertools import islice
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import arguments
from aixtui.kindspec.kind import Kind
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage, Unreadable


def read_page(source: Any, kind: Kind, query: Query, *, longest_wait: float) -> RowPage:
    """One page, decoded and formatted. Raises as the search of the source does."""
    start = clock.monotonic()
    page = source.search(**search_arguments(kind, query), longest_wait=longest_wait)
    items = page_items(kind, query, page)
    rows = tuple(
        Row(key, tuple(column.value(resource) for column in kind.columns), resource)
        for key, resource in items.resources.items()
    )
    if kind.paging != "counted":
        rows = tuple(row for row in rows if row.holds(query.text))
    total, pages = page_totals(kind, query, page, len(rows))
    return RowPage(
        query=query,
        rows=rows if kind.paging != "none" or query.page == 1 else (),
        total=total,
        pages=pages,
        unreadable=tuple(map(Unreadable.of, items.errors)),
        cut=items.cut,
        duplicates=items.duplicates,
        seconds=clock.monotonic() - start,
    )


def search_arguments(kind: Kind, query: Query) -> dict[str, Any]:
    """The arguments of the source's search."""
    parameters: dict[str, Any] = {"page_number": query.page - 1, "page_size": query.size, **kind.search_with}
    parameters |= arguments(kind.filters, query.filters)
    if query.text and kind.paging == "counted":
        parameters["query"] = query.text
    if query.sort:
        parameters["sort_by"] = query.sort.lstrip("-")
        parameters["sort_order"] = "desc" if query.sort.startswith("-") else "asc"
    return parameters


class PageItems(NamedTuple):
    """What came as a page."""

    resources: dict[str, Any]
    """By their ids as rows have them."""
    errors: list[Any]
    """What could not be decoded."""
    cut: int
    """How many more were sent than the page was to have."""
    duplicates: int
    """How many had the id of an earlier one."""


def page_items(kind: Kind, query: Query, page: Any) -> PageItems:
    """The items of a page, each id once, and no more rows or unreadable items than it was to have.

    A server that ignores the size could send any number. A list that comes whole has no size.
    """
    resources: dict[str, Any] = {}
    for index, resource in enumerate(page.results):
        resources.setdefault(clean(resource.id) or f"row {index}", resource)
    duplicates = len(page.results) - len(resources)
    if kind.paging == "none":
        return PageItems(resources, page.errors, 0, duplicates)
    kept, errors = dict(islice(resources.items(), query.size)), page.errors[: query.size]
    cut = len(resources) - len(kept) + len(page.errors) - len(errors)
    return PageItems(kept, errors, cut, duplicates)


def page_totals(kind: Kind, query: Query, page: Any, row_count: int) -> tuple[int, int]:
    """How many resources and pages there are, as far as that is known."""
    if kind.paging == "none":
        return row_count, 1
    if kind.paging == "counted":
        return page.total, max(page.page_total, 1)
    count = min(len(page.results) + len(page.errors), query.size)
    last = query.page + (count >= query.size) if count else query.page - 1
    return (query.page - 1) * query.size + count, max(last, 1)
