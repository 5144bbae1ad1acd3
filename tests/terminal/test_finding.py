"""Finding, comparing and taking along, as somebody does who has only the screen to go by."""

import csv
import re
import sys
from pathlib import Path

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


def wait_until_drawn(terminal: Terminal, pattern: str) -> None:
    """Wait for a pattern and then for the rest of what is being drawn: a screen may come in pieces."""
    terminal.wait_for(pattern)
    while terminal.read(0.3):
        pass


def list_lines(terminal: Terminal) -> list[str]:
    """The rows of the list, without marks and cursor."""
    return [line[2:] for line in terminal.text.splitlines()[4:-2]]


def test_find_narrow_sort_open_go_back_mark_over_pages_and_export(
    env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "speech.csv"
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Backspace")
        terminal.wait_for("RUNS")
        terminal.send("F")
        terminal.wait_for("Narrow the models")
        terminal.send("speech-rec", "Enter")
        terminal.wait_for(r"\[x\] Function: speech-recognition")
        terminal.send("onboarded", "Enter")
        terminal.wait_for(r"\[x\] Status: onboarded")
        terminal.send("developer microsoft", "Enter")
        terminal.wait_for(r"\[x\] Developer: Microsoft")
        terminal.send("Esc")
        terminal.wait_for(r"status:onboarded x +\+1\s+NAME")
        terminal.send("s")
        terminal.wait_for("Sort by")
        terminal.send("price", "Enter")
        terminal.wait_for("PRICE[^\n]* ▲")
        wait_until_drawn(terminal, r"page 1/[2-9]")
        terminal.send("j", "j")
        third = list_lines(terminal)[2].split("  ")[0]
        wait_until_drawn(terminal, "▌ " + re.escape(third))
        before = list_lines(terminal)
        terminal.send("Enter")
        wait_until_drawn(terminal, "Overview")
        terminal.send("Esc")
        terminal.wait_for("PRICE[^\n]* ▲")
        wait_until_drawn(terminal, "▌ " + re.escape(third))
        assert list_lines(terminal) == before
        terminal.send(" ", " ", " ", "n")
        terminal.wait_for("page 2/")
        terminal.send(" ", " ")
        terminal.wait_for("5 marked")
        terminal.send("E")
        terminal.wait_for("Export 5 marked models as")
        terminal.send("csv", "Enter")
        terminal.wait_for("File for 5 marked models")
        terminal.send(str(file), "Enter")
        terminal.wait_for("5 done")
        terminal.send("Esc")
        terminal.wait_for(r"(?s)\A(?!.*╭).*· 5 marked")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 1 + 5
    assert rows[1][0] == third


def test_the_first_screen_is_the_one_that_is_set(env: dict[str, str], tmp_path: Path) -> None:
    settings = tmp_path / "config" / "aixtui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('start = "models?q=whisper&sort=-name"\n')
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("/ whisper", 60)
        terminal.wait_for("NAME ▼")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    settings.write_text("")  # where one left
    own = [AIXTUI, "--profile", "sandbox"]
    with Terminal(own, env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Enter")
        terminal.wait_for("1 Overview")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    with Terminal(own, env) as terminal:
        terminal.wait_for("1 Overview", 60)
        terminal.wait_for("Text Statistics")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    settings.write_text('start = "modles"\n')
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        assert terminal.wait_for_end(60) == 2
        text = terminal.text.replace("\n", "")
        assert (
            "The setting start is not an address: There is no kind 'modles'. Did you mean 'models'?" in text
        )
    settings.write_text('theme = "aixtui-lite"\n')
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        assert terminal.wait_for_end(60) == 2
        said = terminal.text.replace("\n", "")
        assert "The setting theme is none: 'aixtui-lite'. Did you mean 'aixtui-light'?" in said


def test_an_address_typed_on_a_resource_and_in_the_settings_leads_to_the_lists(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("Enter")
        terminal.wait_for("Instructions")
        terminal.send(":wq", "Enter")
        terminal.wait_for("There is no kind 'wq'")
        terminal.send(":setti")
        terminal.wait_for(r"\n : settings")
        terminal.send("Enter")
        terminal.wait_for("GENERAL")
        terminal.send(":models", "Enter")
        terminal.wait_for("▌ Text Statistics")
        terminal.send(":q", "Enter")
        assert terminal.wait_for_end() == 0
