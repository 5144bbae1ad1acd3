"""Rows and documents as text for other programs."""

from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from aixtui.kindspec.cells import ABSENT, Cell, clean
from aixtui.kindspec.kind import Column
from aixtui.kindspec.plain_text import json_text
from aixtui.kindspec.text_table import TextTable
from aixtui.workspace.rows import Row


def table(
    all_columns: Sequence[Column], rows: Sequence[Row], column_ids: Sequence[str] | None = None
) -> TextTable:
    """The rows with the columns of these ids, in this order; without them id, path and every column.

    Where a cell shows that there is no value, the table has an empty text.
    """
    places = {column.id: place for place, column in enumerate(all_columns)}
    positions = [places[name] for name in (places if column_ids is None else column_ids) if name in places]
    identity = {} if column_ids is not None else _identity(rows, places)
    columns = [all_columns[place] for place in positions]
    return TextTable(
        (*identity, *(column.label for column in columns)),
        tuple(
            (
                *(texts[number] for texts in identity.values()),
                *(_value(row.cells[place], all_columns[place]) for place in positions),
            )
            for number, row in enumerate(rows)
        ),
        frozenset(place for place, column in enumerate(columns, len(identity)) if column.align == "right"),
    )


def _identity(rows: Sequence[Row], columns: Container[str]) -> dict[str, list[str]]:
    """What other programs know the rows by, under headings, as far as no column says it."""
    paths = [clean(getattr(row.resource, "path", None)) for row in rows]
    identity = {"ID": [row.id for row in rows]} | ({"Path": paths} if any(paths) else {})
    return {label: texts for label, texts in identity.items() if label.lower() not in columns}


def to_json(document: Any) -> str:
    """Any JSON value, indented, safe to show on a terminal."""
    return json_text(document) + "\n"


def to_json_lines(documents: Iterable[Any]) -> str:
    """One JSON value a line, safe to show on a terminal."""
    return "".join(json_text(one, indent=None) + "\n" for one in documents)


def _value(cell: Cell, column: Column) -> str:
    """What a file says: an age would be another one when it is read."""
    if column.is_age and cell.order is not None:
        return f"{datetime.fromtimestamp(cell.order, UTC):%Y-%m-%d %H:%M} UTC"
    return "" if cell == Cell(ABSENT, "muted") else cell.plain
