"""The app started again: it is as it was left."""

import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


@pytest.fixture
def app(tmp_path: Path) -> list[str]:
    """The app on a database of the test's own."""
    return [AIXTUI, "--db", str(tmp_path / "sandbox.db")]


def test_the_cursor_is_on_the_row_that_it_was_left_on(env: dict[str, str], app: list[str]) -> None:
    with Terminal(app, env) as terminal:
        terminal.wait_for(r"▌ Text Analyst[\s\S]* ms", 60)
        terminal.send("Down", "Down", "Down")
        row = terminal.wait_for(r"▌ (?!Text Analyst|Feedback)").partition("▌ ")[2].partition("  ")[0]
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    with Terminal(app, env) as terminal:
        terminal.wait_for(rf"▌ {row}[\s\S]* ms", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
