"""The lines of a program that speaks the protocol: one that is no message is answered, too."""

from types import TracebackType
from typing import Any, Self

import mcp_types as types
import pydantic
from mcp.shared.message import SessionMessage


class AnsweredLines:
    """Messages from a stream of lines that were read; to each that could not be, an error goes to the sink.

    Whoever sent it would wait for an answer, else.
    """

    def __init__(self, source: Any, sink: Any) -> None:
        self._source, self._sink = source, sink

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)

    async def receive(self) -> SessionMessage:
        """The next message."""
        return await anext(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage:
        while isinstance(item := await anext(self._source), Exception):
            await self._sink.send(SessionMessage(_answer(item)))
        message: SessionMessage = item
        return message

    async def aclose(self) -> None:
        """Take no more."""
        await self._source.aclose()

    async def __aenter__(self) -> Self:
        await self._source.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        ended: bool | None = await self._source.__aexit__(kind, error, trace)
        return ended


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
