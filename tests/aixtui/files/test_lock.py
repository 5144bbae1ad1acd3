import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.files.database_errors import DatabaseFileError
from aixtui.files.lock import take_lock
from tests.other_files import NOT_FILES, give_away, traces


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.lock"


def test_one_has_it_until_it_is_closed(path: Path) -> None:
    for _ in range(2):
        lock = take_lock(path, patience=0)
        assert lock is not None
        with closing(lock):
            assert take_lock(path, patience=0.05) is None
    assert traces(path.parent).content == {path.name: b""}


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_no_lock(path: Path, words: str, make: Callable[[Path], object]) -> None:
    make(path)
    with pytest.raises(OSError, match=f"it is {words}, not a file"):
        take_lock(path, patience=0)


@pytest.mark.parametrize("content", [b"words", b"SQLite format 3\0" * 300])
def test_a_file_that_holds_something_is_no_lock(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    before = traces(path.parent)
    with pytest.raises(OSError, match="it holds something"):
        take_lock(path, patience=0)
    assert traces(path.parent) == before


def test_somebody_elses_lock_is_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    give_away(path, monkeypatch)
    with pytest.raises(PermissionError, match="belongs to"):
        take_lock(path, patience=0)


def test_a_lock_that_cannot_be_opened_is_not_said_to_be_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> sqlite3.Connection:
        return connect("file:/nowhere/at/all?mode=ro", uri=True)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", refuse)
    with pytest.raises(DatabaseFileError, match="may not be opened"):
        take_lock(path, patience=0)
