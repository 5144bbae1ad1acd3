"""A list made of a tuple, for tests that need no platform."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Kind
from aixtui.kindspec.overview import ShownFact, ShownSection
from aixtui.settings.read_only import ReadOnly
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage

NAMES = (Column("name", "Name", lambda name: Cell(str(name)), sort="name"),)


@dataclass
class TupleSource:
    """Pages over its items, searched by their first cell, filtered and sorted by any cell."""

    items: Sequence[Any] = ()
    id: str = "thing"
    plural: str = "things"
    label: str = "Things"
    aliases: tuple[str, ...] = ()
    columns: tuple[Column, ...] = NAMES
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    first_filters: tuple[tuple[str, str], ...] = ()
    search_hint: str = "search things"
    kind: Kind | None = None
    capabilities: frozenset[str] | None = frozenset()
    read_only: ReadOnly = field(default_factory=ReadOnly)
    live_seconds: float = 0.0
    where: str = "on the server"
    document_note: str = "as the server has it"
    error: Exception | None = None
    """What a page fails with, for as long as it is set."""
    before: Callable[[Query], Awaitable[None]] | None = None
    """What has to be waited for before a page comes."""
    queries: list[Query] = field(default_factory=list)
    """The pages that were asked for, each the first time and again."""
    learn_count: int = 0
    """How often its capabilities were asked for without a page."""

    def reason_against(self, capability: str) -> str:
        return f"Things cannot {capability}."

    async def page(self, query: Query) -> RowPage:
        self.queries.append(query)
        if self.before is not None:
            await self.before(query)
        if self.error is not None:
            raise self.error
        hits = [row for row in map(self.row, self.items) if self._matches(row, query)]
        if query.sort:
            field_name = query.sort.removeprefix("-")
            place = [column.sort for column in self.columns].index(field_name)
            hits.sort(key=lambda row: row.cells[place].text, reverse=query.sort.startswith("-"))
        start = (query.page - 1) * query.size
        pages = max(-(-len(hits) // query.size), 1)
        return RowPage(query, tuple(hits[start : start + query.size]), len(hits), pages)

    def page_at_hand(self, query: Query) -> None:
        """None."""

    def recognise(self, page: RowPage) -> None:
        pass

    def _matches(self, row: Row, query: Query) -> bool:
        ids = [column.id for column in self.columns]
        return query.text.casefold() in row.cells[0].text.casefold() and all(
            row.cells[ids.index(name)].text == value for name, value in query.filters
        )

    def row(self, item: Any) -> Row:
        cells = tuple(column.value(item) for column in self.columns)
        return Row(str(getattr(item, "id", item)), cells, item)

    async def named(self, page: RowPage) -> RowPage:
        return page

    async def document(self, row: Row) -> Any:
        if self.error is not None:
            raise self.error
        return {"id": row.id}

    def facts(self, resource: Any) -> tuple[ShownSection, ...]:
        return (ShownSection("Thing", (ShownFact("Name", Cell(str(resource))),)),)

    async def whole(self, resource: Any) -> Any:
        return resource

    async def known_document(self, resource: Any) -> Any:
        return {"id": str(getattr(resource, "id", resource))}

    async def learn(self) -> None:
        self.learn_count += 1
        self.capabilities = self.capabilities or frozenset()


class Gate:
    """Holds the pages of some numbers back until it is opened."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = numbers
        self._open, self.arrival = asyncio.Event(), asyncio.Event()

    async def __call__(self, query: Query) -> None:
        if query.page in self._numbers:
            self.arrival.set()
            await self._open.wait()

    def open(self) -> None:
        self._open.set()


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
