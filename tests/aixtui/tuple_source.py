"""A list made of a tuple, for tests that need no platform."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Kind
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage

NAMES = (Column("name", "Name", lambda name: Cell(str(name)), sort="name"),)


@dataclass
class TupleSource:
    """Pages over its items, searched by their first cell."""

    items: Sequence[Any] = ()
    id: str = "thing"
    plural: str = "things"
    label: str = "Things"
    aliases: tuple[str, ...] = ()
    columns: tuple[Column, ...] = NAMES
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    search_hint: str = "search things"
    kind: Kind | None = None
    capabilities: frozenset[str] | None = frozenset()
    live_seconds: float = 0.0
    error: Exception | None = None
    """What a page fails with."""
    asked: int = 0
    """How many pages were asked for."""

    def missing(self, capability: str) -> str:
        return f"Things cannot {capability}."

    async def page(self, query: Query) -> RowPage:
        self.asked += 1
        if self.error is not None:
            raise self.error
        rows = [self.row(item) for item in self.items]
        hits = [row for row in rows if query.text.casefold() in row.cells[0].text.casefold()]
        start = (query.page - 1) * query.size
        pages = max(-(-len(hits) // query.size), 1)
        return RowPage(query, tuple(hits[start : start + query.size]), len(hits), pages)

    def row(self, item: Any) -> Row:
        cells = tuple(column.value(item) for column in self.columns)
        return Row(str(getattr(item, "id", item)), cells, item)

    async def document(self, row: Row) -> Any:
        return {"id": row.id}

    async def learn(self) -> None:
        self.capabilities = self.capabilities or frozenset()


def source_of(kind: Kind) -> TupleSource:
    """A source without items that lists as a kind does."""
    return replace(
        TupleSource(),
        id=kind.id,
        plural=kind.plural,
        label=kind.label,
        columns=kind.columns,
        filters=kind.filters,
        sort=kind.sort,
        kind=kind,
    )
