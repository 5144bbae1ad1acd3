"""The transport: what cancels wake, TLS, proxies, errors."""

import socket
import threading
import time
from typing import Any

import httpcore
import httpx
import pytest

from aixsdk import Aixplain, Config, cancel
from aixsdk import exceptions as errors
from aixsdk._http import transport
from aixsdk.cancel import CancelToken
from tests.sdk.tls_server import secured
from tests.sdk.wire_server import listening

KEY = "a-secret-key"
REPLY = b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"id": 12}'


def _aix(base: str) -> Aixplain:
    config = Config(base, f"{base}/api/v2/execute", retry_wait=0.001, allow_insecure_urls=True)
    return Aixplain(KEY, config=config)


def _https(base: str) -> str:
    return base.replace("http://127.0.0.1", "https://localhost")


def _all_errors(kind: type[Any]) -> list[type[Any]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _all_errors(child))]


@pytest.mark.parametrize(
    "kind",
    [
        found
        for base in (
            httpcore.TimeoutException,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.ProxyError,
        )
        for found in _all_errors(base)
    ]
    + [httpcore.UnsupportedProtocol],
)
def test_every_error_below_has_the_same_name_above(kind: type[Any]) -> None:
    with pytest.raises(getattr(httpx, kind.__name__)), transport._httpx_errors():  # noqa: SLF001
        raise kind("why")


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="mine"), transport._httpx_errors():  # noqa: SLF001
        raise ValueError("mine")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_cancel_wakes_a_request_that_is_not_answered(method: str) -> None:
    token = CancelToken()
    waiting, stopped = threading.Event(), threading.Event()

    def answer(connection: socket.socket) -> None:
        waiting.set()
        stopped.wait(30)

    def cancel_when_waiting() -> None:
        waiting.wait(30)
        token.cancel()

    with listening(answer) as base, _aix(base) as aix:
        thread = threading.Thread(target=cancel_when_waiting)
        thread.start()
        started = time.monotonic()
        with cancel.use(token), pytest.raises(errors.CancelledError):
            aix.client.request(method, "v2/agents/1/run")
        assert time.monotonic() - started < 20
        stopped.set()
        thread.join()


def test_other_requests_of_the_client_go_on() -> None:
    token = CancelToken()
    token.cancel()
    with listening(lambda connection: connection.sendall(REPLY)) as base, _aix(base) as aix:
        assert aix.client.get("x") == {"id": 12}
        with cancel.use(token), pytest.raises(errors.CancelledError):
            aix.client.get("x")
        assert aix.client.get("x") == {"id": 12}


@pytest.mark.parametrize("answered", [0, 1_000_000])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_close_ends_what_other_threads_do(method: str, answered: int) -> None:
    """Threads that wait for a reply, that are between two, and that get one after another."""
    failures: list[BaseException] = []
    working, stopped = threading.Semaphore(0), threading.Event()

    def answer(connection: socket.socket) -> None:
        for _ in range(answered):
            connection.sendall(REPLY)
            working.release()
            if not connection.recv(65536):
                return
        working.release()
        stopped.wait(30)

    with listening(answer) as base:
        aix = _aix(base)

        def work() -> None:
            try:
                while True:
                    aix.client.request(method, "v2/agents/1/run")
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(10)]
        for thread in threads:
            thread.start()
        for _ in range(10 * min(answered, 5) + 10):
            assert working.acquire(timeout=30)
        started = time.monotonic()
        closing = threading.Thread(target=aix.close)
        closing.start()
        for thread in [closing, *threads]:
            thread.join(20)
        took = time.monotonic() - started
        stopped.set()
        for thread in [closing, *threads]:
            thread.join()
    assert took < 10
    assert len(failures) == 10
    assert [error for error in failures if not isinstance(error, errors.AixplainV2Error)] == []


