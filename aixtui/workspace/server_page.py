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


def page_totals(kind: Kind, query: Query, page: Any, row_count: int) -> tuple[int, int]:
    """How many resources and pages there are, as far as that is known."""
    if kind.paging == "none":
        return row_count, 1
    if kind.paging == "counted":
        return page.total, max(page.page_total, 1)
    count = len(page.results) + len(page.errors)
    last = query.page + (count >= query.size) if count else query.page - 1
    return (query.page - 1) * query.size + count, max(last, 1)
