"""Rows as tables, and their whole documents, read one by one: for copies and exports."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aixtui.face import Face
from aixtui.kindspec.plain_text import counted
from aixtui.kindspec.text_table import to_csv, to_markdown
from aixtui.listing.browser import Browser
from aixtui.listing.export import table, to_json, to_json_lines
from aixtui.listing.source import Source
from aixtui.workspace.rows import Row

ALL_COLUMNS = "-all"
"""Ends the form of a table that has more than what is on the screen."""
DOCUMENTS = ("json", "jsonl")
"""The forms that take whole documents."""


async def take_out(
    face: Face,
    source: Source,
    title: str,
    rows: Sequence[Row],
    form: str,
    columns: Sequence[str],
    use: Callable[[str], Awaitable[str]],
) -> None:
    """Take the rows one by one, with a result for each, then `use` those that came, which says how."""
    by_id = {row.id: row for row in rows}
    items: list[Any] = []

    async def take(row_id: str) -> None:
        row = by_id[row_id]
        items.append(await source.document(row) if form in DOCUMENTS else row)

    async def end() -> str:
        return await use(text_of(source, items, form, columns)) if items else "Nothing came."

    names = [(row.id, row.cells[0].text) for row in rows]
    await face.progress(title, names, take, end, breaks_off=True)


def columns_in_sight(browser: Browser) -> tuple[str, ...]:
    """Ids of the columns that are on the screen."""
    return tuple(placed_column.column.id for placed_column in browser.listing.place_columns(browser.room))


def text_of(source: Source, items: Sequence[Any], form: str, columns: Sequence[str]) -> str:
    """Rows or documents in one of the forms: csv, md, each also with all columns, json, jsonl."""
    if form == "json":
        return to_json(items)
    if form == "jsonl":
        return to_json_lines(items)
    column_ids = None if form.endswith(ALL_COLUMNS) else columns
    write = to_csv if form.startswith("csv") else to_markdown
    return write(table(source.columns, items, column_ids))


def count(source: Source, rows: Sequence[Row], adjective: str = "") -> str:
    """How many of what, such as `3 marked models`."""
    names = (f"{adjective} {name}".strip() for name in (source.id, source.plural))
    return counted(len(rows), *names)


def names(rows: Sequence[Row]) -> str:
    """Which ones, one a line."""
    return "\n".join(row.cells[0].text for row in rows)
