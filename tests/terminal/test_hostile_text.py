"""Text that acts on terminals, in a real one: what the program writes holds none of it."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.kindspec.plain_text import STAND_IN, printable
from aixtui.wire.input_filter import BURST_SECONDS
from tests.aixtui.kinds.documents import MODEL
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.terminal.terminal import Terminal

AIXTUI = [sys.executable, "-m", "aixtui"]
NASTY = "n\x1b]0;title\x07 \x9b31m \r\x1b[A \u202e\u2066 \u200b\xad\U000e0041 \u2028 \x7f [/n]"
OF_THE_APP = dict.fromkeys(map(ord, "\x1b\r\x07\x0e\x0f"))
"""The controls that it writes itself; those of the text are known by what follows them."""


@pytest.fixture
def sample() -> Iterator[Sample]:
    with serve_sample() as sample:
        param = {"name": NASTY, "required": True, "dataType": "text", "availableOptions": [{"value": NASTY}]}
        sample.document = MODEL | {"name": NASTY, "description": NASTY, "params": [param]}
        yield sample


@pytest.fixture
def hostile_env(env: dict[str, str], sample: Sample) -> dict[str, str]:
    connection = sample.connection
    addresses = {"BACKEND_URL": connection.backend_url, "MODELS_RUN_URL": connection.models_url}
    return {**env, **addresses, "TEAM_API_KEY": "key-of-the-sample"}


def assert_harmless(terminal: Terminal) -> None:
    text = terminal.output.decode("utf-8")
    assert "\x1b]0;" not in text
    assert "\x1b[A" not in text
    plain = text.translate(OF_THE_APP)
    assert printable(plain) == plain
    assert STAND_IN in text


def test_the_app(hostile_env: dict[str, str], sample: Sample) -> None:
    with Terminal(AIXTUI, hostile_env, columns=120, rows=40) as terminal:
        terminal.wait_for("page 1/1", 60)
        terminal.send("2")
        terminal.wait_for(f"▌ n {STAND_IN}.* 2.1 ")
        terminal.send("/", "\x1b[200~q\u202e\u200b\xadz\x1b[201~")
        terminal.wait_for(r"/ q.{0,3}z(.|\n)*to the hits")
        time.sleep(2 * BURST_SECONDS)  # a key that comes at once belongs to the paste
        terminal.send("Esc")
        terminal.wait_for(r"/ search models(.|\n)*Enter open")
        terminal.send("Enter")
        terminal.wait_for("Overview")
        terminal.send("3")
        terminal.wait_for(r"\\u001b]0;title")
        terminal.send("r")
        terminal.wait_for("required")
        terminal.send("Enter")
        terminal.wait_for("▲")
        terminal.send("Enter", "Esc")
        terminal.wait_for("Overview")
        sample.status, sample.document = 500, {"message": NASTY}
        terminal.send("Ctrl+R")
        terminal.wait_for("backend has a problem")
        terminal.send("Ctrl+P")
        terminal.wait_for("What to do, or where to go")
        terminal.send("Esc")
        terminal.wait_for(r"\A(?!(.|\n)*What to do, or where to go)")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert_harmless(terminal)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ls", "models"), 0),
        (("get", MODEL["id"]), 0),
        (("run", MODEL["id"], "--text", "hi"), 2),
        ((f"no{NASTY}",), 2),
        (("ls", "models", "--profile", NASTY), 3),
    ],
)
def test_the_commands(hostile_env: dict[str, str], arguments: tuple[str, ...], code: int) -> None:
    with Terminal([*AIXTUI, *arguments], hostile_env) as terminal:
        assert terminal.wait_for_end() == code
    text = terminal.output.decode("utf-8").replace("\r\n", "\n")
    assert text
    assert printable(text) == text


def test_a_question(hostile_env: dict[str, str], tmp_path: Path) -> None:
    file = str(tmp_path / NASTY.replace("/", ""))
    with Terminal([*AIXTUI, "sandbox", "--db", file, "reset"], hostile_env) as terminal:
        terminal.wait_for("y/N")
        terminal.send("n\n")
        assert terminal.wait_for_end() == 130
    text = terminal.output.decode("utf-8").replace("\r\n", "\n")
    assert printable(text) == text
