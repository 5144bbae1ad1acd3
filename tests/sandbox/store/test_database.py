import sqlite3
from pathlib import Path

import pytest

from aixtui.sandbox import SandboxError, start


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
    connection = sqlite3.connect(db)
    connection.execute("PRAGMA user_version=999")
    connection.close()
    with pytest.raises(SandboxError, match="newer version"):
        start(db)
