"""What a page is asked for with, and how many there are, by the way its kind is paged. Pure."""

from typing import Any

from aixtui.kindspec.filters import arguments
from aixtui.kindspec.kind import Kind
from aixtui.workspace.query import Query


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


def page_items(kind: Kind, query: Query, page: Any) -> tuple[list[Any], list[Any], int]:
    """The resources of a page, what of it could not be decoded, and how many were sent beyond its size.

    A server that ignores the size could send any number; a list that comes whole has no size.
    """
    cut = 0 if kind.paging == "none" else max(len(page.results) + len(page.errors) - query.size, 0)
    if not cut:
        return page.results, page.errors, 0
    errors = [bad for bad in page.errors if bad.index < query.size]
    return page.results[: query.size - len(errors)], errors, cut


def page_totals(kind: Kind, query: Query, page: Any, row_count: int) -> tuple[int, int]:
    """How many resources and pages there are, as far as that is known."""
    if kind.paging == "none":
        return row_count, 1
    if kind.paging == "counted":
        return page.total, max(page.page_total, 1)
    count = min(len(page.results) + len(page.errors), query.size)
    last = query.page + (count >= query.size) if count else query.page - 1
    return (query.page - 1) * query.size + count, max(last, 1)
