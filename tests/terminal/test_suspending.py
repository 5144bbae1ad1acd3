"""Stopped as a job of a shell, and continued: the shell has its terminal meanwhile, then all is as it was."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.restoring import left_over
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
# A process of a shell that says its number and becomes the app.
COMMAND = f"sh -c 'echo app $$; exec {AIXTUI} --sandbox --ephemeral'"
UNDER_ANOTHER = f"sh -c '{AIXTUI} --sandbox --ephemeral; echo after it'"


@contextmanager
def shell(env: dict[str, str], command: str) -> Iterator[Terminal]:
    """The app as a job of a shell with job control."""
    with Terminal(["bash", "--norc", "-i"], {**env, "PS1": "ready> "}) as terminal:
        terminal.wait_for("ready>")
        terminal.keep_modes()
        terminal.send(command, "Enter")
        terminal.wait_for("▌ Text Analyst", 60)
        yield terminal


def number(terminal: Terminal, what: str) -> int:
    """The number of a process that has said it."""
    found = re.search(rf"{what} (\d+)".encode(), terminal.output)
    assert found
    return int(found[1])


def by_key(terminal: Terminal) -> None:
    terminal.send("Ctrl+Z")


def by_signal(terminal: Terminal) -> None:
    os.kill(number(terminal, "app"), signal.SIGTSTP)


def by_force(terminal: Terminal) -> None:
    os.kill(number(terminal, "app"), signal.SIGSTOP)


def end(terminal: Terminal) -> None:
    """Quit, and see the shell as it was."""
    seen = len(terminal.output)
    terminal.send("q")
    # Not on the screen, where a long path to the program would break the line.
    said = re.compile(rb"aixtui open --sandbox --ephemeral 'models\?runs=yes'\r\n(.|\n)*ready> ")
    while not said.search(terminal.output, seen):
        assert terminal.read(30), terminal.text
    while terminal.read(0.1):
        pass
    assert left_over(terminal) in ([], ["?2004"])  # which is the shell's, at its prompt


@pytest.mark.parametrize("stop", [by_key, by_signal, by_force])
def test_it_stops_and_goes_on_with_all_it_had(env: dict[str, str], stop: Callable[[Terminal], None]) -> None:
    with shell(env, COMMAND) as terminal:
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        stop(terminal)
        terminal.wait_for(r"Stopped(.|\n)*ready>")
        if stop is not by_force:
            assert set(left_over(terminal)) <= {"?2004"}
        terminal.forget()
        seen = len(terminal.output)
        terminal.send("fg", "Enter")
        while not terminal.output.count(b"\x1b[?1049h", seen):
            assert terminal.read(30)
        terminal.wait_for("▌ Text Statistics")
        terminal.wait_for(r"\? help")
        assert terminal.output.count(b"\x1b[?1003h", seen)
        terminal.send("j")
        terminal.wait_for("▌ Sentiment")
        end(terminal)


def test_what_started_it_stops_with_it_and_the_background_is_no_place_for_it(env: dict[str, str]) -> None:
    with shell(env, UNDER_ANOTHER) as terminal:
        terminal.send("Ctrl+Z")
        terminal.wait_for(r"Stopped(.|\n)*ready>")
        terminal.send("bg", "Enter")
        terminal.wait_for(r"> bg(.|\n)*\nready>")
        deadline = time.monotonic() + 30
        state = "Running"
        while state == "Running":  # it wants the terminal, which it has not
            assert time.monotonic() < deadline
            terminal.forget()
            terminal.send("jobs", "Enter")
            state = (
                "Stopped"
                if "Stopped" in terminal.wait_for(r"(Stopped|Running)(.|\n)*\nready>")
                else "Running"
            )
        terminal.forget()
        terminal.send("fg", "Enter")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("q")
        terminal.wait_for(r"after it(.|\n)*\nready>")


def test_what_ends_it_while_it_is_stopped_ends_it_there(env: dict[str, str]) -> None:
    with shell(env, COMMAND) as terminal:
        terminal.send("Ctrl+Z")
        terminal.wait_for(r"Stopped(.|\n)*ready>")
        terminal.forget()
        terminal.send("kill %1", "Enter")
        terminal.wait_for("aixtui was ended by SIGTERM.")
        deadline = time.monotonic() + 10
        while Path(f"/proc/{number(terminal, 'app')}").exists():  # until the shell has seen it end
            assert time.monotonic() < deadline
            terminal.read(0.1)
        assert set(left_over(terminal)) <= {"?2004", "flags of the line"}  # which are the shell's now


@pytest.mark.parametrize("sent", [(signal.SIGTSTP,), (signal.SIGSTOP, signal.SIGCONT)], ids=["stop", "force"])
def test_a_stop_while_the_first_screen_is_made_waits_for_it(
    env: dict[str, str], sent: tuple[signal.Signals, ...]
) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        while b"\x1b[?1049h" not in terminal.output:
            assert terminal.read(30)
        for one in sent:
            terminal.signal(one)
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert left_over(terminal) == []


def test_where_no_shell_could_continue_it_it_goes_on_and_says_so(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("Ctrl+Z")
        terminal.wait_for("There is no shell to go back to.")
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert left_over(terminal) == []


def editor(tmp_path: Path, text: str) -> dict[str, str]:
    """An editor that says its number, does what the text says and adds ` by hand`."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import os, pathlib, signal, sys, time\n"
        "print('editor', os.getpid(), flush=True)\n"
        f"{text}\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text() + ' by hand')\n"
    )
    return {"EDITOR": f"{sys.executable} {script}"}


def test_an_editor_that_is_stopped_stops_it_too(env: dict[str, str], tmp_path: Path) -> None:
    names = editor(tmp_path, "os.kill(0, signal.SIGTSTP)")
    with shell({**env, **names}, COMMAND) as terminal:
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", "Tab", "F4")
        terminal.wait_for(r"Stopped(.|\n)*ready>")
        terminal.send("fg", "Enter")
        terminal.wait_for(r"three\. by\s+hand")
        terminal.send("Esc")
        terminal.wait_for("Kept as a draft")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        end(terminal)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGQUIT])
def test_what_is_typed_in_an_editor_does_not_end_it(
    env: dict[str, str], tmp_path: Path, sent: signal.Signals
) -> None:
    names = editor(tmp_path, f"signal.signal({int(sent)}, lambda *_: None)\nos.kill(0, {int(sent)})")
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], {**env, **names}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", "Tab", "F4")
        terminal.wait_for(r"three\. by\s+hand")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert left_over(terminal) == []


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_what_ends_it_ends_the_editor_first(
    env: dict[str, str], tmp_path: Path, sent: signal.Signals
) -> None:
    names = editor(tmp_path, "time.sleep(600)")
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], {**env, **names}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", "Tab", "F4")
        terminal.wait_for(r"editor \d+")
        terminal.signal(sent)
        assert terminal.wait_for_end() == 128 + sent
        assert left_over(terminal) == []
        with pytest.raises(ProcessLookupError):
            os.kill(number(terminal, "editor"), 0)
