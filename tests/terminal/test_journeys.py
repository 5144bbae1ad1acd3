"""The installed command in a real pseudo-terminal."""

import re
import signal
import sys
import threading
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    folders = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {**folders, "TEAM_API_KEY": "", "AIXPLAIN_API_KEY": "", "BACKEND_URL": "", "MODELS_RUN_URL": ""}


def restored(terminal: Terminal) -> bool:
    return ALTERNATE_SCREEN_OFF in terminal.output and MOUSE_OFF in terminal.output


def test_open_the_sandbox_run_a_model_and_quit(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Enter")
        terminal.wait_for("Description")
        terminal.send("r")
        terminal.wait_for(r"text \(text, required\)")
        terminal.send("The tide was out. Nobody saw the boat.", "F5")
        terminal.wait_for(r"poll 2 .*%")
        terminal.wait_for('"words": 8')
        terminal.send("Esc")
        terminal.wait_for("Overview")
        terminal.send("Esc")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal)
        assert terminal.modes == terminal.modes_before
        assert b"Traceback" not in terminal.output
        assert b"aixtui open models" in terminal.output.rpartition(ALTERNATE_SCREEN_OFF)[2]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(env: dict[str, str], number: signal.Signals) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert restored(terminal)
        assert terminal.modes == terminal.modes_before


def test_q_ends_the_process_while_a_request_hangs(
    env: dict[str, str], silent_server: tuple[str, threading.Event]
) -> None:
    address, asked = silent_server
    silent = {
        **env,
        "BACKEND_URL": address,
        "MODELS_RUN_URL": f"{address}/api/v2/execute",
        "TEAM_API_KEY": "a-key",
    }
    with Terminal([AIXTUI], silent) as terminal:
        terminal.wait_for("Loading agents")
        assert asked.wait(30)
        terminal.send("q")
        assert terminal.wait_for_end(10) == 0
        assert restored(terminal)


def test_without_a_key_the_welcome_screen_leads_to_the_sandbox(env: dict[str, str]) -> None:
    quiet = {**env, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with Terminal([AIXTUI], quiet) as terminal:
        terminal.wait_for("Welcome to aixtui")
        terminal.send("F3")
        terminal.wait_for("Text Analyst", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal)


def test_find_sort_open_return_mark_over_two_pages_and_export(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        for typed, chip in (
            ("speech-recognition", "function:speech-recognition x"),
            ("developer Google", "Google x"),
            ("status onboarded", "onboarded x"),
        ):
            terminal.send("F")
            terminal.wait_for("Narrow the models")
            terminal.send(typed)
            terminal.wait_for(typed.split()[-1] + r"(.|\n)*\[ \]")
            terminal.send("Enter", "Esc")
            terminal.wait_for(chip)
        terminal.send("s")
        terminal.wait_for("Sort by")
        terminal.send("price", "Enter")
        terminal.wait_for("Price ▲")
        terminal.wait_for(r"1-1\d of \d+ · page 1/")
        terminal.send("j", "j")
        there = terminal.wait_for("(?m)Price ▲\n(^  .*\n){2}▌ ")
        third = next(line for line in there.splitlines() if line.startswith("▌"))
        terminal.send("Enter")
        terminal.wait_for("Description")
        terminal.send("Esc")
        terminal.wait_for(f"(?m)Price ▲(.|\n)*^{re.escape(third)}")
        terminal.send(" ", " ", " ")
        terminal.wait_for("3 marked")
        terminal.send("n")
        terminal.wait_for("page 2/")
        terminal.send(" ", " ")
        terminal.wait_for("5 marked")
        terminal.send("E")
        terminal.wait_for("Export 5 marked models as")
        terminal.send("Enter")
        terminal.wait_for(r"File for 5 marked models(.|\n)*models\.csv")
        terminal.send("\x15")
        terminal.wait_for(r"(?s)\A(?!.*models\.csv)")
        terminal.send(str(file), "Enter")
        terminal.wait_for("5 done. Written to")
        terminal.send("Esc")
        terminal.wait_for(r"5 marked(.|\n)*q Quit")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert b"developer=Google" in terminal.output.rpartition(ALTERNATE_SCREEN_OFF)[2]
    assert len(file.read_text(encoding="utf-8").splitlines()) == 6


def test_the_first_screen_can_be_set_and_a_wrong_one_is_said(env: dict[str, str], tmp_path: Path) -> None:
    settings = tmp_path / "config" / "aixtui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('start = "models text-stat"\n', encoding="utf-8")
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Statistics", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    settings.write_text('start = "modles"\n', encoding="utf-8")
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        assert terminal.wait_for_end() == 1
        assert "The setting start is not an address: There is no kind" in " ".join(terminal.text.split())


def test_search_edit_and_clone_an_agent(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("/", "meeting")
        terminal.wait_for("▌ Meeting Notes")
        terminal.send("Enter")
        terminal.wait_for("r Run")
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send(" anew")
        terminal.wait_for("changed: name")
        terminal.send("Ctrl+S")
        terminal.wait_for(r"\+ Meeting Notes anew")
        terminal.send("y")
        terminal.wait_for("▌ Meeting Notes anew(.|\n)*r Run")
        terminal.send("c")
        terminal.wait_for("Name of the copy of Meeting Notes anew")
        terminal.send("Enter")
        terminal.wait_for(r"Made Meeting Notes anew \(copy\)")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_an_agent_runs_with_its_steps_and_the_run_can_be_left(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env, rows=40, columns=120) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("r")
        terminal.wait_for("Query")
        terminal.send("I love this product. It works very well.", "F5")
        terminal.wait_for("Text Analyst > ")
        terminal.send("Esc")
        terminal.wait_for("Stopped watching")
        terminal.send("i")
        terminal.wait_for("Query")
        terminal.send("F5")
        terminal.wait_for("SUCCESS")
        terminal.wait_for("positive")
        terminal.send("Esc")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_every_kind_is_a_key_away_and_back_again(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        for key, shown in (
            ("3", "▌ Calculator"),
            ("4", r"\d of 92"),
            ("9", "Detect Prompt"),
            ("0", r"\*\*\*\*"),
        ):
            terminal.send(key)
            terminal.wait_for(shown)
        terminal.send(":", "models whisper")
        terminal.wait_for(": models whisper")
        terminal.send("Enter")
        terminal.wait_for("▌ .*Whisper")
        terminal.send("<")
        terminal.wait_for(r"\*\*\*\*")
        terminal.send("?")
        terminal.wait_for("Keys of this screen")
        terminal.send("Esc")
        terminal.wait_for(r"\*\*\*\*(.|\n)*q Quit")
        terminal.send("Ctrl+P")
        terminal.wait_for("Search for commands")
        terminal.send("Esc")
        terminal.wait_for(r"\*\*\*\*")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_what_is_typed_in_one_go_reaches_what_it_opens(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Fspeech-recognition")
        terminal.wait_for(r"(?m)speech-recognition(.|\n)*\[ \] Function: speech-recognition")
        terminal.send("Enter", "Esc")
        terminal.wait_for("function:speech-recognition x")
        terminal.send("jj#2")
        terminal.wait_for("Page 1 to(.|\n)*2")
        terminal.send("Enter")
        terminal.wait_for("page 2/")
        terminal.send(":agents meeting\r")
        terminal.wait_for("▌ Meeting Notes")
        terminal.send("e!")
        terminal.wait_for("changed: name")
        terminal.send("\x11", "\x11")
        assert terminal.wait_for_end() == 0
