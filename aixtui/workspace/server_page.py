"""What a page is asked for with, and how many there are, by the way its kind is paged. Pure."""

from typing import Any

from aixtui.kindspec.filters import arguments
from aixtui.kindspec.kind import Kind
from aixtui.workspace.query import Query


def search_arguments(kind: Kind, query: Query) -> dict[str, Any]:
    """The arguments of the source's search."""
    asked: dict[str, Any] = {"page_number": query.page - 1, "page_size": query.size, **kind.search_with}
    asked |= arguments(kind.filters, query.filters)
    if query.text and kind.paging == "counted":
        asked["query"] = query.text
    if query.sort:
        asked["sort_by"] = query.sort.lstrip("-")
        asked["sort_order"] = "desc" if query.sort.startswith("-") else "asc"
    return asked


def page_totals(kind: Kind, query: Query, page: Any, shown: int) -> tuple[int, int]:
    """How many resources and pages there are, as far as that is known."""
    if kind.paging == "none":
        return shown, 1
    if kind.paging == "counted":
        return page.total, max(page.page_total, 1)
    came = len(page.results) + len(page.errors)
    last = query.page + (came >= query.size) if came else query.page - 1
    return (query.page - 1) * query.size + came, max(last, 1)
