"""Requests that never come whole are closed after a while, and nobody else notices."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.sandbox.callers.alone import Alone, alone
from tests.sandbox.command import SECONDS
from tests.sandbox.test_consistency import Worker

SHORT = "intake.HEAD_SECONDS = 1; intake.DOCUMENT = intake.DOCUMENT._replace(seconds=1)"
"""The patience of the sandbox in these tests."""
HEAD = b"POST /v2/models/paginate HTTP/1.1\r\nhost: x\r\n"
HALVES = {
    "nothing": b"",
    "half a head": HEAD,
    "half a body": HEAD + b"x-api-key: %s\r\ncontent-length: 100\r\n\r\n{",
    "half a chunk": HEAD + b"x-api-key: %s\r\ntransfer-encoding: chunked\r\n\r\n64\r\n{",
    "a body without a key": HEAD + b"content-length: 100\r\n\r\n{",
    "a second request": b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n" + HEAD,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    with alone(tmp_path_factory.mktemp("halves") / "s.db", before=SHORT) as found:
        yield found


def half(served: Alone, sent: bytes) -> socket.socket:
    """A connection on which no more comes than this."""
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=SECONDS)
    connection.sendall(sent.replace(b"%s", served.key.encode()))
    return connection


def rest(connection: socket.socket) -> bytes:
    """What is answered until the other side closes."""
    said = b""
    try:
        while more := connection.recv(65_536):
            said += more
    except ConnectionResetError:
        pass
    return said


@contextmanager
def halves(served: Alone, number: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        sorts = list(HALVES.values())
        yield [stack.enter_context(half(served, sorts[index % len(sorts)])) for index in range(number)]


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_half_a_request_is_closed_and_told_why(served: Alone, sent: bytes) -> None:
    with half(served, sent) as connection:
        said = rest(connection)
    if sent == b"":
        assert said == b""
    elif b"x-api-key" not in sent and b"content-length" in sent:
        assert b"401" in said.partition(b"\r\n")[0]
    else:
        assert b"HTTP/1.1 408 Request Timeout" in said
        assert b"The request did not come in time." in said


@pytest.mark.parametrize("sent", [HEAD + b"x: ", HALVES["half a body"]], ids=["head", "body"])
def test_a_request_that_comes_letter_by_letter_is_not_waited_for_either(served: Alone, sent: bytes) -> None:
    with half(served, sent) as connection:
        connection.settimeout(0.05)
        end, said = time.monotonic() + SECONDS, b""
        while not said:
            assert time.monotonic() < end
            connection.sendall(b" ")
            try:
                said = connection.recv(1000)
            except TimeoutError:
                continue
    assert b"408" in said


def test_clients_lose_nothing_beside_six_hundred_half_requests(served: Alone) -> None:
    with halves(served, 600) as connections:
        workers = [Worker(served.url, served.key, number) for number in range(10)]
        end = time.monotonic() + 2
        threads = [threading.Thread(target=worker.work, args=(end,)) for worker in workers]
        for thread in threads:
            thread.start()
        for connection in connections:
            rest(connection)  # ends, or the time is over
        for thread in threads:
            thread.join()
    assert [worker.failure for worker in workers if worker.failure] == []
    assert all(worker.counts["runs"] for worker in workers)


def test_of_too_many_connections_the_one_that_has_waited_longest_is_closed(tmp_path: Path) -> None:
    few = (
        "from aixtui.sandbox import connection; connection._MOST_CONNECTIONS = 20; intake.HEAD_SECONDS = 600"
    )
    with (
        alone(tmp_path / "s.db", before=few) as served,
        served.client() as client,
        halves(served, 55) as connections,
    ):
        for _ in range(20):
            assert client.get("/sdk/agents").is_success
        rest(connections[0])
        connections[-1].settimeout(0)  # nothing has come of it yet, and it is the newest
        with pytest.raises(BlockingIOError):
            connections[-1].recv(1)
