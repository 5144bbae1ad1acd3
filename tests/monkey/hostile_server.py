"""A server between the app and a sandbox that makes some requests go wrong, in another way each time."""

import json
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from aixtui.sandbox import RunningSandbox

_FAULTS = (
    "status=500",
    "status=429,retry-after=1",
    "status=404",
    "status=401",
    "status=409",
    "malformed",
    "wrong-types",
    "cut=40",
    "stall=60",
    "trickle=400",
    "latency=0.3",
    "stuck",
)
_HOSTILE: tuple[Any, ...] = (
    "\x1b]0;owned\x07\x1b[2J",
    "\ud800",
    "[b]markup[/b] [",
    "x" * 20_000,
    "",
    "\u202eright to left",
    "\x9b31m",
    "a\nb\r\nc",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    None,
    -1,
    1e400,
    [],
    {"a": {"b": []}},
)
_HOP = {"connection", "transfer-encoding", "content-length", "host", "accept-encoding"}
_PATIENCE_SECONDS = 3
"""How long the sandbox may be silent: some faults make it so for ever."""
_CHUNK = 4096


class Distortion:
    """Changes values in JSON, a few at a time."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def fault(self) -> str:
        """What one request is to suffer; empty for most."""
        return self._chance.choice(_FAULTS) if self._chance.random() < 0.2 else ""

    def reply(self, content: bytes) -> bytes:
        """A reply, most often as it is."""
        if self._chance.random() > 0.15:
            return content
        try:
            return json.dumps(self._changed(json.loads(content))).encode()
        except ValueError:
            return content

    def _changed(self, value: Any) -> Any:
        if self._chance.random() < 0.05:
            return self._chance.choice(_HOSTILE)
        if isinstance(value, dict):
            return {name: self._changed(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._changed(part) for part in value] * self._chance.choice((1, 1, 1, 3))
        return value


def _handler(sandbox: RunningSandbox, distortion: Distortion) -> type[BaseHTTPRequestHandler]:
    address = urlsplit(sandbox.backend_url).netloc

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            connection = HTTPConnection(address, timeout=_PATIENCE_SECONDS)
            with closing(connection), suppress(OSError, HTTPException):  # either side may go away
                self._pass_on(connection)
            self.close_connection = True

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815  # as the library finds them

        def _pass_on(self, connection: HTTPConnection) -> None:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            headers |= {"x-sandbox-fault": fault} if (fault := distortion.fault()) else {}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            if "json" in answer.headers.get("Content-Type", ""):
                content = distortion.reply(answer.read())
                self._begin(answer, len(content))
                self.wfile.write(content)
                return
            self._begin(answer, None)
            while chunk := answer.read1(_CHUNK):
                self.wfile.write(chunk)

        def _begin(self, answer: HTTPResponse, length: int | None) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            if length is not None:
                self.send_header("Content-Length", str(length))
            self.send_header("Connection", "close")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def hostile(sandbox: RunningSandbox, seed: int) -> Iterator[str]:
    """The address of a hostile server before a sandbox."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(sandbox, Distortion(seed))) as server:
        server.daemon_threads = False  # so that closing waits for them
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
