"""What a request may hold: bytes, depth, parts, and the length of a text."""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from aixtui.sandbox.intake import DOCUMENT, MOST_HELD
from tests.sandbox.callers.alone import Alone, alone
from tests.sandbox.command import SECONDS
from tests.sandbox.connections import PYTHON
from tests.sandbox.uploads import announce

TOO_LARGE = f"The body of this request may have at most {DOCUMENT.size} bytes."
MANY = b'{"name": "x", "more": [' + b"[]," * 1_390_000 + b"1]}"
RUN = "/api/v2/execute/sandbox/sentiment"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    with alone(tmp_path_factory.mktemp("bodies") / "s.db", options="step_seconds=0") as found:
        yield found


@pytest.fixture
def client(served: Alone) -> Iterator[httpx.Client]:
    with served.client() as found:
        yield found


def endless() -> Iterator[bytes]:
    for _ in range(400):
        yield b"x" * 1_000_000


@pytest.mark.parametrize("address", ["/v2/agents", "/v2/models/paginate", RUN, "/sdk/file/upload-url"])
@pytest.mark.parametrize("content", [b"x" * (DOCUMENT.size + 1), endless], ids=["announced", "chunked"])
def test_a_body_that_is_too_large_is_refused_with_its_limit(
    client: httpx.Client, address: str, content: Any
) -> None:
    reply = client.post(address, content=content() if callable(content) else content)
    assert (reply.status_code, reply.json()["message"]) == (413, TOO_LARGE)


@pytest.mark.parametrize(
    ("asked", "length", "said"),
    [
        ("POST /v2/agents", "400000000", b"413"),
        ("PUT /files/put/x", "314572801", b"413"),
        ("POST /v2/agents", "9" * 5000, b"400"),
    ],
)
def test_a_body_that_says_that_it_is_too_large_is_not_waited_for(
    served: Alone, asked: str, length: str, said: bytes
) -> None:
    head = f"{asked} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=SECONDS) as connection:
        connection.sendall(head.encode())
        assert connection.recv(1000).split()[1] == said


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (deep(65), "nested at most 64 levels deep"),
        (deep(100_000), "nested at most 64 levels deep"),
        (MANY, "at most 100000 objects and arrays"),
    ],
    ids=["deep", "deeper than can be read", "many"],
)
def test_a_body_of_too_many_parts_is_refused_with_its_limit(
    client: httpx.Client, content: bytes, said: str
) -> None:
    for address in ("/v2/agents", RUN):
        reply = client.post(address, content=content)
        assert reply.status_code == httpx.codes.BAD_REQUEST
        assert said in reply.json()["message"]


LONG = "x" * 100_001


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("/v2/agents", {"name": "a", "description": LONG}, "description"),
        ("/v2/agents", {"name": "a", "tasks": [{"name": "t"}, {"description": LONG}]}, "tasks.1.description"),
        ("/v2/agents/sandbox-ws%2Ftext-analyst/run", {"query": {"input": LONG}}, "query.input"),
        (f"/api/v2/execute/{PYTHON}", {"name": "t", "data": {"code": LONG}}, "data.code"),
        ("/v1/issue", {"description": LONG}, "description"),
        ("/v2/agents", {LONG: 1}, "x" * 80),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_its_field_and_limit(
    client: httpx.Client, address: str, body: dict[str, Any], field: str
) -> None:
    reply = client.post(address, json=body)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == f"{field} must be at most 100000 characters long"


def test_a_form_is_bounded_too(client: httpx.Client) -> None:
    for fields, said in (
        ({"originalName": LONG}, "originalName must be at most 100000 characters long"),
        ({f"f{number}": "x" for number in range(101)}, "The form may have at most 100 fields."),
    ):
        reply = client.post("/sdk/file/upload-url", data=fields)
        assert (reply.status_code, reply.json()["message"]) == (400, said)


def test_what_a_run_works_on_may_be_as_long_as_a_body(client: httpx.Client) -> None:
    assert client.post(RUN, json={"text": "Good. " * 100_000}).is_success


def test_json_in_an_input_may_not_be_deeper_than_can_be_read(client: httpx.Client) -> None:
    body = {"json": "[" * 100_000, "expression": "a"}
    reply = client.post("/api/v2/execute/sandbox/json-query", json=body)
    assert (reply.status_code, reply.json()["message"]) == (400, "Parameter 'json' must be valid JSON.")


def test_uploads_are_larger_and_go_to_the_disk_as_they_come(client: httpx.Client) -> None:
    place = announce(client, "large.bin")["uploadUrl"]
    pieces = (b"x" * 1_000_000 for _ in range(100))
    assert httpx.put(place, content=pieces, timeout=60).status_code == httpx.codes.OK


def test_of_large_bodies_no_more_are_held_than_there_is_room_for(served: Alone) -> None:
    """Those that find no room are told so, and to come again; small ones are in nobody's way."""
    head = f"POST {RUN} HTTP/1.1\r\nhost: x\r\nx-api-key: {served.key}\r\ncontent-length: {DOCUMENT.size}"
    sent = head.encode() + b"\r\n\r\n" + b"x" * (DOCUMENT.size - 1)
    refused: set[socket.socket] = set()
    end = time.monotonic() + SECONDS
    with ExitStack() as stack:
        connections = []
        for _ in range(80):
            connection = socket.create_connection(("127.0.0.1", served.port), timeout=SECONDS)
            connections.append(stack.enter_context(connection))
            connection.sendall(sent)
        while len(refused) < len(connections) - MOST_HELD // DOCUMENT.size:
            assert time.monotonic() < end
            for told in select.select([one for one in connections if one not in refused], [], [], 1)[0]:
                said = told.recv(10_000)
                assert said.startswith(b"HTTP/1.1 503"), said
                assert b"retry-after: 1" in said
                refused.add(told)
        with served.client() as client:
            assert client.post(RUN, json={"text": "Good."}).is_success
    with served.client() as client:
        while (reply := client.post(RUN, json={"text": "Good.", "more": "x" * 100_000})).status_code == 503:
            assert time.monotonic() < end
    assert reply.is_success
