"""The installed command in a real pseudo-terminal."""

import signal
import sys
import threading
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"


def is_restored(terminal: Terminal) -> bool:
    return ALTERNATE_SCREEN_OFF in terminal.output and MOUSE_OFF in terminal.output


def test_open_the_sandbox_run_a_model_and_quit(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Enter")
        terminal.wait_for("Description")
        terminal.send("r")
        terminal.wait_for(r"Text, required")
        terminal.send("The tide was out. Nobody saw the boat.", "F5")
        terminal.wait_for("poll")
        terminal.wait_for(r"words\W+8")
        terminal.send("Esc")
        terminal.wait_for("Overview")
        terminal.send("Esc")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert is_restored(terminal)
        assert terminal.modes == terminal.modes_before
        assert b"Traceback" not in terminal.output
        assert (
            b"aixtui open --sandbox 'models?runs=yes'" in terminal.output.rpartition(ALTERNATE_SCREEN_OFF)[2]
        )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(env: dict[str, str], number: signal.Signals) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("Text Analyst", 60)
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert is_restored(terminal)
        assert terminal.modes == terminal.modes_before


def test_q_ends_the_process_while_a_request_hangs(
    env: dict[str, str], silent_server: tuple[str, threading.Event]
) -> None:
    address, has_connection = silent_server
    silent = {
        **env,
        "BACKEND_URL": address,
        "MODELS_RUN_URL": f"{address}/api/v2/execute",
        "TEAM_API_KEY": "a-key",
    }
    with Terminal([AIXTUI], silent) as terminal:
        terminal.wait_for("Loading agents")
        assert has_connection.wait(30)
        terminal.send("q")
        assert terminal.wait_for_end(10) == 0
        assert is_restored(terminal)


def test_without_a_key_the_welcome_screen_leads_to_the_sandbox(env: dict[str, str]) -> None:
    quiet = {**env, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with Terminal([AIXTUI], quiet) as terminal:
        terminal.wait_for("Welcome to aixtui")
        terminal.send("F3")
        terminal.wait_for("Text Analyst", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert is_restored(terminal)


def test_search_edit_and_clone_an_agent(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("/", "meeting")
        terminal.wait_for("▌ Meeting Notes")
        terminal.send("Enter")
        terminal.wait_for("r run")
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send(" anew")
        terminal.wait_for("changed: Name")
        terminal.send("Ctrl+S")
        terminal.wait_for(r"\+ Meeting Notes anew")
        terminal.send("y")
        terminal.wait_for("▌ Meeting Notes anew(.|\n)*r run")
        terminal.send("c")
        terminal.wait_for("Meeting Notes anew › clone")
        terminal.wait_for("nothing changed yet")
        terminal.send("Ctrl+S")
        terminal.wait_for("Make this clone of Meeting Notes anew")
        terminal.send("y")
        terminal.wait_for(r"Made Meeting Notes anew \(copy\)")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_an_agent_runs_with_its_steps_and_the_run_can_be_left(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env, rows=40, columns=120) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("r")
        terminal.wait_for("Query")
        terminal.send("I love this product. It works very well.", "F5")
        terminal.wait_for(r"\d steps?\b|Sandbox rules")
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


def test_an_answer_is_seen_as_it_is_written_and_to_its_end_without_a_key(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "open", "--sandbox", "models/sandbox%2Fcatalogue-questions"], env) as terminal:
        terminal.wait_for("Description", 60)
        terminal.send("r")
        terminal.wait_for("Text, required")
        terminal.send("Which models translate?", "F5")
        terminal.wait_for(r"STREAMING +[12] s")
        terminal.wait_for("SUCCESS")
        terminal.send("Esc")
        terminal.wait_for("Overview")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_every_kind_is_a_key_away_and_back_again(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        for key, pattern in (
            ("3", "▌ Calculator"),
            ("4", "▌ Python Sandbox"),
            ("9", "▌ quarterly-sales.csv"),
            ("0", r"\*\*\*\*"),
            ("]", "Detect Prompt"),
            ("0", r"\*\*\*\*"),
        ):
            terminal.send(key)
            terminal.wait_for(pattern)
        terminal.send(":", "models whisper")
        terminal.wait_for(": models whisper")
        terminal.send("Enter")
        terminal.wait_for("▌ .*Whisper")
        terminal.send("<")
        terminal.wait_for(r"\*\*\*\*")
        terminal.send("?")
        terminal.wait_for("Keys of this screen(.|\n)*Esc closes this")
        terminal.send("Esc")
        terminal.wait_for(r"\*\*\*\*(.|\n)*q quit")
        terminal.send("Ctrl+P")
        terminal.wait_for("What to do, or where to go")
        terminal.send("Esc")
        terminal.wait_for(r"(?s)\A(?!.*╭).*q quit")  # the list is seen behind the palette, too
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_what_is_typed_in_one_go_reaches_what_it_opens(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Backspace")
        terminal.wait_for("RUNS")
        terminal.send("Fspeech-recognition")
        terminal.wait_for(r"(?m)speech-recognition(.|\n)*\[ \] Function: speech-recognition")
        terminal.send("Enter", "Esc")
        terminal.wait_for(r"function:speech-recognition x\n +NAME")
        terminal.send("jj#2")
        terminal.wait_for("Page 1 to(.|\n)*2")
        terminal.send("Enter")
        terminal.wait_for("page 2/")
        terminal.send(":agents meeting\r")
        terminal.wait_for("▌ Meeting Notes")
        terminal.send("e!")
        terminal.wait_for("changed: Name")
        terminal.send("\x11", "\x11")
        assert terminal.wait_for_end() == 0


def test_what_is_kept_is_there_the_next_time(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("Backspace")
        terminal.wait_for("RUNS")
        terminal.send("+")
        terminal.wait_for("is a favourite now")
        terminal.send("/", "whisper", "Enter")
        terminal.wait_for("▌ Whisper")
        terminal.send("V")
        terminal.wait_for("Name for this view")
        terminal.send("listening", "Enter")
        terminal.wait_for("Saved view listening")
        terminal.send("o")
        terminal.wait_for("Function +speech-recognition|Developer +OpenAI")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    with Terminal([AIXTUI, "--sandbox"], env) as terminal:
        terminal.wait_for("/ whisper(.|\n)*▌ Whisper(.|\n)*Path +openai/whisper", 60)
        terminal.send("1")
        terminal.wait_for("▌ Text Analyst(.|\n)*Path +sandbox-ws/text-analyst")
        terminal.send("v", "listen", "Enter")
        terminal.wait_for("▌ Whisper")
        terminal.send("v", "text stat", "Enter")
        terminal.wait_for("Text Statistics(.|\n)*Overview|Overview(.|\n)*Text Statistics")
        terminal.send("Esc")
        terminal.wait_for("▌ ")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_help_and_palette_lead_to_what_one_does_not_know(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("?")
        terminal.wait_for("Keys of this screen")
        terminal.send("last page")
        terminal.wait_for("Show the last page")
        terminal.send("Esc")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("Ctrl+P")
        terminal.wait_for("What to do, or where to go")
        terminal.send("last page")
        terminal.wait_for("Show the last page")
        terminal.send("Down", "Enter")
        terminal.wait_for(r"page (\d+)/\1 ")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
