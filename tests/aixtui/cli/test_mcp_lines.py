"""`aixtui mcp` as a process: lines that are no messages, and signals."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from aixtui.kindspec.plain_text import acts
from tests.aixtui.cli.test_mcp import LONG

LIMIT = 60
pytestmark = pytest.mark.usefixtures("fresh_access")


class Talk:
    """One who speaks to a server line by line."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def ask(self, method: str, number: int, **params: Any) -> None:
        document = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        self.say(json.dumps(document).encode())

    def hear_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().removesuffix("\n")

    def hear(self) -> Any:
        return json.loads(self.hear_line())


@contextmanager
def server(*arguments: str) -> Iterator[Talk]:
    command = [sys.executable, "-m", "aixtui", "mcp", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        talk = Talk(process)
        about = {"protocolVersion": "2025-06-18", "capabilities": {}}
        talk.ask("initialize", 1, **about, clientInfo={"name": "test", "version": "1"})
        assert talk.hear()["result"]["serverInfo"]["name"] == "aixtui"
        talk.say(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}')
        yield talk
        process.kill()


def test_a_line_that_is_no_message_is_answered_and_the_next_one_is_read() -> None:
    with server() as talk:
        lines = {
            b"no json": (None, -32700),
            b"\xff\xfe": (None, -32700),
            b"[1, 2]": (None, -32700),
            b'{"jsonrpc": "2.0", "id": 77}': (77, -32600),
            b'{"jsonrpc": "2.0", "id": true}': (None, -32600),
            b'{"jsonrpc": "1.0", "id": "a", "method": "ping"}': ("a", -32600),
        }
        for line, wanted in lines.items():
            talk.say(line)
            answer = talk.hear()
            assert (answer["id"], answer["error"]["code"]) == wanted
        talk.ask("tools/list", 2)
        assert [one["name"] for one in talk.hear()["result"]["tools"]] == ["list", "get", "run", "runs"]


@pytest.mark.parametrize("runs", [False, True])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once(number: signal.Signals, runs: bool) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored stays so in a child
    try:
        with server("--cap", "5") as talk:
            if runs:
                talk.ask("tools/call", 2, name="run", arguments=LONG)
                listed = ""
                while "polling" not in listed:
                    talk.ask("tools/call", 3, name="runs", arguments={})
                    listed = json.dumps(talk.hear())
            talk.process.send_signal(number)
            _, err = talk.process.communicate(timeout=LIMIT)
            assert (talk.process.returncode, err) == (128 + number, b"")
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_end_of_stdin_ends_it_also_during_a_run() -> None:
    with server("--cap", "5") as talk:
        talk.ask("tools/call", 2, name="run", arguments=LONG)
        assert talk.process.stdin is not None
        talk.process.stdin.close()
        assert talk.process.wait(LIMIT) == 0


def test_what_acts_on_a_terminal_is_escaped_in_every_line() -> None:
    acting = "\x1b[31mred\x9b2J\x85\u2028\u202egnp\u2066\x07"
    with server("--write") as talk:
        for number, (tool, arguments, is_there) in enumerate(
            (
                ("create", {"kind": "agent", "fields": {"name": acting, "description": acting}}, True),
                ("list", {"address": "agents", "query": "gnp"}, True),
                ("get", {"resource": f"agents/{acting}"}, True),
                ("get", {"resource": f"agents/other {acting}"}, False),
                ("edit", {"resource": f"agents/{acting}", "fields": {acting: "x"}}, False),
                (acting, {}, False),
            ),
            start=2,
        ):
            talk.ask("tools/call", number, name=tool, arguments=arguments)
            line = talk.hear_line()
            assert not [char for char in line if acts(char)], line
            result = json.loads(line)["result"]
            [content] = result["content"]
            assert not [char for char in content["text"] if acts(char)]
            assert result["isError"] != is_there, line
            if is_there:
                assert json.loads(content["text"]) == result["structuredContent"]
                found = result["structuredContent"]
                assert found.get("items", [found])[0]["name"] == acting, "a program gets what is there"
        talk.ask(acting, 99)
        line = talk.hear_line()
        assert not [char for char in line if acts(char)]
        assert json.loads(line)["error"]["data"] == acting
