"""Rows and documents as text for other programs, and into files."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from aixtui.catalog.cells import ABSENT, Cell
from aixtui.catalog.kind import Kind
from aixtui.runtime.private_file import new_file
from aixtui.runtime.workspace import Row

# What a terminal may obey or reorder although JSON allows it inside strings: DEL, the C1 controls,
# directional marks, line separators. Lone surrogates cannot be encoded at all.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
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


def table(kind: Kind, rows: Iterable[Row], shown: Sequence[str] | None = None) -> Table:
    """The rows with the columns of these ids, in this order; all of the kind's without. The id comes first.

    Where a cell shows that there is no value, the table has an empty text.
    """
    places = {column.id: place for place, column in enumerate(kind.columns) if column.id != "id"}
    chosen = [places[name] for name in (places if shown is None else shown) if name in places]
    columns = [kind.columns[place] for place in chosen]
    return Table(
        ("ID", *(column.label for column in columns)),
        tuple((row.id, *(_value(row.cells[place]) for place in chosen)) for row in rows),
        frozenset(place for place, column in enumerate(columns, 1) if column.align == "right"),
    )


def to_csv(given: Table) -> str:
    """Comma-separated values with a line of headings."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((given.heads, *given.lines))
    return text.getvalue()


def to_markdown(given: Table) -> str:
    """A Markdown table; what would be markup in a cell is escaped."""
    rules = ["---:" if place in given.numeric else "---" for place in range(len(given.heads))]
    lines = [[_MARKDOWN.sub(r"\\\1", text) for text in line] for line in (given.heads, *given.lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rules, *lines[1:]))


def to_json(document: Any) -> str:
    """Any JSON value, indented, safe to show on a terminal."""
    return _safe(json.dumps(document, indent=2, ensure_ascii=False, default=str)) + "\n"


def to_json_lines(documents: Iterable[Any]) -> str:
    """One JSON value a line, safe to show on a terminal."""
    return "".join(_safe(json.dumps(one, ensure_ascii=False, default=str)) + "\n" for one in documents)


def save(path: Path, text: str) -> Path:
    """Write a new private file and return where it is: `name-2` where there is a `name` already.

    Raises:
        ExportError: it cannot be written.
    """
    wanted = path.expanduser()
    if wanted.is_dir():
        raise ExportError(f"{wanted} is a folder.", "Give the name of a file in it.")
    try:
        return new_file(wanted, text.encode("utf-8", "replace"))
    except OSError as error:
        raise ExportError(f"{wanted} cannot be written: {error.strerror}.") from error


def _value(cell: Cell) -> str:
    return "" if cell == Cell(ABSENT, "muted") else cell.text


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
