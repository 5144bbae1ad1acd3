"""Databases of ours: known as such before anything is written, marked, and brought up to date.

A file says in its head which application it belongs to. One from before it did is known by its tables.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple, TypeAlias

from aixtui.files.database_errors import MOVE_AWAY_HINT, DamagedError, DatabaseFileError, database_error
from aixtui.files.gate import read_file, require_file

_MAGIC = b"SQLite format 3\0"
_HEAD_BYTES, _VERSION_AT, _APPLICATION_AT = 100, 60, 68
_LOOK = (
    "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c"
    " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%'"
)


class DatabaseKind(NamedTuple):
    """A kind of database of ours. Script n of `migrations`, counted from 1, leads to version n."""

    name: str
    """As in: it is not `the sandbox's database`."""
    application_id: int
    migrations: Sequence[str]
    is_checked: bool = False
    """Whether all of a file is looked through for damage when it is opened."""


_Shape: TypeAlias = tuple[int, frozenset[tuple[str, str]]]
"""Version, and table and column of all tables."""


def open_database(
    path: Path | None, kind: DatabaseKind, *, patience: float, statements: int = 128
) -> sqlite3.Connection:
    """Open a file of this kind, up to date, for all threads; None keeps everything in memory.

    A new or empty file is taken, one from before kinds had an id is marked. Anything else stays as it is,
    byte for byte, with nothing beside it. `patience` is for how many seconds another program is waited for,
    `statements` how many the connection keeps compiled.

    Raises:
        DatabaseFileError: it cannot be used, is not of this kind, or a newer version of aixtui wrote it.
        DamagedError: it is damaged, or no database.
    """
    where = path or Path(":memory:")
    connection = None
    try:
        if path is not None:
            _refuse_newer(path, kind, require_kind(path, kind))
            if not path.exists():
                path.touch(mode=0o600)
        connection = sqlite3.connect(
            where,
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=statements,
        )
        _prepare(connection, where, kind)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise database_error(where, error) from error
        if isinstance(error, OSError):
            raise DatabaseFileError(where, error.strerror or str(error)) from error
        raise
    return connection


def open_to_read(path: Path, kind: DatabaseKind, *, patience: float) -> sqlite3.Connection:
    """Open a file of this kind as it is, to look something up; it has to be there, and up to date.

    Raises:
        DatabaseFileError: it cannot be used, is not of this kind, or another version of aixtui wrote it.
    """
    try:
        if not require_file(path, own=True):
            raise DatabaseFileError(path, "it is not there")
        address = f"{path.absolute().as_uri()}?mode=ro"
        with ExitStack() as on_failure:
            connection = sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)
            on_failure.callback(connection.close)
            # Not from its head: what is newest may be in the WAL.
            marks = (_number(connection, "application_id"), _number(connection, "user_version"))
            if marks != (kind.application_id, len(kind.migrations)):
                raise DatabaseFileError(path, f"it is not {kind.name}, or of another version of aixtui")
            on_failure.pop_all()
            return connection
    except sqlite3.Error as error:
        raise database_error(path, error) from error
    except OSError as error:
        raise DatabaseFileError(path, error.strerror or str(error)) from error


def require_kind(path: Path, kind: DatabaseKind) -> int:
    """Refuse a file that is neither of this kind nor new or empty; the version that its head names, else 0.

    Nothing is written, or left beside it. It must not be open in this process: to close a file drops all the
    locks that the process has on it.

    Raises:
        DatabaseFileError: it is something else, or somebody else's.
        DamagedError: it is no database.
        OSError: it is no file, or the system refuses.
    """
    if not require_file(path, own=True):
        return 0
    head = read_file(path, own=True, most=_HEAD_BYTES)
    if not head.startswith(_MAGIC):
        raise DamagedError(path, f"it is damaged, or not {kind.name}", MOVE_AWAY_HINT)
    application_id = _int(head, _APPLICATION_AT)
    try:
        is_ours = application_id == kind.application_id or (
            application_id == 0 and _is_from_before(path, kind)
        )
    except sqlite3.Error as error:
        raise database_error(path, error) from error
    if not is_ours:
        raise DatabaseFileError(path, f"it is not {kind.name}, but another program's", MOVE_AWAY_HINT)
    return _int(head, _VERSION_AT)


def _prepare(connection: sqlite3.Connection, path: Path, kind: DatabaseKind) -> None:
    version = _number(connection, "user_version")
    _refuse_newer(path, kind, version)
    if kind.is_checked and (verdict := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise DamagedError(path, f"it is damaged ({verdict})")
    connection.execute("PRAGMA synchronous=NORMAL")
    if _number(connection, "application_id") != kind.application_id:
        # Before the WAL: so it is in the file itself whatever happens next.
        connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.execute("PRAGMA journal_mode=WAL")
    for number, script in enumerate(kind.migrations[version:], start=version + 1):
        connection.executescript(f"BEGIN; {script}; PRAGMA user_version={number}; COMMIT;")


def _refuse_newer(path: Path, kind: DatabaseKind, version: int) -> None:
    if version > len(kind.migrations):
        raise DatabaseFileError(path, "it was written by a newer version of aixtui", "Update aixtui.")


def _is_from_before(path: Path, kind: DatabaseKind) -> bool:
    """Whether a file without an id has exactly the tables of a version of this kind, or none at all.

    What a program that was killed left in the WAL is a part of the file; it is looked at in a copy, since
    SQLite would move it into the file. Another program's file is known before it is copied.
    """
    versions = _shapes(kind)
    shape = _look_at(path)
    wal = path.with_name(path.name + "-wal")
    if not (wal.is_file() and wal.stat().st_size):
        return shape in versions
    if not shape[1] <= frozenset().union(*(columns for _, columns in versions)):
        return False
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="aixtui-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        shutil.copyfile(wal, copy.with_name(f"{copy.name}-wal"))
        with closing(sqlite3.connect(copy)) as connection:
            return _shape(connection) in versions


def _look_at(path: Path) -> _Shape:
    """The tables of a file, as if it could never change: SQLite then makes no file beside it."""
    address = f"{path.absolute().as_uri()}?immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return _shape(connection)


def _shapes(kind: DatabaseKind) -> list[_Shape]:
    """Each version, from the empty file on."""
    shapes: list[_Shape] = [(0, frozenset())]
    with closing(sqlite3.connect(":memory:")) as connection:
        for number, script in enumerate(kind.migrations, start=1):
            connection.executescript(f"{script}; PRAGMA user_version={number};")
            shapes.append(_shape(connection))
    return shapes


def _shape(connection: sqlite3.Connection) -> _Shape:
    return _number(connection, "user_version"), frozenset(connection.execute(_LOOK))


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _int(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")
