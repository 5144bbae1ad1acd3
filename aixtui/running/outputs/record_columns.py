"""The columns of a list of records: their names, widths, and what stands in them. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import json_text

LOOKED_AT = 500
"""Records that the columns and their widths are found by."""
MOST_COLUMNS = 60
NARROWEST, WIDEST = 4, 40
LONGEST_CELL = 300
"""Characters of a value that are shown in a cell: Enter shows all of a record."""
Record = Mapping[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)


class RecordColumn(NamedTuple):
    """One member of the records."""

    key: str
    label: str
    width: int
    """Cells that it takes."""
    widest: int
    """Cells that the longest value would take."""
    is_number: bool


def columns_of(records: Sequence[Record]) -> tuple[RecordColumn, ...]:
    """The members of the first records, in their order."""
    sample = records[:LOOKED_AT]
    keys = list(dict.fromkeys(key for record in sample for key in record))[:MOST_COLUMNS]
    return tuple(_column(key, [record[key] for record in sample if key in record]) for key in keys)


def _column(key: str, values: Sequence[Any]) -> RecordColumn:
    label = clean(key) or "-"
    there = [value for value in values if value is not None]
    is_number = bool(there) and all(is_figure(value) for value in there)
    width = max([len(label) + 2, *(len(cell_of(value)) for value in there)])
    return RecordColumn(key, label, min(max(width, NARROWEST), WIDEST), width, is_number)


def is_figure(value: Any) -> bool:
    """Whether a value is a number, which a truth value is not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell_of(value: Any) -> str:
    """A value in one clean line, not longer than can be read."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = clean(value[:LONGEST_CELL])
        return f"{text}…" if len(value) > LONGEST_CELL else text
    if isinstance(value, dict | list):
        return _beginning(value)
    return json_text(value, indent=None)


def whole_cell_of(value: Any) -> str:
    """A value in one clean line, all of it."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) else json_text(value, indent=None)


def _beginning(value: Any) -> str:
    """An object or a list as JSON in one line; of a long one no more than its beginning is made."""
    text = ""
    for piece in _JSON.iterencode(value):
        text += piece
        if len(text) > LONGEST_CELL:
            return f"{clean(text[:LONGEST_CELL])}…"
    return clean(text)


def order_key(value: Any) -> tuple[int, float, str]:
    """What a value is sorted by: numbers by their size, before texts; what is missing comes last."""
    if value is None:
        return 2, 0.0, ""
    if is_figure(value):
        return 0, float(value), ""
    return 1, 0.0, cell_of(value).casefold()


def without_empty(records: Sequence[Record]) -> list[Record]:
    """Without the members that say nothing in any of them; all have the same ones."""
    keys = records[0] if records else ()
    there = [key for key in keys if any(record[key] not in (None, "") for record in records)]
    return [{key: record[key] for key in there} for record in records]
