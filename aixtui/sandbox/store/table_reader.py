"""The rows of a table of which some cannot be read."""

import sqlite3
from collections.abc import Iterator
from typing import TypeAlias

Row: TypeAlias = tuple[str | int | float | bytes | None, ...]


class TableReader:
    """Reads a table from its start, and from its end where something is in the way, by its key.

    In a table with row numbers each row between both is tried too. `columns` are those that the table has in
    the source as well as in `model`, a database as it should be.
    """

    def __init__(self, source: sqlite3.Connection, model: sqlite3.Connection, table: str) -> None:
        self.table = table
        self.is_whole = True
        self._source = source
        wanted = [(str(row[1]), int(row[5])) for row in model.execute(f"PRAGMA table_info({table})")]
        there = self._try(f"SELECT name FROM pragma_table_info('{table}')", ()) or []
        self.columns = [name for name, _ in wanted if (name,) in there]
        [(sql,)] = model.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
        self._has_numbers = "WITHOUT ROWID" not in sql
        keys = [name for name, place in sorted(wanted, key=lambda column: column[1]) if place]
        self._keys = ["rowid"] if self._has_numbers else keys

    def __iter__(self) -> Iterator[Row]:
        """Every row that can be read, once; afterwards `is_whole` says whether these were all."""
        if not self.columns:
            self.is_whole = False
            return
        last: Row | None = None
        for key, row in self._from(last, ">"):
            last = key
            yield row
        if self.is_whole:
            return
        after: list[tuple[Row, Row]] = list(self._from(last, "<"))
        if self._has_numbers and after:
            yield from self._between(last, after[-1][0])
        yield from (row for _, row in reversed(after))

    def _from(self, last: Row | None, way: str) -> Iterator[tuple[Row, Row]]:
        """Keys and rows from the start (`>`), or from the end (`<`) back to the one after `last`."""
        keys, count = ", ".join(self._keys), len(self._keys)
        order = ", ".join(f"{key} {'ASC' if way == '>' else 'DESC'}" for key in self._keys)
        where = "" if last is None or way == ">" else f"WHERE ({keys}) > ({', '.join('?' * count)})"
        sql = f"SELECT {keys}, {', '.join(self.columns)} FROM {self.table} {where} ORDER BY {order}"
        try:
            for row in self._source.execute(sql, last or () if where else ()):
                yield row[:count], row[count:]
        except sqlite3.DatabaseError:
            self.is_whole = False

    def _between(self, last: Row | None, end: Row) -> Iterator[Row]:
        sql = f"SELECT {', '.join(self.columns)} FROM {self.table} WHERE rowid = ?"
        for number in range(int(str(last[0])) + 1 if last else 1, int(str(end[0]))):
            yield from self._try(sql, (number,)) or ()

    def _try(self, sql: str, values: Row) -> list[Row] | None:
        try:
            return self._source.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            return None
