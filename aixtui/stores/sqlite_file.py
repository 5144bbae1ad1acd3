"""A small SQLite file of our own: private, shared between programs, brought up to date when it is opened."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeAlias

from aixtui.stores.lock import file_lock
from aixtui.system.paths import make_private_dir

Value: TypeAlias = str | int | None
_CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PATIENCE_SECONDS = 5.0


class StoreError(Exception):
    """What the app keeps between two starts could not be read or written; `hint` says what follows."""

    title = "Cannot remember"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class CorruptError(StoreError):
    """The file is damaged, or something else."""


class SqliteFile:
    """One connection that all threads share, under a lock.

    Raises:
        StoreError: from every method, when SQLite fails; CorruptError when the file is damaged.
    """

    def __init__(self, path: Path | None, migrations: Sequence[str]) -> None:
        """Open `path`, creating it; None keeps everything in memory.

        Script n of `migrations`, counted from 1, leads to version n.

        Raises:
            CorruptError: the file is no database, or a damaged one.
            StoreError: it cannot be opened, or a newer version of the app wrote it. It is as it was.
        """
        self._name = path or "memory"
        self._lock = threading.RLock()
        self._connection = self._open(path)
        try:
            with self._translate_errors():
                self._prepare(migrations)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, *values: Value) -> list[tuple[Value, ...]]:
        """All rows of a query."""
        with self._translate_errors():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone when it raises."""
        with self._translate_errors(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _open(self, path: Path | None) -> sqlite3.Connection:
        try:
            if path is not None:
                make_private_dir(path.parent)
                path.touch(mode=0o600)
            return sqlite3.connect(
                path or ":memory:", timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"Cannot open {path}: {_reason(error)}.") from error

    def _prepare(self, migrations: Sequence[str]) -> None:
        version = int(str(self.rows("PRAGMA user_version")[0][0]))
        if version > len(migrations):
            raise StoreError(f"{self._name} was written by a newer version of aixtui.", "Update aixtui.")
        if (verdict := self.rows("PRAGMA quick_check(1)")[0][0]) != "ok":
            raise CorruptError(f"{self._name} is damaged: {verdict}.")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        for number, script in enumerate(migrations[version:], start=version + 1):
            self._connection.executescript(f"BEGIN; {script}; PRAGMA user_version={number}; COMMIT;")

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                # Only what SQLite itself found has a code; the low byte is the kind of failure.
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                if code in _CORRUPT:
                    raise CorruptError(f"{self._name} is damaged: {error}.") from error
                raise StoreError(f"{self._name} cannot be used: {error}.") from error


def open_or_do_without(path: Path, migrations: Sequence[str]) -> tuple[SqliteFile, StoreError | None]:
    """Open a file whose loss is a nuisance only, and say what was wrong with it.

    A damaged file is kept under another name and a new one takes its place. One that cannot be used, or that
    a newer version wrote, is left alone; everything is then kept in memory.
    """
    try:
        make_private_dir(path.parent)
        with file_lock(path):  # or two programs would both move it, the second one the new file of the first
            try:
                return SqliteFile(path, migrations), None
            except CorruptError as error:
                backup = _set_aside(path)
                problem = StoreError(str(error), f"It is kept as {backup.name}; a new one takes its place.")
                problem.__cause__ = error
                return SqliteFile(path, migrations), problem
    except (OSError, StoreError) as error:
        text = str(error) if isinstance(error, StoreError) else f"Cannot open {path}: {_reason(error)}."
        problem = StoreError(text, "Nothing is remembered after this session.")
        problem.__cause__ = error
        return SqliteFile(None, migrations), problem


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    backup = next(name for name in names if not name.exists())
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(backup.with_name(backup.name + suffix))
    return backup


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