def test_a_connection_is_used_again() -> None:
    connections: list[int] = []

    def answer(connection: socket.socket) -> None:
        connections.append(1)
        for _ in range(2):
            connection.sendall(REPLY)
            connection.recv(65536)

    with listening(answer) as base, _aix(base) as aix:
        assert aix.client.get("x") == aix.client.get("x") == {"id": 12}
    assert connections == [1]


def _secured(connection: socket.socket) -> None:
    with secured(connection) as secure:
        if secure.recv(65536):
            secure.sendall(REPLY)
            secure.recv(65536)


def test_a_connection_that_was_closed_meanwhile_is_not_used_again() -> None:
    connections: list[int] = []

    def answer(connection: socket.socket) -> None:
        connections.append(1)
        connection.sendall(REPLY)

    with listening(answer) as base, _aix(base) as aix:
        for _ in range(2):
            stream = aix.client.request_raw("POST", "x").extensions["network_stream"]
            deadline = time.monotonic() + 20
            while not stream.get_extra_info("is_readable"):
                assert time.monotonic() < deadline
    assert connections == [1, 1]


def test_small_requests_do_not_wait_for_more() -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(REPLY)
        connection.recv(65536)
        connection.recv(65536)

    with listening(answer) as base, _aix(base) as aix:
        stream = aix.client.request_raw("GET", "x").extensions["network_stream"]
        assert stream.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.usefixtures("trusted")
def test_tls() -> None:
    with listening(_secured, read_head=False) as base, _aix(_https(base)) as aix:
        assert aix.client.get("x") == {"id": 12}


@pytest.mark.usefixtures("trusted")
def test_much_goes_through_tls_both_ways() -> None:
    much = b"x" * 3_000_000

    def answer(connection: socket.socket) -> None:
        with secured(connection) as secure:
            seen = b""
            while len(seen) < len(much):
                seen += secure.recv(1 << 20)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(much) + much)
            secure.recv(1)

    with listening(answer, read_head=False) as base, _aix(_https(base)) as aix:
        assert aix.client.request_raw("POST", "x", content=much).content == much


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("said", [True, False], ids=["said", "not said"])
def test_the_end_of_tls_is_the_end_of_a_body(said: bool) -> None:
    def answer(connection: socket.socket) -> None:
        with secured(connection) as secure:
            secure.recv(65536)
            secure.sendall(b'HTTP/1.1 200 OK\r\n\r\n{"id": 12}')
            if said:
                secure.unwrap()

    with listening(answer, read_head=False) as base, _aix(_https(base)) as aix:
        assert aix.client.get("x") == {"id": 12}


@pytest.mark.usefixtures("trusted")
def test_nonsense_instead_of_tls_is_told() -> None:
    refused = pytest.raises(errors.ConnectionFailedError, match="Cannot connect to localhost")
    server = listening(lambda connection: connection.sendall(b"no TLS " * 9), read_head=False)
    with server as base, _aix(_https(base)) as aix, refused:
        aix.client.get("x")


@pytest.mark.usefixtures("trusted")
def test_nonsense_within_tls_breaks_the_connection() -> None:
    def answer(connection: socket.socket) -> None:
        with secured(connection) as secure:
            secure.recv(65536)
            socket.socket.sendall(secure, b"\x17\x03\x03\x00\x20" + b"0" * 32)
            secure.recv(65536)

    with listening(answer, read_head=False) as base, _aix(_https(base)) as aix:
        with pytest.raises(errors.APIError, match="broke") as caught:
            aix.client.post("x")
        assert caught.value.outcome_unknown


@pytest.mark.parametrize("host", ["a..b", "no-such-host.invalid"])
def test_a_host_that_there_is_not(host: str) -> None:
    with _aix(f"http://{host}") as aix, pytest.raises(errors.ConnectionFailedError):
        aix.client.post("x")


def test_a_certificate_that_is_not_trusted_is_refused() -> None:
    refused = pytest.raises(errors.ConnectionFailedError, match="CERTIFICATE_VERIFY_FAILED")
    with listening(_secured, read_head=False) as base, _aix(_https(base)) as aix, refused:
        aix.client.get("x")
