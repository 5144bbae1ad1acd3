"""A page of a list as values: rows of cells, and what could not become a row."""

from typing import Any, NamedTuple

from aixtui.kindspec.cells import Cell, clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.query import Query


class Row(NamedTuple):
    """One row of a list: its cells in the order of the source's columns."""

    id: str
    cells: tuple[Cell, ...]
    resource: Resource

    def holds(self, text: str) -> bool:
        """Whether each word of a text is somewhere in it."""
        line = " ".join(cell.text for cell in self.cells).casefold()
        return all(word in line for word in text.casefold().split())


class SeenResource(NamedTuple):
    """What is kept of a resource that a list showed in an earlier sitting: nothing but reading it is done."""

    id: str
    name: str
    path: str = ""
    opens_into: tuple[tuple[str, str], ...] = ()
    """The filters of the list that it opens into, as its kind says."""
    facts: tuple[tuple[str, Cell], ...] = ()
    """What its row said, by the labels of the columns."""


class Unreadable(NamedTuple):
    """An item that could not be decoded: its place on the page from 1, what came, and why."""

    place: int
    raw: Any
    why: str

    @classmethod
    def of(cls, bad: Any) -> "Unreadable":
        """From what the SDK says of it."""
        cause = bad.error.__cause__ or bad.error
        why = clean(cause).partition(" that cannot be read: ")
        return cls(bad.index + 1, bad.raw, why[2] or why[0])

    @property
    def name(self) -> str:
        """What to call it: its place, and its id where it has one."""
        found = self.raw.get("id") if isinstance(self.raw, dict) else None
        return f"item {self.place}, id {clean(found)}" if found else f"item {self.place}"


class RowPage(NamedTuple):
    """One page of rows, and what was wrong with it."""

    query: Query
    rows: tuple[Row, ...]
    total: int
    pages: int
    unreadable: tuple[Unreadable, ...] = ()
    """Items of this page that could not be decoded."""
    cut: int = 0
    """Items that the server sent beyond the page size that was asked for; they may come on no other page."""
    duplicates: int = 0
    """Items of this page whose id an earlier one had."""
    seconds: float = 0.0
    """Round trip and decoding."""
    is_kept: bool = False
    """Whether it is from an earlier sitting: then its resources are `SeenResource`."""
    capabilities: frozenset[str] | None = None
    """What could be done with them in that sitting, where that was kept."""

    @property
    def is_flawed(self) -> bool:
        """Whether some of its items could not become rows."""
        return bool(self.unreadable or self.cut or self.duplicates)

    @property
    def is_partial(self) -> bool:
        """Whether it is a first page with fewer rows than it could have: it was kept of a lower screen."""
        return len(self.rows) < min(self.query.size, self.total) and self.query.page == 1


def announces(kind: Kind, page: RowPage) -> bool:
    """Whether the documents of a page speak of what the kind has only where it is announced."""
    numbers = [number for number, column in enumerate(kind.columns) if column.is_announced]
    return any(row.cells[number].text for row in page.rows for number in numbers)
