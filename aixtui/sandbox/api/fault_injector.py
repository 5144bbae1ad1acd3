"""Makes requests go wrong as they ask to, or as the whole server was told."""

import asyncio
import json
import random
from typing import Any

from starlette.responses import JSONResponse, Response

from aixtui.sandbox.api.auth_middleware import App, Message, Receive, Scope, Send
from aixtui.sandbox.api.fault_request import fault_request
from aixtui.sandbox.faults import Fault, read_fault
from aixtui.sandbox.problems import AbortConnectionError, PlatformError, SandboxError

_NONE = Fault()
_SLICES_A_SECOND = 20


class FaultInjector:
    """A request's own header or query parameter goes before the server's fault."""

    def __init__(self, app: App, everywhere: Fault | None) -> None:
        self._app = app
        self._everywhere = everywhere or _NONE
        self._seen: dict[tuple[str, str, Fault], int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or fail to."""
        if scope["path"] == "/health":
            await self._app(scope, receive, send)
            return
        try:
            fault = self._fault(scope)
        except SandboxError as error:
            await JSONResponse(PlatformError(400, f"{error} {error.hint}".strip()).body, 400)(
                scope, receive, send
            )
            return
        if fault == _NONE or self._is_spent(scope, fault):
            await self._app(scope, receive, send)
            return
        await asyncio.sleep(fault.latency + fault.jitter * random.random())
        await self._fail(fault, scope, receive, send)

    def _fault(self, scope: Scope) -> Fault:
        text = fault_request(scope)
        return self._everywhere if text is None else read_fault(text)

    def _is_spent(self, scope: Scope, fault: Fault) -> bool:
        if not fault.times:
            return False
        key = (scope["method"], scope["path"], fault)
        self._seen[key] = self._seen.get(key, 0) + 1
        return self._seen[key] > fault.times

    async def _fail(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.stuck:
            await _until_gone(receive)
        elif fault.status:
            await _refusal(fault)(scope, receive, send)
        elif fault.malformed:
            await Response(b'{"results": [{"id": ', media_type="application/json")(scope, receive, send)
        elif fault.wrong_types:
            await self._distorted(scope, receive, send)
        elif fault.cut or fault.stall or fault.trickle:
            await self._app(scope, receive, _Throttle(fault, receive, send))
        else:
            await self._app(scope, receive, send)

    async def _distorted(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, parts = 200, []

        async def keep(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, keep)
        try:
            content = distorted(json.loads(b"".join(parts)))
        except ValueError:
            content = ["not", "what", "you", "think"]
        await JSONResponse(content, status)(scope, receive, send)


def distorted(content: Any) -> Any:
    """A document with wrong types: numbers for text, text for lists and objects; a page with doubles."""
    if isinstance(content, dict) and isinstance(content.get("results"), list):
        items = content["results"]
        wrong = [distorted(item) for item in items[:1]]
        return {**content, "results": [*items, *items[:2], *wrong, "a string", None, 7]}
    if isinstance(content, dict):
        return {key: value if key == "id" else _wrong(value) for key, value in content.items()}
    return "a string"


def _wrong(value: Any) -> Any:
    return 12345 if isinstance(value, str) else "wrong" if value is not None else {}


def _refusal(fault: Fault) -> Response:
    sentence = "This failure was asked for."
    body: object = PlatformError(fault.status, sentence).body
    if fault.error_object:
        body = {"error": {"message": sentence, "code": fault.status}}
    elif fault.error_array:
        body = [sentence, f"Its status is {fault.status}."]
    wait = {"Retry-After": str(fault.retry_after)} if fault.status in (429, 503) else None
    return JSONResponse(body, fault.status, wait)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Throttle:
    """A `send` that gives out, stops or slows down. Raising makes the server close the connection."""

    def __init__(self, fault: Fault, receive: Receive, send: Send) -> None:
        self._fault = fault
        self._receive = receive
        self._send = send
        self._sent = 0

    async def __call__(self, message: Message) -> None:
        """Pass a message on as far as the fault lets it."""
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body = message.get("body", b"")
        end = self._fault.cut or self._fault.stall
        if end and self._sent + len(body) >= end:
            await self._pieces(body[: end - self._sent], more=True)
            if self._fault.cut:
                raise AbortConnectionError
            await _until_gone(self._receive)
            return
        await self._pieces(body, more=bool(message.get("more_body")))

    async def _pieces(self, body: bytes, *, more: bool) -> None:
        size = max(1, self._fault.trickle // _SLICES_A_SECOND) if self._fault.trickle else max(1, len(body))
        pieces = [body[start : start + size] for start in range(0, len(body), size)] or [b""]
        for number, piece in enumerate(pieces, start=1):
            await self._send(
                {"type": "http.response.body", "body": piece, "more_body": more or number < len(pieces)}
            )
            self._sent += len(piece)
            if self._fault.trickle:
                await asyncio.sleep(len(piece) / self._fault.trickle)
