"""A language model server that means harm, or is broken: the sandbox goes on, and says what was wrong."""

import json
import re
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import httpx
import pytest

from tests.sandbox.callers.alone import Alone, alone

KEY = 'sk-very/"secret'
RUN = "/api/v2/execute/openai/gpt-4o"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
LESS = """
from aixtui.sandbox.engines import language_model, server_reply
language_model._MOST_SECONDS, server_reply.MOST_BYTES = 3, 4_000_000
"""
"""Less than else, so that a busy machine comes to the right limit first."""
Send = Callable[[bytes], object]


def endless_line(send: Send) -> None:
    send(HEAD + b"data: ")
    while True:
        send(b"x" * 65_536)


def endless_chunked_line(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    while True:
        send(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def endless_lines(send: Send) -> None:
    send(HEAD)
    while True:
        send(b": nothing%s\n" % (b"." * 10_000))


def endless_text(send: Send) -> None:
    send(HEAD)
    chunk = {"choices": [{"delta": {"content": "\u00e9" * 1000}}]}
    while True:
        send(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")


def slow(begin: bytes) -> Callable[[Send], None]:
    def answer(send: Send) -> None:
        send(begin)
        while True:
            send(b"x")
            time.sleep(0.02)

    return answer


def refusal(said: str) -> Callable[[Send], object]:
    body = said.encode()
    head = f"HTTP/1.1 401 No\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    return lambda send: send(head + body)


class Hostile(socketserver.ThreadingTCPServer):
    """Answers every request in the way that is set."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[Send], object] = endless_line


class _Handler(socketserver.BaseRequestHandler):
    server: Hostile

    def handle(self) -> None:
        self.request.recv(65_536)
        try:
            self.server.answer(self.request.sendall)
        except OSError:
            return


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    with Hostile() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def served(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    url = f"http://127.0.0.1:{hostile.server_address[1]}/v1"
    with alone(
        tmp_path_factory.mktemp("hostile") / "s.db",
        before=LESS,
        options=f"model=LanguageModel({url!r}, 'tiny', {KEY!r})",
    ) as found:
        yield found


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (endless_line, "sends a line of more than 262144 bytes"),
        (endless_chunked_line, "sends a line of more than 262144 bytes"),
        (endless_lines, "sends more than 4000000 bytes"),
        (endless_text, "says more than 1000000 characters"),
        (slow(HEAD + b"data: "), "takes longer than the run may"),
        (slow(b"HTTP/1.1 200 OK\r\nx: "), "takes longer than the run may"),
    ],
    ids=["line", "chunked line", "lines", "text", "slow", "slow head"],
)
def test_an_answer_that_does_not_end_is_ended_while_others_are_served(
    hostile: Hostile, served: Alone, answer: Callable[[Send], object], said: str
) -> None:
    hostile.answer = answer
    replies: list[httpx.Response] = []

    def ask() -> None:
        with served.client() as client:
            replies.append(client.post(RUN, json={"text": "hello"}))

    asking = threading.Thread(target=ask)
    asking.start()
    longest = 0.0
    with served.client() as client:
        while asking.is_alive():
            began = time.monotonic()
            assert client.get("/sdk/agents").is_success
            longest = max(longest, time.monotonic() - began)
    [reply] = replies
    assert reply.status_code == 480
    assert said in reply.json()["supplierError"]
    assert longest < 5


def plain(text: str) -> str:
    """The text without escapes, however often it was escaped."""
    letters = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), unquote(text))
    return letters.replace("\\", "")


ESCAPED = "".join(f"\\u{ord(letter):04X}" for letter in KEY)
SPELLINGS = {
    "plain": KEY,
    "json": json.dumps({"error": f"Wrong key {KEY}"}),
    "escaped slash": json.dumps(KEY).replace("/", "\\/"),
    "every letter": ESCAPED,
    "json in json": json.dumps({"error": json.dumps({"key": KEY, "again": ESCAPED})}),
    "address": "sk-very%2F%22secret",
    "at the end of what is shown": "x" * 295 + KEY,
}


@pytest.mark.parametrize("said", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("way", ["refusal", "no status", "no chunk", "text"])
def test_a_server_that_says_the_key_is_not_quoted_with_it(
    hostile: Hostile, served: Alone, way: str, said: str
) -> None:
    ways: dict[str, Callable[[Send], object]] = {
        "refusal": refusal(said),
        "no status": lambda send: send(said.encode() + b"\r\n\r\n"),
        "no chunk": lambda send: send(HEAD + b"data: " + said.encode() + b"\n\n"),
        "text": lambda send: send(
            HEAD + b"data: " + json.dumps({"choices": [{"delta": {"content": said}}]}).encode() + b"\n\n"
        ),
    }
    hostile.answer = ways[way]
    with served.client() as client:
        reply = client.post(RUN, json={"text": "hello"})
    assert reply.status_code == (201 if way == "text" else 480)
    assert "secret" not in plain(reply.text)
