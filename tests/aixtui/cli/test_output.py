import io
import json
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from aixtui.cli.output import clean_streams, print_json, print_table, say
from aixtui.kindspec.plain_text import printable

NASTY = "\x1b]0;title\x07 \x9b2J \u202e\u200b \ud800 \x7f"
HOSTILE = {"a": "\x9b31m \x1b[31m \u202e \u2028 \x7f é 漢", "b": "\ud800"}


def _print_output(monkeypatch: pytest.MonkeyPatch, encoding: str, value: Any) -> bytes:
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, encoding=encoding) as stream:
        monkeypatch.setattr("sys.stdout", stream)
        print_json(value)
        monkeypatch.undo()
        return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_is_the_same_value_in_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    assert json.loads(_print_output(monkeypatch, encoding, HOSTILE)) == HOSTILE


def test_json_holds_nothing_a_terminal_obeys_and_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _print_output(monkeypatch, "utf-8", HOSTILE).decode("utf-8")
    assert not set(text) & set("\x9b\x1b\u202e\u2028\x7f")
    assert "é 漢" in text
    assert b"\x7f" not in _print_output(monkeypatch, "ascii", HOSTILE)


def test_a_table_that_is_not_on_a_terminal_is_whole_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([("ID", "NAME"), ("a", "x" * 500)])
    assert capsys.readouterr().out == f"ID\tNAME\na\t{'x' * 500}\n"


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, encoding="ascii") as stream:
        monkeypatch.setattr("sys.stderr", stream)
        with clean_streams():
            say("漢 ok")
        stream.flush()
        assert buffer.getvalue() == b"\\u6f22 ok\n"


PRINTING = {
    "a warning": "import warnings; warnings.warn(NASTY)",
    "a traceback of a thread": "import threading; threading.Thread(target=fail).start()",
    "a library's log": "import logging; logging.error(NASTY)",
    "a lost task": """
import asyncio
async def work(): fail()
async def leave(): lost = asyncio.create_task(work()); await asyncio.sleep(0)
asyncio.run(leave())""",
    "an error in a destructor": "type('Undying', (), {'__del__': lambda self: fail()})()",
    "click": "import click; click.echo(NASTY, err=True)",
    "a print": "import sys; print(NASTY, file=sys.stderr)",
}


@pytest.mark.parametrize("code", PRINTING.values(), ids=list(PRINTING))
def test_nothing_acts_that_anybody_prints(code: str) -> None:
    # In a process of its own: pytest puts hooks of its own in the place of those that print.
    whole = f"""
from aixtui.cli.output import clean_streams
NASTY = {NASTY!a}
def fail(): raise ValueError(NASTY)
with clean_streams():
    {textwrap.indent(code, "    ").strip()}
"""
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, timeout=60, check=True)
    text = done.stderr.decode("utf-8")
    assert "]0;title" in text
    assert printable(text) == text


def test_a_closed_stderr_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    with clean_streams():
        say("nobody hears it")


class Terminal(io.StringIO):
    """Takes what is written as a terminal would."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "is_terminal", "is_coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
        ({"CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_a_table_has_colours_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], is_terminal: bool, is_coloured: bool
) -> None:
    for name in ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = Terminal() if is_terminal else io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    with clean_streams():
        print_table([("ID", "STATE"), ("ab\x1b[1m", "failed")], [("", ""), ("", "bad")])
    gap = "  " if is_terminal else "\t"
    state = "\x1b[31mfailed\x1b[0m" if is_coloured else "failed"
    assert stream.getvalue() == f"ID{gap}STATE\nab{gap}{state}\n"
