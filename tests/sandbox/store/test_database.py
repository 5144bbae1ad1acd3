import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.file_lock import Address, FileLock
from aixtui.sandbox.problems import StorageError
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.reset import reset
from tests.other_files import NOT_FILES, give_away, traces
from tests.tiny_disk import run_on_tiny_disk


def test_files_are_private(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db, assets=1):
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    db.write_text("not a database, just text " * 100)
    with pytest.raises(SandboxError, match="not a sandbox database"):
        start(db)
    assert db.read_text().startswith("not a database")


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    start(db, assets=1).stop()
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA user_version=999")
    before = traces(tmp_path)
    with pytest.raises(SandboxError, match="newer version"):
        start(db)
    assert traces(tmp_path) == before


def foreign(db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("CREATE TABLE mine (x)")


@pytest.mark.parametrize("make", [foreign, lambda db: db.write_text("plain text")], ids=["database", "text"])
def test_another_programs_file_is_neither_served_nor_reset(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    db = tmp_path / "s.db"
    make(db)
    before = traces(tmp_path)
    for refuse in (start, reset):
        with pytest.raises(StorageError, match="not a sandbox database") as caught:
            refuse(db)
        assert str(db) in str(caught.value)
    assert traces(tmp_path) == before


def test_another_programs_file_is_refused_also_where_a_sandbox_was_before(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    start(db, assets=1).stop()
    db.unlink()
    foreign(db)
    before = traces(tmp_path)
    for refuse in (start, reset):
        with pytest.raises(StorageError, match="not a sandbox database"):
            refuse(db)
    assert traces(tmp_path) == before


def test_a_file_from_before_it_had_an_id_is_served(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db, assets=1) as running:
        key = running.api_key
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id=0")
    with start(db) as running:
        assert running.api_key == key
    assert db.read_bytes()[68:72] == b"aixS"


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
@pytest.mark.parametrize("name", ["s.db", "s.db.lock"])
def test_what_is_no_file_is_refused(
    tmp_path: Path, name: str, words: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / name)
    with pytest.raises(SandboxError, match=f"it is {words}, not a file"):
        start(tmp_path / "s.db")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_somebody_elses_database_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "s.db"
    start(db, assets=1).stop()
    give_away(db, monkeypatch)
    before = traces(tmp_path)
    with pytest.raises(SandboxError, match="belongs to"):
        start(db)
    assert traces(tmp_path) == before


def test_an_address_that_is_no_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aixtui.sandbox.file_lock._PATIENCE_SECONDS", 0.2)
    with start(tmp_path / "s.db", assets=1):
        (tmp_path / "s.db.server").unlink()
        os.mkfifo(tmp_path / "s.db.server")
        with pytest.raises(SandboxError, match="does not answer"):
            start(tmp_path / "s.db")


def test_a_start_that_fails_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_lock: FileLock, _address: Address) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    db = tmp_path / "s.db"
    with monkeypatch.context() as patches:
        patches.setattr(FileLock, "publish", fail)
        with pytest.raises(SandboxError, match="No space left on device"):
            start(db, assets=1)
    with monkeypatch.context() as patches:
        patches.setattr("aixtui.sandbox.filling.CATALOGUE_VERSION", None)
        with pytest.raises(sqlite3.IntegrityError):
            start(db)
    assert not db.with_name("s.db-wal").exists()
    with start(db) as running:
        assert not running.attached


START = """
import sys
from aixtui.cli.main import run
sys.exit(run(["sandbox", "--port", "0", "--quiet", "--db", sys.argv[1]]))
"""


def test_a_full_disk_is_said_at_the_start(tmp_path: Path) -> None:
    done = run_on_tiny_disk(tmp_path, START, str(tmp_path / "s.db"))
    assert done.returncode == 1
    assert done.stderr == (
        f"The sandbox cannot use its file: {tmp_path / 's.db'} cannot be used: the disk is full."
        " Make room on its disk.\n"
    )


def fill(database: Database) -> None:
    """Let no page be added to the file any more."""
    with database.write() as connection:
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count={pages}")


def test_a_full_file_is_told_from_a_refused_statement_and_goes_on(tmp_path: Path) -> None:
    database = Database(tmp_path / "s.db")
    fill(database)
    with pytest.raises(StorageError, match="the disk is full") as caught:
        database.set_setting("large", "x" * 100_000)
    assert caught.value.status == 507
    with pytest.raises(sqlite3.IntegrityError), database.write() as connection:
        connection.execute("INSERT INTO settings VALUES ('a', NULL)")
    database.set_setting("small", "x")
    assert (database.setting("small"), database.setting("large")) == ("x", None)
    database.close()


def test_a_file_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    database = Database(tmp_path / "s.db")
    database.rows("PRAGMA query_only=ON")
    with pytest.raises(StorageError, match="may not be written") as caught:
        database.set_setting("a", "b")
    assert (caught.value.status, caught.value.hint) == (507, "Make the file and its folder writable for you.")
    assert database.setting("a") is None
    database.close()
