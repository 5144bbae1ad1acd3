"""A list of records as a table: sorted, scrolled, searched; only what is seen is made into text."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from aixtui.kindspec.named_file import NamedFile
from aixtui.kindspec.plain_text import json_text
from aixtui.kindspec.text_table import TextTable, to_csv, to_markdown
from aixtui.running.outputs.record_columns import (
    Record,
    RecordColumn,
    cell_of,
    columns_of,
    order_key,
    whole_cell_of,
)
from aixtui.workspace.notice import Notice
from aixtui.workspace.tab_search import Match

BETWEEN = "\t"
"""What is between the cells of a line that is searched: no cell has it."""


class RecordsPart:
    """The rows in an order of the user's own, and the one that keys act on."""

    def __init__(self, title: str, records: Sequence[Record], files: Sequence[NamedFile] = ()) -> None:
        """`files` are what the records are about, where that is files: one for each."""
        self.title, self.changed = title, Notice()
        self.records, self._files = records, files
        self.columns = columns_of(records)
        self.sort: tuple[str, bool] | None = None
        """The key of the column that it is sorted by, and whether that is from the end."""
        self._order: Sequence[int] = range(len(records))
        self.cursor = 0
        self.left = 0
        """The first column that is seen."""
        self._height = 1

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.records)

    @property
    def record(self) -> Record:
        """The one under the cursor."""
        return self.records[self._order[self.cursor]]

    @property
    def file(self) -> NamedFile | None:
        """The file under the cursor, where it is a list of files."""
        return self._files[self._order[self.cursor]] if self._files else None

    @property
    def files(self) -> Sequence[NamedFile]:
        """All files, where it is a list of files."""
        return self._files

    def cells(self, place: int) -> tuple[str, ...]:
        """What stands in a row."""
        record = self.records[self._order[place]]
        return tuple(cell_of(record.get(column.key)) for column in self.columns)

    def whole_cells(self) -> tuple[str, ...]:
        """What stands in the row under the cursor, all of it."""
        return tuple(whole_cell_of(self.record.get(column.key)) for column in self.columns)

    @cached_property
    def _own_lines(self) -> tuple[str, ...]:
        keys = [column.key for column in self.columns]
        return tuple(BETWEEN.join([cell_of(record.get(key)) for key in keys]) for record in self.records)

    @property
    def lines(self) -> Sequence[str]:
        """What is searched, in the order that is seen."""
        own = self._own_lines
        return own if self.sort is None else [own[number] for number in self._order]

    @property
    def line_count(self) -> int:
        """How many lines are searched."""
        return self.size

    def reveal(self, match: Match) -> None:
        """Go to the row of a match, and have the cell of it in sight."""
        starts, at = [], 0
        for cell in self.cells(match.line):
            starts.append(at)
            at += len(cell) + len(BETWEEN)
        column = bisect_right(starts, match.start) - 1
        self.left = min(self.left, column) if column <= self.left + 1 else column
        self.move_to(match.line)

    def fit(self, height: int) -> None:
        """So many rows are seen at once."""
        self._height = max(height, 1)

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are."""
        self.move_to(self.cursor + by)

    def turn(self, by: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.move(by * max(self._height - 1, 1))

    def move_to(self, place: int) -> None:
        """Move the cursor to a row, or to the nearest there is."""
        self.cursor = max(min(place, self.size - 1), 0)
        self.changed()

    def scroll(self, by: int) -> None:
        """Show the columns so many further to the right."""
        self.left = max(min(self.left + by, len(self.columns) - 1), 0)
        self.changed()

    def sort_by(self, column: RecordColumn) -> None:
        """Sort by a column; again from the end, then as it came. The cursor stays on its record."""
        current, number = self.sort, self._order[self.cursor]
        if current is None or current[0] != column.key:
            self.sort = (column.key, False)
        else:
            self.sort = None if current[1] else (column.key, True)
        self._order = range(self.size)
        if self.sort is not None:
            values = [order_key(record.get(column.key)) for record in self.records]
            there = [place for place in range(self.size) if values[place][0] < 2]
            there.sort(key=values.__getitem__, reverse=self.sort[1])
            self._order = [*there, *(place for place in range(self.size) if values[place][0] == 2)]
        self.move_to(self._order.index(number))

    def forms(self) -> Mapping[str, str]:
        """What it can be copied and written as, by the endings of files."""
        return {"csv": "CSV", "md": "Markdown table", "json": "JSON"}

    def written(self, form: str) -> str:
        """All of it, in the order that is seen."""
        if form == "json":
            return json_text([self.records[number] for number in self._order])
        return (to_csv if form == "csv" else to_markdown)(self._table())

    def _table(self) -> TextTable:
        keys = list(dict.fromkeys(key for record in self.records for key in record))
        labels = {column.key: column.label for column in self.columns}
        rows = (self.records[number] for number in self._order)
        lines = tuple(tuple([whole_cell_of(record.get(key)) for key in keys]) for record in rows)
        numeric = {column.key for column in self.columns if column.is_number}
        places = frozenset(place for place, key in enumerate(keys) if key in numeric)
        return TextTable(tuple(labels.get(key) or whole_cell_of(key) for key in keys), lines, places)
