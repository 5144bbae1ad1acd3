"""Profiles in a terminal: what is wrong with one is said where it can be read; a switch is where it ends."""

import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    folder = tmp_path / "config" / "aixtui"
    folder.mkdir(parents=True)
    return folder / "config.toml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('profile = "wrk"\n[profiles.work]\n', "Did you mean work?"),
        ('profile = "work"\n[profiles.work]\nbackend-url = "ftp://x"\n', "is not usable"),
        ('start = "agnets"\n', "Did you mean 'agents'?"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_before_anything_is_drawn(
    env: dict[str, str], settings: Path, text: str, words: str
) -> None:
    settings.write_text(text, encoding="utf-8")
    with Terminal([AIXTUI], env, columns=200) as terminal:
        assert terminal.wait_for_end() == 2
        assert words in terminal.text
        assert b"\x1b[?1049h" not in terminal.output  # the screen of the app


def test_the_address_at_the_end_leads_to_the_workspace_that_was_switched_to(
    env: dict[str, str], settings: Path
) -> None:
    settings.write_text("[profiles.gone]\nbackend-url = 'http://127.0.0.1:9'\nkey-command = 'echo a-key'\n")
    with Terminal([AIXTUI, "--ephemeral"], env, columns=100) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send(":profile gone", "Enter")
        terminal.wait_for("opens another workspace", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert "open --profile gone agents" in terminal.text
