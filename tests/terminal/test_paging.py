"""Data that is longer than the screen, in the user's pager: only on a terminal, and where one is named."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


@pytest.fixture
def command(sandbox_file: Path, tmp_path: Path) -> list[str]:
    """The command on a database of the test's own."""
    return [AIXTUI, "--db", str(shutil.copy(sandbox_file, tmp_path / "sandbox.db"))]


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says that it was called, with how many lines, and waits for Enter."""
    script = tmp_path / "pager.sh"
    script.write_text(
        '#!/bin/sh\necho "PAGED $(wc -l <"$1"), key: $TEAM_API_KEY."\nhead -3 "$1"\nread line\n'
    )
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize(
    ("arguments", "lines", "shows"),
    [
        (("ls", "models", "--limit", "60"), 61, "Text Statistics"),
        (("get", "agents/Text Analyst"), None, '"id"'),
    ],
)
def test_a_list_and_a_document_that_are_longer_than_the_screen(
    env: dict[str, str],
    command: list[str],
    pager: str,
    arguments: tuple[str, ...],
    lines: int | None,
    shows: str,
) -> None:
    env = {**env, "PAGER": pager, "TEAM_API_KEY": "a-key-0123456789"}
    with Terminal([*command, *arguments], env) as terminal:
        text = terminal.wait_for(r"PAGED \d+, key: \.[\s\S]*" + shows)
        assert lines is None or f"PAGED {lines}," in text
        terminal.send("Enter")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(shows.encode()) == 1


@pytest.mark.parametrize(
    ("named", "limit"), [("", 60), ("cat", 60), (None, 5), ("no-such-program-here", 60)], ids=str
)
def test_where_none_is_named_or_needed_all_of_it_is_printed(
    env: dict[str, str], command: list[str], pager: str, named: str | None, limit: int
) -> None:
    env = {**env, "PAGER": pager if named is None else named}
    with Terminal([*command, "ls", "models", "--limit", str(limit)], env) as terminal:
        assert terminal.wait_for_end() == 0
        assert b"PAGED" not in terminal.output
        lines = [line for line in terminal.output.decode().splitlines() if line.strip()]
        assert len(lines) >= limit + 1
        assert ("Cannot" in terminal.output.decode() or "no-such" in terminal.output.decode()) == (
            named == "no-such-program-here"
        )


def test_where_programs_read_nothing_is_held(env: dict[str, str], command: list[str], pager: str) -> None:
    done = subprocess.run(
        [*command, "ls", "models", "--limit", "60"],
        env={**env, "PAGER": pager},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "PAGED" not in done.stdout
    assert len(done.stdout.splitlines()) == 61
