"""A database of which a part is damaged: what is said of it, and what can be saved."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.store.recovery import recover
from tests.sandbox.agents import create
from tests.sandbox.command import SECONDS, command
from tests.sandbox.conftest import client_of
from tests.sandbox.things import things

OWN = {
    "assets": "SELECT number, id, kind, name, doc, config FROM assets WHERE public = 0",
    "asset_words": "SELECT asset_words.* FROM asset_words JOIN assets ON number = asset_words.rowid"
    " WHERE public = 0",
    "asset_links": "SELECT asset_links.* FROM asset_links JOIN assets ON number = source WHERE public = 0",
    **{
        table: f"SELECT * FROM {table}"
        for table in (
            "teams",
            "api_keys",
            "runs",
            "files",
            "skill_nodes",
            "sessions",
            "messages",
            "triggers",
            "issues",
            "file_assets",
            "index_records",
        )
    },
}


@pytest.fixture(scope="module")
def filled(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox's file with something of everything."""
    db = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copy(sandbox_file, db)
    with start(db, step_seconds=0) as running, client_of(running) as client:
        things(client)
    return db


@pytest.fixture
def db(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled.with_name("filled.db.files"), tmp_path / "s.db.files")
    return Path(shutil.copy(filled, tmp_path / "s.db"))


def content(db: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(db)) as connection:
        return {table: set(connection.execute(sql)) for table, sql in OWN.items()}


def page_size(db: Path) -> int:
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(connection.execute("PRAGMA page_size").fetchone()[0])


def overwrite(db: Path, pages: set[int]) -> None:
    assert pages
    size = page_size(db)
    with db.open("r+b") as file:
        for page in pages:
            file.seek(page * size)
            file.write(b"\xff" * size)


