"""What ends the app from outside: the terminal is as before, and one sentence says what it was."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.restoring import last_words, left_over
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
FAILING = [sys.executable, str(Path(__file__).with_name("failing_app.py"))]
SANDBOX = ("--sandbox", "--ephemeral")
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_it_in_order_with_the_address(env: dict[str, str], number: signal.Signals) -> None:
    with Terminal([AIXTUI, *SANDBOX], {**env, "PATH": "/usr/bin:/bin"}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert left_over(terminal) == []
        sentence = f"aixtui was ended by {number.name}."
        assert last_words(terminal) == [sentence, f"{AIXTUI} open --sandbox --ephemeral 'models?runs=yes'"]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_the_first_screen_is_made_waits_for_it(
    env: dict[str, str], number: signal.Signals
) -> None:
    with Terminal([AIXTUI, *SANDBOX], env) as terminal:
        while b"\x1b[?1049h" not in terminal.output:
            assert terminal.read(30)
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert left_over(terminal) == []
        assert f"aixtui was ended by {number.name}." in last_words(terminal)


def test_a_signal_before_the_first_paint_ends_it_without_one(env: dict[str, str]) -> None:
    with Terminal([*FAILING, "early", *SANDBOX], env) as terminal:
        assert terminal.wait_for_end() == 143
        assert left_over(terminal) == []
        assert b"\x1b[?1049h" not in terminal.output
        assert last_words(terminal) == ["aixtui was ended by SIGTERM."]


def test_the_first_signal_counts(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, *SANDBOX], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.signal(signal.SIGHUP)
        while b"\x1b[?1049l" not in terminal.output:  # several at once may come in any order
            assert terminal.read(30)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            terminal.signal(number)
        assert terminal.wait_for_end() == 129
        assert left_over(terminal) == []
        assert last_words(terminal)[0] == "aixtui was ended by SIGHUP."


@pytest.mark.parametrize("what", ["loop", "unmount"])
def test_what_hangs_is_ended_after_a_while(env: dict[str, str], what: str) -> None:
    with Terminal([*FAILING, what, *SANDBOX], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("?" if what == "loop" else "q")
        while b"it hangs" not in terminal.output:
            assert terminal.read(30)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end(15) == 143
        assert set(left_over(terminal)) <= {"keys of Kitty"}  # asked back once too often, to be sure
        assert last_words(terminal) == ["aixtui was ended by SIGTERM."]


def test_a_terminal_that_closes_ends_it(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, *SANDBOX], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.hang_up()
        assert os.waitstatus_to_exitcode(os.waitpid(terminal.pid, 0)[1]) == 129


@pytest.mark.parametrize(
    ("kind", "what"), [("dumb", "TERM=dumb"), ("unknown", "TERM=unknown"), ("", "TERM is not set")]
)
def test_a_terminal_that_can_only_print_is_refused(env: dict[str, str], kind: str, what: str) -> None:
    with Terminal([AIXTUI, *SANDBOX], {**env, "TERM": kind}) as terminal:
        assert terminal.wait_for_end() == 2
        assert terminal.output.decode() == (
            f"No terminal: The app needs a terminal on which it can draw ({what}). "
            "Scripts use aixtui ls, get and run.\r\n"
        )


@pytest.mark.parametrize(
    "encoding",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["ascii", "strict", "locale"],
)
def test_without_unicode_every_cell_has_a_look_alike(env: dict[str, str], encoding: dict[str, str]) -> None:
    with Terminal([AIXTUI, *SANDBOX], {**env, **encoding}) as terminal:
        terminal.wait_for(r"\n\| Text Analyst +[*] onboarded +Reads a text and s~ +3 +\d+ [a-z]+", 60)
        terminal.wait_for(r" 1-18 of 45 \. page 1/3 \. ")
        terminal.send("D")
        terminal.wait_for(r"\+-{60,}\+.*\n(.|\n)*\|  Delete the agent Text Analyst\? {30,}\|")
        terminal.send("Esc")
        terminal.wait_for(r"Readability Coach +[*] onboarded +Measures")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.isascii()
        assert b"\\u" not in terminal.output
