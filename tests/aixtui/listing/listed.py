"""A small kind, and rows of it."""

from types import SimpleNamespace
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.filters import YES, Filter
from aixtui.kindspec.kind import Column, Kind
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage

THING = Kind(
    id="thing",
    plural="things",
    label="Things",
    aliases=("t", "item"),
    source=lambda aix: aix,
    columns=(
        Column("name", "Name", lambda thing: cells.text(thing.name), sort="name"),
        Column("size", "Size", lambda thing: cells.text(thing.size), align="right"),
        Column("updated", "Updated", lambda thing: cells.text(thing.updated), sort="updatedAt"),
    ),
    sections=(),
    filters=(
        Filter("status", "Status", "status", ("draft", "onboarded", "in review")),
        Filter("tag", "Tag", "tags", free_text=True, multiple=True),
        Filter("maker", "Maker", "maker", ("us",), suggest_from=lambda thing: str(thing.maker)),
        Filter("saved", "Saved", "saved", (YES,)),
    ),
    sort="-createdAt",
)
OTHER = Kind(
    id="other-thing", plural="other-things", label="Others", source=lambda aix: aix, columns=(), sections=()
)
KINDS = (THING, OTHER)


def row(row_id: str, name: Any = "a name", size: Any = 1, updated: Any = None) -> Row:
    thing = SimpleNamespace(id=row_id, name=name, size=size, updated=updated)
    return Row(row_id, tuple(column.value(thing) for column in THING.columns), thing)


def page(query: Query, *, total: int = 1000) -> RowPage:
    """A page of a list of `total` things, with one row to know it by."""
    pages = max(-(-total // query.size), 1)
    return RowPage(query, (row(f"{query.text}{query.page}"),), total, pages)
