"""Rows and documents as text for other programs, and into files."""

import os
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from aixtui.files.gate import require_file
from aixtui.kindspec.cells import ABSENT, Cell, clean
from aixtui.kindspec.kind import Column
from aixtui.kindspec.plain_text import json_text
from aixtui.system.private_file import new_file, replace_file
from aixtui.workspace.rows import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


class ExportError(Exception):
    """A file could not be written; `str(error)` says which and why."""

    title = "Not saved"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and lines of the same length, all clean text of one line."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    """Positions of the columns that are aligned to the right."""


def table(
    all_columns: Sequence[Column], rows: Sequence[Row], column_ids: Sequence[str] | None = None
) -> Table:
    """The rows with the columns of these ids, in this order; without them id, path and every column.

    Where a cell shows that there is no value, the table has an empty text.
    """
    places = {column.id: place for place, column in enumerate(all_columns)}
    positions = [places[name] for name in (places if column_ids is None else column_ids) if name in places]
    identity = {} if column_ids is not None else _identity(rows, places)
    columns = [all_columns[place] for place in positions]
    return Table(
        (*identity, *(column.label for column in columns)),
        tuple(
            (
                *(texts[number] for texts in identity.values()),
                *(_value(row.cells[place]) for place in positions),
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


def to_csv(content: Table, *, formulas: bool = False) -> str:
    """Comma-separated values with a line of headings.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, unless `formulas` are wanted.
    """
    import csv  # costs the start of the app more than it is worth before the first export

    text = StringIO()
    lines = content.lines if formulas else (tuple(map(_as_text, line)) for line in content.lines)
    csv.writer(text, lineterminator="\n").writerows((content.heads, *lines))
    return text.getvalue()


def _as_text(cell: str) -> str:
    is_formula = len(cell) > 1 and cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def to_markdown(content: Table) -> str:
    """A Markdown table; what would be markup in a cell is escaped."""
    rules = ["---:" if place in content.numeric else "---" for place in range(len(content.heads))]
    lines = [[_MARKDOWN.sub(r"\\\1", text) for text in line] for line in (content.heads, *content.lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rules, *lines[1:]))


def to_json(document: Any) -> str:
    """Any JSON value, indented, safe to show on a terminal."""
    return json_text(document) + "\n"


def to_json_lines(documents: Iterable[Any]) -> str:
    """One JSON value a line, safe to show on a terminal."""
    return "".join(json_text(one, indent=None) + "\n" for one in documents)


def is_taken(path: Path) -> bool:
    """Whether there is a file of this name already.

    Raises:
        ExportError: there can be none.
    """
    try:
        file = path.expanduser()
        exists = file.is_dir() or require_file(file) is not None
    except (OSError, RuntimeError) as error:  # a name too long, a home that nobody has
        raise ExportError(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or error}."
        ) from error
    if file.is_dir():
        raise ExportError(f"{file} is a folder.", "Give the name of a file in it.")
    if not file.parent.is_dir():
        raise ExportError(f"There is no folder {file.parent}.")
    if not os.access(file if exists else file.parent, os.W_OK):
        raise ExportError(f"{file} cannot be written: it is not yours to write.")
    return exists


def save(path: Path, text: str, *, overwrite: bool = False) -> Path:
    """Write a private file, whole or not at all, and return where it is.

    Unless told to overwrite it is a new one: `name-2` where there is a `name` already.

    Raises:
        ExportError: it cannot be written.
    """
    file = path.expanduser()
    data = text.encode("utf-8", "replace")
    try:
        if not overwrite:
            return new_file(file, data)
        replace_file(file, data)
    except OSError as error:
        raise ExportError(f"{file} cannot be written: {error.strerror}.") from error
    return file


def _value(cell: Cell) -> str:
    return "" if cell == Cell(ABSENT, "muted") else cell.text
