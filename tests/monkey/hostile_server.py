"""A server between the app and a sandbox that makes some requests go wrong, in another way each time."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from aixtui.sandbox import RunningSandbox
from aixtui.sandbox.web_server import WebServer, listening_socket

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
_HOP = {"connection", "transfer-encoding", "content-length", "content-encoding", "host", "accept-encoding"}


class HostileServer:
    """Passes requests on, about a third of them with a fault or with changed values in the reply."""

    def __init__(self, sandbox: RunningSandbox, seed: int) -> None:
        self._chance = random.Random(seed)
        self._client = httpx.AsyncClient(base_url=sandbox.backend_url, timeout=30, trust_env=False)
        self.app = Starlette(
            routes=[Route("/{path:path}", self._answer, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])]
        )

    async def _answer(self, request: Request) -> Response:
        headers = [(name, value) for name, value in request.headers.items() if name not in _HOP]
        if self._chance.random() < 0.2:
            headers.append(("x-sandbox-fault", self._chance.choice(_FAULTS)))
        address = httpx.URL(path=request.url.path, query=request.url.query.encode())
        asked = self._client.build_request(
            request.method, address, headers=headers, content=await request.body()
        )
        answer = await self._client.send(asked, stream=True)
        kept = {name: value for name, value in answer.headers.items() if name not in _HOP}
        if self._chance.random() < 0.15 and "json" in answer.headers.get("content-type", ""):
            content = self._distort(await answer.aread())
            await answer.aclose()
            return Response(content, answer.status_code, kept)
        return StreamingResponse(_stream(answer), answer.status_code, kept)

    def _distort(self, content: bytes) -> bytes:
        try:
            value = json.loads(content)
        except ValueError:
            return content
        return json.dumps(self._changed(value)).encode()

    def _changed(self, value: Any) -> Any:
        if self._chance.random() < 0.05:
            return self._chance.choice(_HOSTILE)
        if isinstance(value, dict):
            return {name: self._changed(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._changed(part) for part in value] * self._chance.choice((1, 1, 1, 3))
        return value


async def _stream(answer: httpx.Response) -> Any:
    try:
        async for chunk in answer.aiter_bytes():
            yield chunk
    finally:
        await answer.aclose()


@contextmanager
def hostile(sandbox: RunningSandbox, seed: int) -> Iterator[str]:
    """The address of a hostile server before a sandbox."""
    listener = listening_socket("127.0.0.1", 0)
    server = WebServer(HostileServer(sandbox, seed).app, listener)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.stop()
