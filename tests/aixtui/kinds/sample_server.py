"""A backend that has one resource, or many alike, whatever it is asked for."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aixtui.auth.secret import Credential, Secret
from aixtui.settings.connection import ConnectionSettings


@dataclass
class Sample:
    """What is served: as a list, and by its id; with an error's status by itself."""

    document: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    connection: ConnectionSettings = field(init=False)
    bodies: list[Any] = field(default_factory=list)
    """What was sent with the requests that had something."""
    count: int = 1
    """How many there are of it in the list, whatever page and size are asked for."""

    @property
    def items(self) -> list[dict[str, Any]]:
        """The list: the document under as many ids."""
        others = (
            self.document | {"id": f"{self.document['id']}-{number}"} for number in range(1, self.count)
        )
        return [self.document, *others]


@contextmanager
def serve_sample() -> Iterator[Sample]:
    """Serve a sample that the test may exchange."""
    sample = Sample()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            if sent := self.rfile.read(int(self.headers.get("Content-Length") or 0)):
                sample.bodies.append(json.loads(sent))
            document = sample.document
            is_list = sample.status == 200 and str(document["id"]) not in self.path
            body = json.dumps(sample.items if is_list else document).encode()
            self.send_response(sample.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: Any) -> None:
            """Keep still."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    sample.connection = ConnectionSettings(
        "sample", base, f"{base}/run", Credential(Secret("key-of-the-sample"), "test")
    )
    try:
        yield sample
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
