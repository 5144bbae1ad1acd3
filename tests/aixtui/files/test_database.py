"""A database is known as ours before it is touched; what is not ours stays byte for byte."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.files.database import DatabaseKind, open_database, require_kind
from aixtui.files.database_errors import DamagedError, DatabaseFileError
from tests.other_files import NOT_FILES, give_away, traces

MIGRATIONS = (
    "CREATE TABLE notes (name TEXT, value TEXT)",
    "ALTER TABLE notes ADD COLUMN colour TEXT; CREATE VIRTUAL TABLE words USING fts5(word)",
)
KIND = DatabaseKind("a notebook", 0x6E6F7465, MIGRATIONS, is_checked=True)
FROM_BEFORE = DatabaseKind("a notebook", 0, MIGRATIONS)
"""How files were made before they had an id."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


def open_kind(path: Path, kind: DatabaseKind = KIND) -> "closing[sqlite3.Connection]":
    return closing(open_database(path, kind, patience=0.05))


def application_id(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[68:72], "big")


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def killed(path: Path, *statements: str) -> None:
    """Make a file as a killed program leaves it: all that was written is in the WAL."""
    other = path.with_name("running.db")
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        for statement in ("PRAGMA journal_mode=WAL", *statements):
            connection.execute(statement)
        for suffix in ("", "-wal"):
            shutil.copy(f"{other}{suffix}", f"{path}{suffix}")
    other.unlink()


def test_a_new_file_is_private_and_marked_at_once(path: Path) -> None:
    with open_kind(path) as connection:
        connection.execute("INSERT INTO notes VALUES ('a', 'b', 'red')")
        assert application_id(path) == KIND.application_id  # in the file, whatever happens to the WAL
        assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    with open_kind(path) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == [("a", "b", "red")]


@pytest.mark.parametrize("make", [Path.touch, lambda path: run(path, "VACUUM")], ids=["nothing", "no tables"])
def test_an_empty_file_is_taken(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    with open_kind(path):
        pass
    assert application_id(path) == KIND.application_id


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_from_before_is_taken_marked_and_brought_up_to_date(path: Path, version: int) -> None:
    with open_kind(path, DatabaseKind("a notebook", 0, MIGRATIONS[:version])) as connection:
        connection.execute("INSERT INTO notes (name, value) VALUES ('a', 'b')")
    assert application_id(path) == 0
    with open_kind(path) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == [("a", "b", None)]
    assert application_id(path) == KIND.application_id
    assert sorted(path.parent.iterdir()) == [path]


def test_a_file_from_before_whose_program_was_killed_is_taken(path: Path) -> None:
    killed(path, MIGRATIONS[0], "PRAGMA user_version=1", "INSERT INTO notes VALUES ('a', 'b')")
    with open_kind(path) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == [("a", "b", None)]
    assert application_id(path) == KIND.application_id


def test_one_in_memory_works_alike() -> None:
    with closing(open_database(None, KIND, patience=0)) as connection:
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)


def one_more_table(path: Path) -> None:
    with open_kind(path, FROM_BEFORE) as connection:
        connection.execute("CREATE TABLE mine (x)")


def one_more_column(path: Path) -> None:
    with open_kind(path, FROM_BEFORE) as connection:
        connection.execute("ALTER TABLE notes ADD COLUMN mine")


def one_table_less(path: Path) -> None:
    with open_kind(path, FROM_BEFORE) as connection:
        connection.execute("DROP TABLE words")


FOREIGN: dict[str, Callable[[Path], object]] = {
    "another id": lambda path: run(path, "PRAGMA application_id=7"),
    "another id, our tables": lambda path: open_database(
        path, DatabaseKind("x", 7, MIGRATIONS), patience=0
    ).close(),
    "another table": lambda path: run(path, "CREATE TABLE mine (x)"),
    "a view": lambda path: run(path, "CREATE VIEW mine AS SELECT 1"),
    "one more table": one_more_table,
    "one more column": one_more_column,
    "one table less": one_table_less,
    "a version alone": lambda path: run(path, "PRAGMA user_version=1"),
    "tables of another version": lambda path: run(path, MIGRATIONS[0], "PRAGMA user_version=2"),
    "in use": lambda path: killed(path, "CREATE TABLE mine (x)"),
    "in use, with a table of ours": lambda path: killed(path, MIGRATIONS[0], "CREATE TABLE mine (x)"),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN.keys())
def test_another_programs_database_stays_byte_for_byte(path: Path, make: Callable[[Path], object]) -> None:
    make(path)
    before = traces(path.parent)
    for refuse in (open_kind, lambda path: require_kind(path, KIND)):
        with pytest.raises(DatabaseFileError, match="not a notebook, but another program's") as caught:
            refuse(path)
        assert str(path) in str(caught.value)
        assert caught.value.hint
        assert not isinstance(caught.value, DamagedError)
    assert traces(path.parent) == before


def test_another_programs_database_is_known_before_it_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(path, "CREATE TABLE mine (x)")
    path.with_name(f"{path.name}-wal").write_bytes(b"what is not there yet")
    monkeypatch.setattr(shutil, "copyfile", None)
    with pytest.raises(DatabaseFileError, match="another program's"):
        open_kind(path)


@pytest.mark.parametrize("content", [b"x", b"plain text, " * 100, b"SQLite format 3\0"])
def test_what_is_no_database_stays_byte_for_byte(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    before = traces(path.parent)
    with pytest.raises(DamagedError, match="damaged"):
        open_kind(path)
    assert traces(path.parent) == before


def test_a_damaged_file_stays_byte_for_byte(path: Path) -> None:
    with open_kind(path) as connection:
        connection.executemany("INSERT INTO notes VALUES (?, 'x', 'y')", [("n" * 100,)] * 500)
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(data)
    with pytest.raises(DamagedError, match="damaged"):
        open_kind(path)
    assert traces(path.parent).content == {path.name: bytes(data)}


def newer(path: Path) -> None:
    with open_kind(path, DatabaseKind(KIND.name, KIND.application_id, (*MIGRATIONS, "CREATE TABLE n (x)"))):
        pass


def newer_and_killed(path: Path) -> None:
    newer(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO n VALUES (1)")
        content = path.with_name(f"{path.name}-wal").read_bytes()
        main = path.read_bytes()
    path.write_bytes(main)
    path.with_name(f"{path.name}-wal").write_bytes(content)


@pytest.mark.parametrize("make", [newer, newer_and_killed])
def test_a_newer_version_stays_byte_for_byte(path: Path, make: Callable[[Path], object]) -> None:
    make(path)
    before = traces(path.parent)
    with pytest.raises(DatabaseFileError, match="newer version"):
        open_kind(path)
    assert traces(path.parent) == before
    require_kind(path, KIND)  # ours all the same


def test_a_newer_version_that_was_killed_is_seen(path: Path) -> None:
    with open_kind(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=3")  # in the WAL for now
        assert path.read_bytes()[60:64] == b"\0\0\0\2"
        with pytest.raises(DatabaseFileError, match="newer version"):
            open_kind(path)


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_refused(path: Path, words: str, make: Callable[[Path], object]) -> None:
    make(path)
    with pytest.raises(DatabaseFileError, match=f"it is {words}, not a file"):
        open_kind(path)


def test_somebody_elses_database_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_kind(path):
        pass
    before = traces(path.parent)
    give_away(path, monkeypatch)
    with pytest.raises(DatabaseFileError, match="belongs to"):
        open_kind(path)
    assert traces(path.parent) == before


def test_a_file_that_another_program_keeps_is_said_to_be_locked(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseFileError, match="another program keeps it locked"):
            open_kind(path)
