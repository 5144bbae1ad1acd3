"""What is typed into a form, and a terminal that is killed before it is saved."""

import signal
import sqlite3
import sys
import time
from pathlib import Path

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
SECONDS = 20
HALF = "Half a sen"


def kept(journal: Path, column: str = "changes") -> bool:
    """Whether what was typed is in the journal."""
    if not journal.exists():
        return False
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as connection:
        rows = connection.execute(f"SELECT {column} FROM drafts").fetchall()
    return any(HALF.encode() in (row[0] or b"") for row in rows)


def names_with(database: Path, part: str) -> list[str]:
    """What the sandbox has of that name."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM assets") if part in row[0]]


def kill_once_kept(terminal: Terminal, journal: Path, column: str = "changes") -> None:
    deadline = time.monotonic() + SECONDS
    while not kept(journal, column):
        assert time.monotonic() < deadline, "it is not written"
        terminal.read(0.05)
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()


def test_a_kill_loses_nothing_that_was_typed(env: dict[str, str], tmp_path: Path) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    journal = Path(env["XDG_DATA_HOME"]) / "aixtui" / "journal.db"
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", HALF)
        terminal.wait_for("changed: Description")
        kill_once_kept(terminal, journal)
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("Text Analyst has changes that were never saved")
        terminal.send("Enter")
        terminal.wait_for(f"{HALF}[^\n]*")
        terminal.wait_for("changed: Description")
        terminal.send("Ctrl+S")
        terminal.wait_for("Save these changes")
        terminal.send("y")
        terminal.wait_for("Saved Text Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert not kept(journal)


def test_a_kill_loses_no_clone_that_is_not_made_yet(env: dict[str, str], tmp_path: Path) -> None:
    database = tmp_path / "sandbox.db"
    command = [AIXTUI, "--db", str(database)]
    journal = Path(env["XDG_DATA_HOME"]) / "aixtui" / "journal.db"
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("c")
        terminal.wait_for("Text Analyst › clone")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", HALF)
        terminal.wait_for("changed: Description")
        kill_once_kept(terminal, journal)
    assert names_with(database, "(copy)") == []
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("d")
        terminal.wait_for("A clone of Text Analyst")
        terminal.send("Enter")
        terminal.wait_for("Take them up again")
        terminal.send("Enter")
        terminal.wait_for("Text Analyst › clone")
        terminal.wait_for("changed: Description")
        terminal.send("Ctrl+S")
        terminal.wait_for("Make this clone of Text Analyst")
        terminal.send("y")
        terminal.wait_for(r"Made Text Analyst \(copy\)")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert names_with(database, "(copy)") == ["Text Analyst (copy)"]
    assert not kept(journal)


def test_a_kill_loses_no_task_that_is_not_put_back(env: dict[str, str], tmp_path: Path) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    journal = Path(env["XDG_DATA_HOME"]) / "aixtui" / "journal.db"
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Ctrl+P")
        terminal.wait_for("What to do, or where to go")
        terminal.send("tasks")
        terminal.wait_for("Go to the field Tasks")
        terminal.send("Enter")
        terminal.wait_for("none: Enter adds the first")
        terminal.send("Enter")
        terminal.wait_for("Tasks › new")
        terminal.send("mood", "Tab", HALF)
        terminal.wait_for("changed: Name, Description")
        kill_once_kept(terminal, journal, "unfinished")
    assert not kept(journal)
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for(r"Tasks \(one not put back\)")
        terminal.send("Enter")
        terminal.wait_for("Tasks › new")
        terminal.wait_for(f"{HALF}[^\n]*")
        terminal.wait_for("This task was not put back into Tasks yet")
        terminal.send("Ctrl+S")
        terminal.wait_for("a adds")
        terminal.send("Esc")
        terminal.wait_for("Enter list")
        terminal.send("Ctrl+S")
        terminal.wait_for("Save these changes")
        terminal.send("y")
        terminal.wait_for("Saved Text Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert not kept(journal, "unfinished")
