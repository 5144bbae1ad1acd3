"""The order of a list: the source's own, or that of one page by a column. Pure."""

from collections.abc import Sequence

from aixtui.kindspec.cells import ABSENT, Cell
from aixtui.kindspec.kind import Column
from aixtui.workspace.rows import Row


def sort_rows(rows: tuple[Row, ...], columns: Sequence[Column], sort: str) -> tuple[Row, ...]:
    """The rows by a column, given as `id` or `-id`; those without a value at the end. No sort leaves them."""
    column_id = sort.removeprefix("-")
    number = next((place for place, column in enumerate(columns) if column.id == column_id), None)
    if number is None:
        return rows
    absent_rows = [row for row in rows if row.cells[number].text in ("", ABSENT)]
    present_rows = [row for row in rows if row.cells[number].text not in ("", ABSENT)]
    present_rows.sort(key=lambda row: _sort_key(row.cells[number]), reverse=sort[0] == "-")
    return (*present_rows, *absent_rows)


def column_sort(columns: Sequence[Column], sort: str) -> str:
    """The column, as `id` or `-id`, that a source's sort `field` or `-field` orders by; else empty."""
    field = sort.removeprefix("-")
    column_id = next((column.id for column in columns if column.sort and column.sort == field), "")
    return ("-" if sort.startswith("-") else "") + column_id if column_id else ""


def next_sort(current_sort: str, column: Column) -> tuple[str, str]:
    """The (source's, page's) sort after choosing a column: ascending first, then descending.

    `current_sort` is the one that holds, as `id` or `-id`.
    """
    sign = "-" if current_sort == column.id else ""
    return (f"{sign}{column.sort}", "") if column.sort else ("", f"{sign}{column.id}")


def _sort_key(cell: Cell) -> tuple[float, str]:
    """Numbers by size, then words without regard to case."""
    if cell.order is not None:
        return (cell.order, "")
    text = cell.text
    number = text.split("/")[0].split(" ")[0].replace(",", "")
    try:
        return (float(number), "")
    except ValueError:
        return (float("inf"), text.casefold())
