"""The client on a real socket that goes wrong."""

import socket
import threading
import time

import pytest

from aixsdk import Aixplain, Config, cancel
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken
from tests.sdk.wire_server import HEAD, listening

KEY = "a-secret-key"


def _aix(base: str, read_timeout: float = 60.0) -> Aixplain:
    config = Config(backend_url=base, model_url=f"{base}/api/v2/execute", read_timeout=read_timeout)
    return Aixplain(KEY, config=config)


@pytest.mark.parametrize("length", [b"Content-Length: 100\r\n", b""], ids=["long", "until closed"])
@pytest.mark.parametrize("call", ["get", "post"])
def test_a_cancel_wakes_the_reading_of_a_body_that_never_ends(length: bytes, call: str) -> None:
    token = CancelToken()
    reading = threading.Event()
    stopped = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(HEAD + length + b"\r\n123")
        reading.set()
        stopped.wait(30)

    def cancel_when_reading() -> None:
        reading.wait(30)
        token.cancel()

    with listening(answer) as base, _aix(base) as aix:
        thread = threading.Thread(target=cancel_when_reading)
        thread.start()
        started = time.monotonic()
        with cancel.use(token), pytest.raises(errors.CancelledError) as caught:
            getattr(aix.client, call)("x")
        assert time.monotonic() - started < 20
        assert caught.value.outcome_unknown is (call == "post")
        stopped.set()
        thread.join()


def test_silence_ends_after_the_read_timeout() -> None:
    stopped = threading.Event()

    def answer(connection: socket.socket) -> None:
        stopped.wait(30)

    with listening(answer) as base, _aix(base, read_timeout=0.05) as aix:
        with pytest.raises(errors.APIError, match="No answer") as caught:
            aix.client.post("v2/agents", json={})
        stopped.set()
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_a_reply_that_breaks_off_leaves_the_outcome_unknown(reply: bytes) -> None:
    sent = []

    def answer(connection: socket.socket) -> None:
        sent.append(1)
        connection.sendall(reply)

    with listening(answer) as base, _aix(base) as aix:
        with pytest.raises(errors.APIError) as caught:
            aix.client.post("v2/agents", json={})
        assert caught.value.outcome_unknown
        assert caught.value.status_code == 0
    assert sent == [1]


def test_a_refused_connection_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    config = Config(backend_url=f"http://127.0.0.1:{port}", retry_wait=0.001)
    said = pytest.raises(errors.ConnectionFailedError, match=rf"Cannot connect to 127\.0\.0\.1:{port}: ")
    with Aixplain(KEY, config=config) as aix, said as caught:
        aix.client.post("v2/agents", json={})
    assert not caught.value.outcome_unknown
