"""What can still be read of a damaged database, written into a new one."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from aixtui.files.database import open_database
from aixtui.files.database_errors import DatabaseFileError, database_error
from aixtui.sandbox.file_lock import FileLock, real_path
from aixtui.sandbox.problems import SandboxError, database_problem, start_problem
from aixtui.sandbox.store.accounts import Accounts
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.availability import Availability
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.schema import SANDBOX
from aixtui.sandbox.store.table_reader import TableReader

_MADE_ANEW = ("asset_words", "asset_languages", "asset_links", "bookmarks")
"""Tables that follow from the assets and the catalogue."""
_INNER = ("asset_words_", "index_records_", "sqlite_")
"""How the tables begin that SQLite keeps for others."""
_PATIENCE_SECONDS = 5.0
_OLD = "recovered"
"""No version of the catalogue: the next start puts its own in."""


@dataclass(slots=True)
class Recovered:
    """How many rows each table of the new file has, and which tables have lost some."""

    rows: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)


def recover(asked: Path, target: Path) -> Recovered:
    """Write what can be read of the sandbox's file into `target`, a new one; the old one stays.

    Raises:
        SandboxError: there is no such file, a sandbox has it open, nothing of it can be read, or `target`
            is there already or cannot be written.
    """
    db = real_path(asked)
    if not db.exists():
        raise SandboxError(f"There is nothing at {db}.")
    for path in (target, _uploads(target)):
        if path.exists():
            raise SandboxError(f"{path} is there already.", "Name a new file.")
    lock = FileLock(db)
    try:
        if not lock.take():
            raise SandboxError(f"A sandbox has {db} open.", "Stop it first.")
        try:
            return _written(db, target)
        finally:
            lock.release()
    except OSError as error:
        raise start_problem(error, target) from error


def _written(db: Path, target: Path) -> Recovered:
    found = Recovered()
    try:
        with (
            closing(sqlite3.connect(db, isolation_level=None)) as source,
            closing(open_database(target, SANDBOX, patience=_PATIENCE_SECONDS)) as copy,
        ):
            source.text_factory = lambda raw: raw.decode("utf-8", "replace")
            copy.execute("BEGIN")
            for table in _tables(copy):
                _copy(TableReader(source, copy, table), copy, found)
            if found.lost.issuperset(_tables(copy)):
                raise SandboxError(f"Nothing of {db} can be read.")
            copy.execute("INSERT OR REPLACE INTO settings VALUES ('catalogue', ?)", (_OLD,))
            copy.execute("COMMIT")
        _complete(target, found)
        if _uploads(db).exists():
            shutil.copytree(_uploads(db), _uploads(target))
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, DatabaseFileError):
            raise database_problem(error) from error
        if isinstance(error, sqlite3.Error):
            raise database_problem(database_error(target, error)) from error
        raise
    return found


def _uploads(db: Path) -> Path:
    return db.with_name(db.name + ".files")


def _tables(copy: sqlite3.Connection) -> list[str]:
    """The tables that hold what nothing else says."""
    names = [str(row[0]) for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [name for name in names if name not in _MADE_ANEW and not name.startswith(_INNER)]


def _copy(reader: TableReader, copy: sqlite3.Connection, found: Recovered) -> None:
    """Write the rows of a table, but for the assets of the catalogue."""
    names, marks = ", ".join(reader.columns), ", ".join("?" * len(reader.columns))
    public = reader.columns.index("public") if reader.table == "assets" and reader.columns else None
    for row in reader:
        if public is not None and row[public]:
            continue
        try:
            copy.execute(f"INSERT INTO {reader.table} ({names}) VALUES ({marks})", row)
        except sqlite3.IntegrityError:
            found.lost.add(reader.table)
    if not reader.is_whole:
        found.lost.add(reader.table)


def _complete(target: Path, found: Recovered) -> None:
    """Give the new file its key and its indexes, and take out what hangs on what was lost."""
    database = Database(target)
    try:
        Accounts(database).main_key()
        with database.write() as connection:
            _index(database, found)
            tables = _tables(connection)
            while any(_orphans_removed(connection, table, found) for table in tables):
                pass
        for table in tables:
            [(count,)] = database.rows(f"SELECT count(*) FROM {table}")
            found.rows[table] = int(str(count))
    finally:
        database.close()


def _index(database: Database, found: Recovered) -> None:
    assets = AssetStore(database, Availability())
    for number, doc in database.rows("SELECT number, doc FROM assets"):
        try:
            assets.update(int(str(number)), json.loads(str(doc)))
        except (ValueError, LookupError, TypeError, AttributeError):  # a document in which letters are lost
            found.lost.add("assets")
            assets.delete(int(str(number)))


def _orphans_removed(connection: sqlite3.Connection, table: str, found: Recovered) -> int:
    """How many rows were removed since what they refer to is not there."""
    removed = 0
    for _, _, other, column, key, *_ in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        removed += connection.execute(
            f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {other})"
        ).rowcount
    if removed:
        found.lost.add(table)
    return removed
