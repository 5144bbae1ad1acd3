"""The list of one kind while it is looked at: what is asked for, what is shown, what is marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aixtui.kindspec.cells import ABSENT
from aixtui.kindspec.kind import Column, Kind
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import Row, RowPage


@dataclass
class Listing:
    """Everything that survives while other kinds are looked at. Rows are known by their ids."""

    kind: Kind
    query: Query
    page: RowPage | None = None
    came: float = 0.0
    """When the page came, on `clock.monotonic`."""
    capabilities: frozenset[str] | None = None
    cursor: str = ""
    """Id of the row under the cursor."""
    row_wanted: int | None = None
    """Place of the row, from 0, that the cursor goes to when the page is there."""
    marks: dict[str, Row] = field(default_factory=dict)
    """The marked rows by id, in the order they were marked; they survive paging."""
    anchor: str = ""
    """Id of the row that was marked last, where a range begins."""
    page_sort: str = ""
    """Column id, with a minus for descending, that this page alone is sorted by."""
    page_filter: str = ""
    """Text that this page alone is filtered by."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the page, sorted as the user wants this page."""
        if self.page is None:
            return ()
        column = self.page_sort.lstrip("-")
        position = next((n for n, known in enumerate(self.kind.columns) if known.id == column), None)
        if position is None:
            return self.page.rows
        absent = [row for row in self.page.rows if row.cells[position].text in ("", ABSENT)]
        present = [row for row in self.page.rows if row.cells[position].text not in ("", ABSENT)]
        present.sort(key=lambda row: _sort_key(row.cells[position].text), reverse=self.page_sort[0] == "-")
        return (*present, *absent)

    @property
    def sort_shown(self) -> str:
        """The column the rows are in the order of, as `id` or `-id`; empty for the server's own order."""
        if self.page_sort:
            return self.page_sort
        sort = self.page.query.sort if self.page else self.query.sort
        field_name = sort.lstrip("-")
        column = next(
            (known.id for known in self.kind.columns if known.sort and known.sort == field_name), ""
        )
        return ("-" if sort.startswith("-") else "") + column if column else ""

    def settle_cursor(self) -> None:
        """Move the cursor to the row that was asked for by its place, now that the page is there."""
        if self.row_wanted is not None and self.rows:
            self.cursor = self.rows[min(self.row_wanted, len(self.rows) - 1)].id
            self.row_wanted = None

    def toggle_mark(self, row: Row) -> None:
        """Mark a row, or take its mark away."""
        if self.marks.pop(row.id, None) is None:
            self.marks[row.id] = row
        self.anchor = row.id

    def mark(self, rows: Iterable[Row]) -> None:
        """Mark rows; those that are marked stay so."""
        for row in rows:
            self.marks.setdefault(row.id, row)

    def mark_to(self, row: Row, shown: tuple[Row, ...]) -> None:
        """Mark the rows from the one marked last to this one; only this one where that is elsewhere."""
        ids = [known.id for known in shown]
        first = ids.index(self.anchor) if self.anchor in ids else ids.index(row.id)
        low, high = sorted((first, ids.index(row.id)))
        self.mark(shown[low : high + 1])
        self.anchor = row.id

    def invert(self, rows: Iterable[Row]) -> None:
        """Mark the rows that are not marked and the other way round; rows of other pages stay as they are."""
        for row in rows:
            if self.marks.pop(row.id, None) is None:
                self.marks[row.id] = row

    def unmark(self) -> None:
        """Take all marks away."""
        self.marks.clear()
        self.anchor = ""


def _sort_key(text: str) -> tuple[float, str]:
    """Numbers by size, then words without regard to case."""
    number = text.split("/")[0].split(" ")[0].replace(",", "")
    try:
        return (float(number), "")
    except ValueError:
        return (float("inf"), text.casefold())


def next_sort(listing: Listing, column: Column) -> tuple[str, str]:
    """The (server's, page's) sort after choosing a column: ascending first, then descending."""
    descending = listing.sort_shown == column.id
    sign = "-" if descending else ""
    return (f"{sign}{column.sort}", "") if column.sort else ("", f"{sign}{column.id}")
