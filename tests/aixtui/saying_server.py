"""A backend that says to each request what the test wants it to say, however broken."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aixtui.auth.secret import Credential, Secret
from aixtui.settings.connection import ConnectionSettings


@dataclass(frozen=True)
class Said:
    """One reply: anything that is no bytes is sent as JSON."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes that are promised and never come."""


HANG_UP = Said(status=0)
"""No reply: the connection is closed."""


@dataclass
class Saying:
    """What is said to `METHOD path`, one after the other, the last of them again and again."""

    base: str = ""
    replies: dict[str, list[Said]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    on_request: Callable[[str], object] = lambda _: None

    def on(self, where: str, *replies: Any) -> None:
        """Say this to a request."""
        self.replies[where] = [reply if isinstance(reply, Said) else Said(reply) for reply in replies]

    @property
    def connection(self) -> ConnectionSettings:
        """How to reach it."""
        return ConnectionSettings(
            "saying", self.base, f"{self.base}/run", Credential(Secret("key-of-the-test"), "test")
        )


@contextmanager
def saying() -> Iterator[Saying]:
    """Serve on a free port of loopback."""
    said = Saying()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            where = f"{self.command} {self.path.split('?')[0]}"
            said.sent.append(where)
            said.on_request(where)
            replies = said.replies.get(where) or [Said({"message": f"nothing at {where}"}, 404)]
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            if reply is HANG_UP:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(body) + reply.cut)}
            for name, value in (headers | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = bool(reply.cut)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: Any) -> None:
            """Keep still."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A client that leaves early is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    said.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield said
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