def pages_with(db: Path, text: str) -> set[int]:
    """The pages on which a text stands."""
    size, raw = page_size(db), db.read_bytes()
    return {found.start() // size for found in re.finditer(text.encode(), raw)}


def root_of(db: Path, table: str) -> set[int]:
    with closing(sqlite3.connect(db)) as connection:
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    return {int(page) - 1}


def commands(db: Path) -> str:
    """What is told of a damaged file."""
    command = f"aixtui sandbox --db {db}"
    return (
        f"{db} cannot be used: it is damaged."
        f" `{command} recover NEW_FILE` copies what can be read; `{command} reset` starts over."
    )


def test_a_sound_file_is_copied_whole(db: Path, tmp_path: Path) -> None:
    before, target = content(db), tmp_path / "new.db"
    found = recover(db, target)
    assert found.lost == set()
    assert content(target) == before == content(db)
    assert found.rows["sessions"] == len(before["sessions"]) > 0
    assert len(list((tmp_path / "new.db.files" / "uploads").iterdir())) > 0
    with start(db) as old, start(target) as new, client_of(old) as one, client_of(new) as other:
        assert old.api_key == new.api_key
        for path in ("/sdk/agents", "/v1/sessions", "/sdk/api-keys"):
            assert one.get(path).json() == other.get(path).json()
        totals = [client.post("/v2/models/paginate", json={}).json()["total"] for client in (one, other)]
    assert totals[0] == totals[1]


def fill_with_agents(db: Path) -> list[str]:
    """Agents whose names all have the same length, so that none of them is a part of another."""
    names = [f"Numbered {number:03}" for number in range(60)]
    with start(db, step_seconds=0) as running, client_of(running) as client:
        for name in names:
            create(client, name=name, instructions=f"{name} " * 100)
    return names


def test_rows_before_between_and_after_damaged_pages_are_kept(db: Path, tmp_path: Path) -> None:
    names, target = fill_with_agents(db), tmp_path / "new.db"
    overwrite(db, pages_with(db, names[20]) | pages_with(db, names[40]))
    found = recover(db, target)
    assert "assets" in found.lost
    kept = {str(row[3]) for row in content(target)["assets"]}
    assert not {names[20], names[40]} & kept
    assert {names[0], names[30], names[59]} <= kept
    assert len(kept & set(names)) > 45
    with start(target) as running, client_of(running) as client:
        page = client.post("/v2/agents/paginate", json={"q": names[30], "pageSize": 5}).json()
        assert names[30] in [agent["name"] for agent in page["results"]]
        assert client.post("/v2/models/paginate", json={}).json()["total"] > 800


def test_without_row_numbers_what_is_before_and_after_is_kept(db: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO runs"
            " SELECT printf('run-%03d', i), 'model', 'a', 'k', 1, 1, 'SUCCESS', '{}',"
            ' printf(\'{"number": "reply-%03d", "x": "%0500d"}\', i, i), 0, 0, \'2026\', \'2026\' FROM n'
        )
    overwrite(db, pages_with(db, "reply-100"))
    found = recover(db, tmp_path / "new.db")
    kept = {str(row[0]) for row in content(tmp_path / "new.db")["runs"]}
    assert found.lost == {"runs"}
    assert "run-100" not in kept
    assert {"run-001", "run-090", "run-110", "run-200"} <= kept


def test_what_hangs_on_what_was_lost_goes_with_it(db: Path, tmp_path: Path) -> None:
    overwrite(db, root_of(db, "sessions"))
    found = recover(db, tmp_path / "new.db")
    assert {"sessions", "messages"} <= found.lost
    assert content(tmp_path / "new.db")["messages"] == set()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_without_its_key_gets_another_and_can_be_used(db: Path, tmp_path: Path) -> None:
    before = content(db)
    overwrite(db, root_of(db, "settings") | root_of(db, "api_keys") | root_of(db, "teams"))
    recover(db, tmp_path / "new.db")
    assert content(tmp_path / "new.db")["sessions"] == before["sessions"]
    with start(tmp_path / "new.db") as running, client_of(running) as client:
        assert len(client.get("/v1/sessions").json()) == len(before["sessions"])


def test_a_damaged_file_is_named_with_what_to_do_at_the_start(db: Path) -> None:
    overwrite(db, root_of(db, "settings"))
    done = subprocess.run(
        command("--port", "0", "--db", str(db)), capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 1
    assert done.stderr == f"The sandbox cannot use its file: {commands(db)}\n"


def test_a_damaged_file_is_named_with_what_to_do_while_it_is_served(db: Path) -> None:
    overwrite(db, root_of(db, "file_assets"))
    with start(db) as running, client_of(running) as client:
        reply = client.post("/sdk/file-asset/paginate", json={})
        assert (reply.status_code, reply.json()["message"]) == (507, commands(db))
        assert client.get("/sdk/agents").is_success
        shown = subprocess.run(
            [sys.executable, "-m", "aixtui", "ls", "files", "--db", str(db)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    assert shown.stderr == f"The backend has a problem: {commands(db)}\n"


def test_text_in_which_bytes_have_changed_is_damage_too(db: Path, tmp_path: Path) -> None:
    with start(db) as running, client_of(running) as client:
        made = create(client, name="Broken text", instructions="x" * 20 + "Zerschossen")
    page_size(db)
    db.write_bytes(db.read_bytes().replace(b"Zerschossen", b"Zersch\xff\xffsen"))
    with start(db) as running, client_of(running) as client:
        reply = client.get(f"/v2/agents/{made['id']}")
        assert (reply.status_code, reply.json()["message"]) == (507, commands(db))
    assert recover(db, tmp_path / "new.db").lost == set()
    with start(tmp_path / "new.db") as running, client_of(running) as client:
        assert "Zersch\ufffd\ufffdsen" in client.get(f"/v2/agents/{made['id']}").json()["instructions"]


def test_what_cannot_be_recovered_is_said(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    with pytest.raises(SandboxError, match="There is nothing at"):
        recover(tmp_path / "none.db", target)
    with pytest.raises(SandboxError, match="is there already"):
        recover(db, db)
    with start(db), pytest.raises(SandboxError, match=r"has .* open"):
        recover(db, target)
    overwrite(db, set(range(1, db.stat().st_size // page_size(db))))
    with pytest.raises(SandboxError, match=r"Nothing of .* can be read"):
        recover(db, target)
    assert not target.exists()


def test_the_command_tells_what_was_written_and_what_was_lost(db: Path, tmp_path: Path) -> None:
    overwrite(db, root_of(db, "sessions"))
    words = command("--db", str(db), "recover", str(tmp_path / "new.db"))
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0
    assert "triggers: 1\n" in done.stdout
    assert "Not all could be read of: messages, sessions." in done.stderr
