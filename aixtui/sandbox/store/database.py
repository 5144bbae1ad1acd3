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

from aixtui.sandbox.problems import SandboxError
from aixtui.sandbox.store.schema import MIGRATIONS

Value: TypeAlias = str | int | float | bytes | None


class Database:
    """An open database file whose schema is up to date."""

    def __init__(self, path: Path) -> None:
        """Open `path`, creating it private to this user.

        Raises:
            SandboxError: the file is no database of the sandbox, or a newer version wrote it.
        """
        self._lock = threading.RLock()
        path.touch(mode=0o600)
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute("PRAGMA foreign_keys=ON")
            self._migrate(path)
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise SandboxError(f"{path} is not a sandbox database: {error}.") from error
        except SandboxError:
            self._connection.close()
            raise

    def _migrate(self, path: Path) -> None:
        version = int(str(self.rows("PRAGMA user_version")[0][0]))
        if version > len(MIGRATIONS):
            raise SandboxError(f"{path} was written by a newer version of the sandbox.")
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            self._connection.executescript(f"BEGIN; {script}; PRAGMA user_version={number}; COMMIT;")

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """All rows of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> tuple[Value, ...] | None:
        """The first row of a query, or None."""
        with self._lock:
            found: tuple[Value, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone when it raises."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

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
