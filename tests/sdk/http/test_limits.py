"""What a server that means ill gets of the client: an error that names the limit, in time."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from aixsdk import Aixplain, Config, Limits
from aixsdk import exceptions as errors
from aixsdk.enums import ResponseStatus
from aixsdk.streaming import ModelResponseStreamer, StreamChunk
from tests.sdk.hostile_servers import JSON, bomb, drip, flood, packed, reply
from tests.sdk.wire_server import HEAD, listening

KEY = "a-secret-key"
SMALL = Limits(
    read_seconds=0.4, write_seconds=0.6, stream_seconds=0.5, reply_mb=1, file_mb=2, line_mb=0.1, depth=20
)
SLACK = 5.0
"""Seconds that a busy machine may need on top."""

Answer = Callable[[socket.socket], None]


@contextmanager
def client(answer: Answer, limits: Limits = SMALL) -> Iterator[Aixplain]:
    """A client of a server that answers every request so."""
    with (
        listening(answer) as base,
        Aixplain(KEY, config=Config(backend_url=base, model_url=f"{base}/execute"), limits=limits) as aix,
    ):
        yield aix


def sends(data: bytes) -> Answer:
    """A server that sends the same to everybody."""
    return lambda connection: connection.sendall(data)


def silence(connection: socket.socket) -> None:
    connection.settimeout(30)
    connection.recv(1)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("call", ["get", "post"])
def test_what_swells_when_unpacked_is_refused(coding: str, call: str) -> None:
    data = reply(bomb(64 * 2**20, coding), coding=coding)
    with client(sends(data)) as aix, pytest.raises(errors.LimitExceededError) as caught:
        getattr(aix.client, call)("x")
    assert caught.value.message == (
        "The reply is larger than 1 MB. That is the limit reply_mb: raise it where more is to be expected."
    )
    assert caught.value.limit == "reply_mb"
    assert caught.value.outcome_unknown is (call == "post")


def test_a_flood_is_refused() -> None:
    with (
        client(lambda connection: flood(connection, JSON + b"\r\n", b"[" * 65536)) as aix,
        pytest.raises(errors.LimitExceededError, match="reply_mb"),
    ):
        aix.client.get("x")


def test_a_flood_that_unpacks_to_nothing_is_refused() -> None:
    # The name of the file in the head of gzip has no end.
    head = JSON + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03"
    with (
        client(lambda connection: flood(connection, head, b"n" * 65536)) as aix,
        pytest.raises(errors.LimitExceededError, match="reply_mb"),
    ):
        aix.client.get("x")


@pytest.mark.parametrize("raw", [False, True], ids=["with its head", "without"])
def test_both_forms_of_deflate_are_understood(raw: bool) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15 if raw else 15)
    body = packer.compress(b'{"a": 1}') + packer.flush()
    with client(sends(reply(body, coding="deflate"))) as aix:
        assert aix.client.get("x") == {"a": 1}


def test_what_is_packed_comes_whole() -> None:
    text = "".join(map(str, range(150_000)))
    with client(sends(packed(f'"{text}"'.encode()))) as aix:
        assert aix.client.get("x") == text


def test_a_packed_body_that_breaks_off_is_no_reply() -> None:
    with (
        client(sends(reply(gzip.compress(b'"abc"')[:-9], coding="gzip"))) as aix,
        pytest.raises(errors.APIError, match="not whole"),
    ):
        aix.client.post("x")


def test_a_packing_that_nobody_asked_for_is_refused() -> None:
    with (
        client(sends(reply(b"x", coding="br"))) as aix,
        pytest.raises(errors.InvalidResponseError, match="packed its reply as 'br'; gzip, deflate were"),
    ):
        aix.client.get("x")


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        lambda connection: drip(connection, b"", b"H"),
        lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        lambda connection: drip(connection, b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda connection: drip(connection, JSON + b"\r\n"),
        lambda connection: drip(connection, JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        lambda connection: drip(connection, JSON + b"Content-Encoding: gzip\r\n\r\n", b"\x1f"),
    ],
    ids=["silent", "status", "headers", "interim", "body", "chunks", "packed"],
)
@pytest.mark.parametrize(("call", "limit", "seconds"), [("get", "read", 0.4), ("post", "write", 0.6)])
def test_no_request_outlasts_its_time(answer: Answer, call: str, limit: str, seconds: float) -> None:
    started = time.monotonic()
    with client(answer) as aix, pytest.raises(errors.APIError) as caught:
        getattr(aix.client, call)("x")
    assert time.monotonic() - started < seconds + SLACK
    if not isinstance(caught.value, errors.LimitExceededError):
        assert "broke" in caught.value.message  # what drips there is no HTTP
        return
    assert caught.value.message.startswith(f"The answer was not complete within {seconds:g} seconds.")
    assert f"{limit}_seconds" in caught.value.message
    assert caught.value.outcome_unknown is (call == "post")


def test_the_time_is_for_all_attempts_together() -> None:
    asked = []

    def answer(connection: socket.socket) -> None:
        asked.append(1)
        silence(connection)

    config = Config(read_timeout=0.15, retry_wait=0.001, limits=SMALL)
    started = time.monotonic()
    with (
        listening(answer) as base,
        Aixplain(KEY, backend_url=base, config=config) as aix,
        pytest.raises(errors.LimitExceededError),
    ):
        aix.client.get("x")
    assert time.monotonic() - started < 0.4 + SLACK
    assert 1 < len(asked) < 4


def test_a_wait_that_would_outlast_the_time_is_not_begun() -> None:
    busy = b"HTTP/1.1 429 No\r\nRetry-After: 20\r\nContent-Length: 2\r\n\r\n{}"
    started = time.monotonic()
    with client(sends(busy)) as aix, pytest.raises(errors.RateLimitError) as caught:
        aix.client.get("x")
    assert time.monotonic() - started < SLACK
    assert caught.value.retry_after == 20


def test_a_large_body_that_moves_may_take_longer(tmp_path: Path) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(JSON + b"Content-Length: 65536\r\n\r\n")
        for _ in range(8):
            time.sleep(0.1)
            connection.sendall(b"x" * 8192)

    with client(answer) as aix:
        assert len(b"".join(aix.client.request_stream("GET", "x"))) == 65536


def test_a_file_that_drips_ends() -> None:
    started = time.monotonic()
    with (
        client(lambda connection: drip(connection, JSON + b"\r\n")) as aix,
        pytest.raises(errors.LimitExceededError, match="read_seconds"),
    ):
        list(aix.client.request_stream("GET", "x"))
    assert time.monotonic() - started < 0.4 + SLACK


def test_a_file_has_its_own_limit() -> None:
    received: list[bytes] = []
    with (
        client(lambda connection: flood(connection, JSON + b"\r\n", b"x" * 65536)) as aix,
        pytest.raises(errors.LimitExceededError, match=r"larger than 2 MB.*file_mb"),
    ):
        received.extend(aix.client.request_stream("GET", "x"))
    assert 2**20 < sum(map(len, received)) <= 2 * 2**20


def test_what_refuses_a_file_is_a_reply() -> None:
    head = b"HTTP/1.1 500 No\r\n\r\n"
    with (
        client(lambda connection: flood(connection, head, b"x" * 65536)) as aix,
        pytest.raises(errors.LimitExceededError, match="reply_mb"),
    ):
        aix.client.request_stream("GET", "x")


def test_a_stream_that_only_drips_ends() -> None:
    started = time.monotonic()
    with (
        client(lambda connection: drip(connection, HEAD + b"\r\n", b": still here\n\n")) as aix,
        pytest.raises(errors.LimitExceededError, match="stream_seconds"),
    ):
        list(aix.client.request_stream("POST", "x"))
    assert time.monotonic() - started < 0.5 + SLACK


@pytest.mark.parametrize("head", [HEAD, JSON], ids=["events", "not said"])
@pytest.mark.parametrize(
    ("start", "piece", "limit"),
    [
        (b"data: ", b"x" * 4096, "line_mb"),
        (b"data: ", b"data: x\n" * 500, "reply_mb"),
        (b"", b"data: x\n\n" * 500, "reply_mb"),
        (b"data: " + b'{"data":' * 30 + b"1" + b"}" * 30 + b"\n\n", b": on\n", "depth"),
    ],
    ids=["line", "event", "events", "depth"],
)
def test_an_answer_without_end_is_refused(head: bytes, start: bytes, piece: bytes, limit: str) -> None:
    limits = replace(SMALL, stream_seconds=30)
    with client(lambda connection: flood(connection, head + b"\r\n" + start, piece), limits) as aix:
        stream = ModelResponseStreamer[StreamChunk](aix.client.request_stream("POST", "x"))
        with pytest.raises(errors.LimitExceededError) as caught:
            list(stream)
    assert caught.value.limit == limit
    assert stream.status == ResponseStatus.FAILED


def test_a_failure_in_an_answer_shows_no_key() -> None:
    spelled = "".join(f"\\u{ord(sign):04x}" for sign in KEY)
    with client(sends(HEAD + f'\r\ndata: {{"error": "no {spelled}"}}\n\n'.encode())) as aix:
        *_, last = ModelResponseStreamer[StreamChunk](aix.client.request_stream("POST", "x"))
    assert last.error_message == "no [key]"
