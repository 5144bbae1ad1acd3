"""Fetching a file from an address that somebody gave."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from aixsdk import Config
from aixsdk import exceptions as errors
from aixsdk._http.fetch import fetch

PRIVATE = Config(allow_private_fetch=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        places = {"/loop": "/loop", "/twice": "/once", "/once": "/file", "/away": "http://169.254.169.254/x"}
        places |= {"/wrong": "http://host:port/", "/ftp": "ftp://host/x"}
        if self.path in places:
            self.send_response(302)
            self.send_header("Location", places[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"bytes" if self.path == "/file" else b"nothing here"
        self.send_response(200 if self.path == "/file" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("path", ["/file", "/once", "/twice"])
def test_a_file_and_a_few_redirects(base: str, path: str) -> None:
    assert b"".join(fetch(base + path, PRIVATE, 99)) == b"bytes"


def test_this_machine_is_private(base: str) -> None:
    with pytest.raises(errors.UnsafeURLError, match="AIXPLAIN_ALLOW_PRIVATE_FETCH=1"):
        list(fetch(f"{base}/file", Config(), 99))
    with pytest.raises(errors.UnsafeURLError):
        list(fetch(f"{base}/file".replace("127.0.0.1", "localhost"), Config(), 99))


def test_nobody_is_led_to_the_secrets_of_a_machine(base: str) -> None:
    with pytest.raises(errors.UnsafeURLError, match="no place to fetch"):
        list(fetch(f"{base}/away", PRIVATE, 99))


def test_not_for_ever_and_not_what_is_not_there(base: str) -> None:
    with pytest.raises(errors.FileUploadError, match="more than 3 times"):
        list(fetch(f"{base}/loop", PRIVATE, 99))
    with pytest.raises(errors.FileUploadError, match="HTTP 404"):
        list(fetch(f"{base}/none", PRIVATE, 99))
    with pytest.raises(errors.APIError, match="redirects to what is no address"):
        list(fetch(f"{base}/wrong", PRIVATE, 99))
    for url in ("http://ho\x00st/x", "http://host:port/x", "http://me@host/x"):
        with pytest.raises(errors.UnsafeURLError):
            list(fetch(url, PRIVATE, 99))
    with pytest.raises(errors.ValidationError, match="not ftp"):
        list(fetch("ftp://host/x", PRIVATE, 99))
    with pytest.raises(errors.APIError, match="redirects to a ftp address"):
        list(fetch(f"{base}/ftp", PRIVATE, 99))


def test_no_more_than_there_is_room_for(base: str) -> None:
    assert b"".join(fetch(f"{base}/file", PRIVATE, 5)) == b"bytes"
    with pytest.raises(errors.FileUploadError, match="more than 0 MB"):
        list(fetch(f"{base}/file", PRIVATE, 4))


def test_the_address_that_is_connected_to_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may stand for another address than it did when somebody looked."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("aixsdk._http.sockets.addresses", lambda host, port, *_: look_up(host, port))
    with pytest.raises(errors.UnsafeURLError, match="private network"):
        list(fetch("http://files.test/x", Config(), 99))
    assert asked == ["files.test"]


def test_no_proxy_is_asked_instead(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would look the name up again, and connect to what nobody looked at."""
    port = int(base.rpartition(":")[2])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr("aixsdk._http.sockets.addresses", lambda *_: found)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    asked: list[str] = []
    monkeypatch.setattr(Handler, "log_message", lambda self, *_: asked.append(self.path))
    assert b"".join(fetch("http://files.test/file", PRIVATE, 99)) == b"bytes"
    assert asked == ["/file"]
