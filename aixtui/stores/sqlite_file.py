"""A small SQLite file of our own: private, shared between programs, brought up to date when it is opened."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeAlias

from aixtui.files.database import DatabaseKind, open_database, open_to_read
from aixtui.files.database_errors import MOVE_AWAY_HINT, DamagedError, DatabaseFileError, database_error
from aixtui.stores.lock import file_lock
from aixtui.system.paths import make_private_dir

Value: TypeAlias = str | int | float | bytes | None
_PATIENCE_SECONDS, _GLANCE_SECONDS = 5.0, 0.2


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

    def __init__(self, path: Path | None, kind: DatabaseKind, *, is_glance: bool = False) -> None:
        """Open `path`, creating it; None keeps everything in memory. For a glance it is read as it is.

        Raises:
            CorruptError: the file is no database, or a damaged one.
            StoreError: it cannot be opened, is not of this kind, or a newer version of the app wrote it. Then
                it is as it was.
        """
        self._path = path or Path("memory")
        self._lock = threading.RLock()
        try:
            if is_glance:
                self._connection = open_to_read(self._path, kind, patience=_GLANCE_SECONDS)
            else:
                self._connection = open_database(path, kind, patience=_PATIENCE_SECONDS)
        except DatabaseFileError as error:
            raise _store_error(error) from error

    def rows(self, sql: str, *values: Value) -> list[tuple[Value, ...]]:
        """All rows of a query."""
        with self._translate_errors():
            return self._connection.execute(sql, values).fetchall()

    @property
    def version(self) -> tuple[int, int]:
        """Another one whenever something was written: by other connections, and by this one."""
        with self._translate_errors():
            (others,) = self._connection.execute("PRAGMA data_version").fetchone()
            return others, self._connection.total_changes

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone when it raises."""
        with self._translate_errors(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    def damage(self, reason: str) -> CorruptError:
        """The error of a row that SQLite can read and that is not what was written."""
        return CorruptError(f"{self._path} cannot be used: it is damaged ({reason}).", MOVE_AWAY_HINT)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise _store_error(database_error(self._path, error)) from error
            except UnicodeEncodeError as error:
                text = f"{self._path} cannot keep a text that holds half of a character."
                raise StoreError(text) from error


def open_or_do_without(path: Path, kind: DatabaseKind) -> tuple[SqliteFile, StoreError | None]:
    """Open a file whose loss is a nuisance only, and say what was wrong with it.

    A damaged file is kept under another name and a new one takes its place. One that cannot be used, or that
    a newer version wrote, is left alone; everything is then kept in memory.
    """
    try:
        make_private_dir(path.parent)
        with file_lock(path):  # or two programs would both move it, the second one the new file of the first
            try:
                return SqliteFile(path, kind), None
            except CorruptError as error:
                backup = _set_aside(path)
                problem = StoreError(str(error), f"It is kept as {backup.name}; a new one takes its place.")
                problem.__cause__ = error
                return SqliteFile(path, kind), problem
    except (OSError, StoreError) as error:
        problem = error if isinstance(error, StoreError) else _open_error(path, error)
        problem.hint = f"{problem.hint} Nothing is remembered after this session.".strip()
        return SqliteFile(None, kind), problem


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    backup = next(name for name in names if not name.exists())
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(backup.with_name(backup.name + suffix))
    return backup


def _store_error(error: DatabaseFileError) -> StoreError:
    return (CorruptError if isinstance(error, DamagedError) else StoreError)(str(error), error.hint)


def _open_error(path: Path, error: OSError) -> StoreError:
    culprit = "" if error.filename in (None, str(path)) else f"{error.filename}: "
    problem = StoreError(f"Cannot open {path}: {culprit}{error.strerror or error}.")
    problem.__cause__ = error
    return problem
