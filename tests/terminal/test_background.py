"""The terminal is asked what its background is, and the app takes the theme that fits."""

import sys
from pathlib import Path

import pytest
from textual.color import Color

from aixtui.theming.themes import DARK, LIGHT
from aixtui.wire.background import QUERY
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
ANSWERS = {"light": "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\", "dark": "\x1b]11;rgb:0000/0000/0000\x07"}


def paint(background: str | None) -> bytes:
    """How a terminal is told of a colour behind text."""
    assert background is not None
    red, green, blue = Color.parse(background).rgb
    return f"48;2;{red};{green};{blue}".encode()


@pytest.mark.parametrize("pieces", [1, 2])
def test_a_light_terminal_gets_the_light_theme(env: dict[str, str], pieces: int) -> None:
    env = {**env, "COLORTERM": "truecolor", "COLORFGBG": ""}
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        assert terminal.output.count(QUERY.encode()) == 1
        assert paint(DARK.background) in terminal.output
        assert paint(LIGHT.background) not in terminal.output
        answer = ANSWERS["light"]
        cut = len(answer) // 2 if pieces == 2 else len(answer)
        terminal.send(answer[:cut], answer[cut:])
        while paint(LIGHT.background) not in terminal.output:
            terminal.read(0.2)
        assert "/ search agents" in terminal.wait_for("▌ Text Analyst")
        terminal.wait_for(r" · \d+ ms")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for(r"▌ Text Analyst[\s\S]* · \d+ ms", 60)
        assert paint(LIGHT.background) in terminal.output
        assert paint(DARK.background) not in terminal.output
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_who_has_chosen_a_theme_is_not_asked(env: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "config" / "aixtui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('theme = "nord"\n', encoding="utf-8")
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        assert QUERY.encode() not in terminal.output
        terminal.send("q")
        assert terminal.wait_for_end() == 0
