"""The SQLite file: one connection, one lock, schema migrations by `user_version`.

Every thread uses the same connection under a lock. A statement takes well under a millisecond, so sharing
costs less than a connection a thread, and there is no second writer to wait for. A transaction is in the
WAL file before `write` returns: a killed process loses nothing that was acknowledged.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from aixtui.files.database import open_database
from aixtui.files.database_errors import DatabaseFileError, database_error, is_about_the_file
from aixtui.sandbox.problems import database_problem
from aixtui.sandbox.store.schema import SANDBOX

Value: TypeAlias = str | int | float | bytes | None
_PATIENCE_SECONDS = 5.0


class Database:
    """An open database file whose schema is up to date.

    Raises:
        StorageError: from every method, when the file is the cause: full disk, read-only, damaged. What is
            wrong with a statement stays an error of sqlite3.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, creating it private to this user.

        Raises:
            StorageError: the file cannot be used, is no database of the sandbox, or a newer version wrote it.
                It is as it was.
        """
        self._path = path
        self._lock = threading.RLock()
        try:
            self._connection = open_database(path, SANDBOX, patience=_PATIENCE_SECONDS, statements=256)
        except DatabaseFileError as error:
            raise database_problem(error) from error
        self._connection.execute("PRAGMA foreign_keys=ON")

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """All rows of a query."""
        with self._translate_errors():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> tuple[Value, ...] | None:
        """The first row of a query, or None."""
        with self._translate_errors():
            found: tuple[Value, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone when it raises."""
        with self._translate_errors():
            if self._connection.in_transaction:
                yield self._connection
                return
            with self._connection:  # undoes a failed commit too, and what SQLite has not undone by itself
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection

    def setting(self, name: str) -> str | None:
        """A value of this file by its name."""
        row = self.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value of this file."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close the file; the WAL is folded into it."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                if is_about_the_file(error):
                    raise database_problem(database_error(self._path, error)) from error
                raise
