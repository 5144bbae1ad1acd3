"""A server of chat completions, in the place of the user's own language model."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ChatServer(ThreadingHTTPServer):
    """Answers with the last prompt in capitals, word by word; notes what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ChatHandler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.broken: bytes | None = None
        self.chunks: list[dict[str, Any]] = []
        self.silent = threading.Event()
        self.silent.set()


class ChatHandler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **body})
        self.server.keys.append(self.headers["Authorization"])
        self.send_response(500 if self.server.broken == b"500" else 200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.server.broken:
            self.wfile.write(self.server.broken)
            return
        self.server.silent.wait(60)
        for chunk in self.server.chunks:
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        said = body["messages"][-1]["content"] if not self.server.chunks else ""
        for word in str(said).upper().split():
            chunk = {"choices": [{"index": 0, "delta": {"content": f"{word} "}, "finish_reason": None}]}
            self.wfile.write(f": comment\n\ndata: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b'data: {"choices": []}\n\ndata: [DONE]\n\n')

    def log_message(self, *_: object) -> None:
        pass
