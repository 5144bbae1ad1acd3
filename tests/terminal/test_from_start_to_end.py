"""A day at 80x24: made, killed, resumed, met by somebody else, cloned, scheduled, deleted, undone."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal
from tests.terminal.test_left_text import AIXTUI, Waiting, files

BACK_TAB = "\x1b[Z"


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return [AIXTUI, "--db", str(tmp_path / "sandbox.db")]


@pytest.fixture
def other(command: list[str], env: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    """The window of somebody else, on a home of their own."""
    folders = {name: f"{folder}-other" for name, folder in env.items() if name.startswith("XDG_")}
    with Terminal(command, {**env, **folders}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        yield terminal


def take(terminal: Terminal, *steps: str) -> None:
    """Type keys; a step that starts with a colon waits for the text after it."""
    for step in steps:
        if step.startswith(":") and len(step) > 1:
            terminal.wait_for(step[1:])
        else:
            terminal.send(step)


def make_until_the_kill(terminal: Terminal, editor: Waiting) -> None:
    """Make an agent by picking what it uses; the terminal is gone while its instructions are edited."""
    take(terminal, ":▌ Text Analyst", "a", ":nothing changed yet")
    take(terminal, "Weather Helper", "Tab", "Tells the weather.", "Tab", "Answer.", "Tab", "Tab", ":LLM")
    take(terminal, "Enter", ":type to search", "word", ":word(.|\n)*Word Chain", "Enter", ":, LLM")
    take(terminal, "Tab", "Enter", ":type to search", "sentiment", r":\[ \] Sentiment", "Enter")
    take(terminal, r":\[x\] Sentiment", "statistics", r":\[ \] Text Statistics", "Enter")
    take(
        terminal,
        r":\[x\] Text Statistics",
        "Esc",
        ":▌Text Statistics",
        "Tab",
        "Tab",
        "Enter",
        ":type to search",
    )
    take(terminal, "feedback", r":\[ \] Feedback Sorter", "Enter", r":\[x\] Feedback Sorter", "Esc")
    take(terminal, ":▌Feedback Sorter", *[BACK_TAB] * 5, ":Enter new line", "F4")
    editor.wait(terminal)
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    editor.kill()


def test_from_the_first_key_to_the_last_undo(
    env: dict[str, str], command: list[str], other: Terminal, tmp_path: Path
) -> None:
    editor = Waiting(tmp_path, "Answer.", "Answer in the editor.")
    with Terminal(command, {**env, **editor.env}) as terminal:
        make_until_the_kill(terminal, editor)
    with Terminal(command, env) as terminal:
        take(terminal, ":▌ Text Analyst", r":1 draft \(d\)", "d", ":A new agent: Weather Helper", "Enter")
        take(terminal, ":Take them up again", "Enter", ":Take it into the form", "Enter")
        take(terminal, ":changed: Name, Description, Instructions, LLM, Tools, Agents")
        take(terminal, ":Answer in the editor", "Ctrl+S", ":Make this agent", "y", ":▌ Weather Helper")
        assert files(tmp_path) == []

        take(terminal, "e", ":nothing changed yet", "Tab", "Mine. ", ":changed: Description")
        take(other, "Ctrl+R", ":▌ Text Analyst", "g", ":Weather Helper", "g", ":▌ Weather Helper")
        take(other, "e", ":nothing changed yet", "Tab", "Theirs. ", ":changed: Description", "Ctrl+S")
        take(other, ":Save these changes", "y", ":Saved Weather Helper")
        take(terminal, "Ctrl+S", ":Save these changes", "y", ":was changed by somebody else", "m")
        take(terminal, ":Save these changes", "y", ":Saved Weather Helper", ":Mine")

        take(terminal, "c", ":Weather Helper › clone", ":nothing changed yet", "Ctrl+S")
        take(terminal, ":Make this clone", "y", r":▌ Weather Helper \(copy\)")

        take(terminal, ":", "triggers", "Enter", ":› Triggers", "a", ":Triggers › new", "Morning", "Tab")
        take(terminal, ":Agent", "Enter", ":type to search", "weather", ":Weather Helper  agent", "Enter")
        take(terminal, ":, Agent", "Tab", "Report.", "Tab", "Tab", "every weekday at 9", ":next(, in UTC)?: ")
        take(terminal, "Ctrl+S", ":Make this trigger", "y", ":▌ Morning")

        take(terminal, ":", "keys", "Enter", ":› API keys", "a", ":API keys › new", "ci", "Tab", "5", "Tab")
        take(terminal, "Tab", "10", "Ctrl+S", ":Requests a minute(.|\n)*10", ":Make this key", "y")
        take(terminal, ":It is told this once", "i", ":Made ci")

        take(terminal, ":", "agents", "Enter", r":▌ Weather Helper", " ", ":1 marked", " ", ":2 marked", "D")
        take(terminal, ":Delete", "2", "Enter", ":2 done", "Esc", ":▌ Text Analyst")
        take(terminal, "u", ":Deleted|deleted", "Enter", ":Make this agent", "y")
        take(terminal, ":Made Weather Helper")
        take(terminal, "q")
        assert terminal.wait_for_end() == 0
