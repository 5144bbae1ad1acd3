"""What waits for the network wakes at once, whatever it waits for: by a cancel, or by closing the client."""

import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, Config, cancel
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken
from tests.sdk.tls_server import secured
from tests.sdk.wire_server import listening

LONG = 60.0
"""Seconds; everything here takes less than one."""

Waiting = threading.Event
Greeting = Callable[[socket.socket], socket.socket]


@contextmanager
def _silent(waiting: Waiting, greet: Greeting | None = None) -> Iterator[str]:
    """A server that says nothing once it has been asked, after `greet`."""

    def answer(connection: socket.socket) -> None:
        with greet(connection) if greet else connection as greeted:
            if greeted.recv(65536):
                waiting.set()
                greeted.recv(65536)

    with listening(answer, read_head=False) as base:
        yield base


@contextmanager
def _full(waiting: Waiting, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose queue of connections is full: nobody is refused, nobody gets in."""

    class Telling(selectors.DefaultSelector):
        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            waiting.set()
            return super().select(timeout)

    with ExitStack() as opened:
        server = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(20):
            client = opened.enter_context(socket.socket())
            client.settimeout(0.2)
            try:
                client.connect(server.getsockname())
            except TimeoutError:
                break
        patch.setattr(selectors, "DefaultSelector", Telling)
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def _unknown(waiting: Waiting, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host whose addresses nobody tells."""
    found, stopped = socket.getaddrinfo, threading.Event()

    def look_up(*args: Any, **options: Any) -> Any:
        if options.get("flags"):
            return found(*args, **options)
        waiting.set()
        stopped.wait(LONG)
        raise socket.gaierror("stopped")

    patch.setattr(socket, "getaddrinfo", look_up)
    yield "http://backend.test"
    stopped.set()


@contextmanager
def _proxied(
    scheme: str, waiting: Waiting, patch: pytest.MonkeyPatch, greet: Greeting | None = None
) -> Iterator[str]:
    with _silent(waiting, greet) as proxy:
        patch.setenv(f"{scheme}_proxy", proxy)
        yield f"{scheme}://backend.test"


@contextmanager
def _https(waiting: Waiting, greet: Greeting | None = None) -> Iterator[str]:
    with _silent(waiting, greet) as base:
        yield base.replace("http://127.0.0.1", "https://localhost")


def _tunnel(connection: socket.socket) -> socket.socket:
    """What a proxy says before it passes everything on."""
    assert connection.recv(65536).startswith(b"CONNECT backend.test:443 ")
    connection.sendall(b"HTTP/1.1 200 Go ahead\r\n\r\n")
    return connection


PLACES: dict[str, Callable[[Waiting, pytest.MonkeyPatch], AbstractContextManager[str]]] = {
    "look-up": _unknown,
    "connection": _full,
    "handshake": lambda waiting, _: _https(waiting),
    "head": lambda waiting, _: _silent(waiting),
    "head over TLS": lambda waiting, _: _https(waiting, secured),
    "head through a proxy": lambda waiting, patch: _proxied("http", waiting, patch),
    "tunnel of a proxy": lambda waiting, patch: _proxied("https", waiting, patch),
    "handshake in a tunnel": lambda waiting, patch: _proxied("https", waiting, patch, _tunnel),
}


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("place", ["look-up", "connection", "handshake", "handshake in a tunnel"])
def test_connecting_has_a_time_limit_of_its_own(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    with PLACES[place](threading.Event(), monkeypatch) as base:
        config = Config(base, base, connect_timeout=0.1, read_timeout=LONG, allow_insecure_urls=True)
        with Aixplain("a-key", config=config) as aix, pytest.raises(errors.ConnectionFailedError) as caught:
            aix.client.post("x")
    assert isinstance(caught.value.__cause__, httpx.ConnectTimeout)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["cancel", "close"])
def test_it_wakes(monkeypatch: pytest.MonkeyPatch, place: str, method: str, way: str) -> None:
    waiting, token = threading.Event(), CancelToken()
    failures: list[BaseException] = []
    with PLACES[place](waiting, monkeypatch) as base:
        config = Config(base, base, connect_timeout=LONG, read_timeout=LONG, allow_insecure_urls=True)
        aix = Aixplain("a-key", config=config)

        def work() -> None:
            try:
                with cancel.use(token):
                    aix.client.request(method, "v2/agents/1")
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        assert waiting.wait(LONG)
        if way == "cancel":
            token.cancel()
        else:
            aix.close()
        thread.join(LONG / 4)
        woken = not thread.is_alive()
        aix.close()
    thread.join()
    assert woken
    (failure,) = failures
    assert isinstance(failure, errors.CancelledError if way == "cancel" else errors.AixplainV2Error)
