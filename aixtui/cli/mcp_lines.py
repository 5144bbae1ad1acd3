"""The lines of a program that speaks the protocol: one that is no message is answered, too; and ours."""

from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import mcp_types as types
import pydantic
from mcp.shared.message import SessionMessage

from aixtui.kindspec.plain_text import escaped_json


class _Stream:
    """A stream around another one, which is closed with it."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        ended: bool | None = await self._inner.__aexit__(kind, error, trace)
        return ended


class ShownLines(_Stream):
    """Messages to a stream: in the lines that they become, what acts on a terminal is escaped."""

    async def send(self, item: SessionMessage) -> None:
        """Send one."""
        await self._inner.send(replace(item, message=_Shown(item.message)))  # type: ignore[arg-type]  # its JSON is asked for alone


class _Shown:
    def __init__(self, message: pydantic.BaseModel) -> None:
        self._message = message

    def model_dump_json(self, **options: Any) -> str:
        return escaped_json(self._message.model_dump_json(**options))


class AnsweredLines(_Stream):
    """Messages from a stream of lines that were read; to each that could not be, an error goes to the sink.

    Whoever sent it would wait for an answer, else.
    """

    def __init__(self, source: Any, sink: Any) -> None:
        super().__init__(source)
        self._sink = sink

    async def receive(self) -> SessionMessage:
        """The next message."""
        return await anext(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage:
        while isinstance(item := await anext(self._inner), Exception):
            await self._sink.send(SessionMessage(_answer(item)))
        message: SessionMessage = item
        return message


def _answer(error: Exception) -> types.JSONRPCError:
    """The answer to a line: to its own id, where it is JSON that has one."""
    said = error.errors(include_url=False) if isinstance(error, pydantic.ValidationError) else []
    document = next((one["input"] for one in said if isinstance(one["input"], dict)), None)
    if document is None:
        told, number = types.ErrorData(code=types.PARSE_ERROR, message="The line is no JSON."), None
    else:
        told = types.ErrorData(code=types.INVALID_REQUEST, message="The line is no message of the protocol.")
        number = document.get("id")
    is_id = isinstance(number, int | str) and not isinstance(number, bool)
    return types.JSONRPCError(jsonrpc="2.0", id=number if is_id else None, error=told)
