"""An error that nobody handles: the terminal is as before, one sentence says so, and where the report is."""

import re
import signal
import stat
import sys
from pathlib import Path

import pytest

from tests.terminal.restoring import last_words, left_over
from tests.terminal.terminal import Terminal

FAILING = [sys.executable, str(Path(__file__).with_name("failing_app.py"))]
SANDBOX = ("--sandbox", "--ephemeral")
ADDRESS = "aixtui open --sandbox --ephemeral agents"


def take_report(text: str) -> str:
    """The one report, whose path is in the text; one that is left behind would fail the test."""
    (path,) = (Path(found) for found in re.findall(r"/\S+/report-\S+\.txt", text))
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    report = path.read_text(encoding="utf-8")
    path.unlink()
    return report


@pytest.mark.parametrize("what", ["handler", "timer", "rendering", "compose", "input", "ending"])
def test_an_error_ends_it_with_a_sentence_and_a_report(env: dict[str, str], what: str) -> None:
    with Terminal([*FAILING, what, *SANDBOX], env) as terminal:
        if what in ("handler", "timer", "ending"):
            terminal.wait_for("▌ Text Analyst", 60)
            terminal.send("?")
        assert terminal.wait_for_end(60) == 1
        assert left_over(terminal) == []
        sentence, *others = last_words(terminal)
        assert re.fullmatch(r"A defect of aixtui ended it, [\w ]+: a report is in /\S+\.txt", sentence)
        assert others == ([ADDRESS] if what in ("handler", "timer", "ending") else others)
        assert b"the-key-of-this-test" not in terminal.output
        assert b"Traceback" not in terminal.output
        assert b"\x1b]0;title" not in terminal.output
    report = take_report(sentence)
    assert "KeyError: 'the cause'\n" in report
    assert re.search(r'File ".*failing_app.py", line \d+, in fail\n', report)
    assert "\nValueError: \\x1b]0;title\\x07 [hidden] api_key=[hidden] 16\n" in report
    assert "a local variable" not in report


@pytest.mark.parametrize("what", ["styles", "outside"])
def test_an_error_before_the_first_paint_is_told_as_well(env: dict[str, str], what: str) -> None:
    with Terminal([*FAILING, what, *SANDBOX], env) as terminal:
        assert terminal.wait_for_end(60) == 1
        assert set(left_over(terminal)) <= {"keys of Kitty"}  # asked back once too often, to be sure
        (sentence,) = last_words(terminal)
    assert ("StylesheetError" in take_report(sentence)) == (what == "styles")


def test_an_error_of_the_address_itself_leaves_that_out(env: dict[str, str]) -> None:
    with Terminal([*FAILING, "address", *SANDBOX], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("q")
        assert terminal.wait_for_end() == 1
        assert left_over(terminal) == []
        (sentence,) = last_words(terminal)
    take_report(sentence)


@pytest.mark.parametrize("what", ["address", "picture"])
def test_an_error_of_what_is_kept_keeps_nobody_in(env: dict[str, str], what: str) -> None:
    with Terminal([*FAILING, what, *SANDBOX], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 1
        assert left_over(terminal) == []
        (sentence,) = last_words(terminal)
    take_report(sentence)


@pytest.mark.parametrize("what", ["worker", "callback"])
def test_an_error_in_the_background_is_told_and_it_goes_on(env: dict[str, str], what: str) -> None:
    with Terminal([*FAILING, what, *SANDBOX], env, columns=200) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("?")
        terminal.wait_for("A defect of aixtui")
        terminal.wait_for("Something went wrong in the background:")
        (path,) = Path(env["XDG_STATE_HOME"]).rglob("report-*")
        terminal.send("2")
        terminal.wait_for("▌ Text Statistics")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert last_words(terminal) == ["aixtui open --sandbox --ephemeral 'models?runs=yes'"]
    assert "[hidden]" in take_report(str(path))


def test_what_cannot_be_reported_is_said_with_the_reason(env: dict[str, str]) -> None:
    folder = Path(env["XDG_STATE_HOME"]) / "aixtui"
    folder.mkdir(parents=True)
    (folder / "log").touch()
    with Terminal([*FAILING, "handler", *SANDBOX], env, columns=200) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("?")
        assert terminal.wait_for_end() == 1
        assert left_over(terminal) == []
        assert last_words(terminal) == [
            "A defect of aixtui ended it, ValueError: "
            f"no report could be written to {folder}/log: File exists.",
            ADDRESS,
        ]
