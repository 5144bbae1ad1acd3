"""Fetching a file from an address that somebody gave."""

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
    assert b"".join(fetch(base + path, PRIVATE)) == b"bytes"


def test_this_machine_is_private(base: str) -> None:
    with pytest.raises(errors.UnsafeURLError, match="AIXPLAIN_ALLOW_PRIVATE_FETCH=1"):
        list(fetch(f"{base}/file", Config()))
    with pytest.raises(errors.UnsafeURLError):
        list(fetch(f"{base}/file".replace("127.0.0.1", "localhost"), Config()))


def test_nobody_is_led_to_the_secrets_of_a_machine(base: str) -> None:
    with pytest.raises(errors.UnsafeURLError, match="no place to fetch"):
        list(fetch(f"{base}/away", PRIVATE))


def test_not_for_ever_and_not_what_is_not_there(base: str) -> None:
    with pytest.raises(errors.APIError, match="more than 3 times"):
        list(fetch(f"{base}/loop", PRIVATE))
    with pytest.raises(errors.NotFoundError):
        list(fetch(f"{base}/none", PRIVATE))
    with pytest.raises(errors.ValidationError, match="not ftp"):
        list(fetch("ftp://host/x", PRIVATE))
