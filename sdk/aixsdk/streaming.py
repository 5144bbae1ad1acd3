"""A run whose answer comes word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self

from ._http.sse import Event, EventDecoder
from .enums import ResponseStatus
from .exceptions import APIError, CancelledError, OperationFailedError
from .resource.run_response import failure_message

DONE = "[DONE]"


class ByteStream(Protocol):
    """The body of a reply, as `AixplainClient.request_stream` gives it."""

    content_type: str

    def __iter__(self) -> Iterator[bytes]:
        """Its bytes as they arrive."""

    def close(self) -> None:
        """Let go of the connection."""


@dataclass(frozen=True, slots=True)
class StreamChunk:
    """One piece of an answer. `text` may be empty when the piece is about something else."""

    text: str = ""
    reasoning: str = ""
    tool_calls: list[Any] = field(default_factory=list)
    finish_reason: str | None = None
    usage: dict[str, Any] | None = None
    raw: Any = None
    """The piece as it came."""


class ResponseStream:
    """Iterate over it for the chunks; it closes itself at the end, on an error and at the end of a `with`.

    Raises OperationFailedError when the platform reports a failure in the middle, APIError when the
    connection breaks, CancelledError. What arrived before is in `text`.
    """

    def __init__(self, body: ByteStream) -> None:
        self._body = body
        self._chunks = self._read()
        self.status: str = ResponseStatus.IN_PROGRESS.value
        """IN_PROGRESS, then SUCCESS, FAILED after an error, or ABORTED when closed or cancelled before."""
        self.text = ""
        """Everything said so far."""

    def __iter__(self) -> Iterator[StreamChunk]:
        return self

    def __next__(self) -> StreamChunk:
        chunk = next(self._chunks)
        self.text += chunk.text
        return chunk

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening; the platform may go on working."""
        self._chunks = iter(())
        self._body.close()
        if self.status == ResponseStatus.IN_PROGRESS:
            self.status = ResponseStatus.ABORTED.value

    def _read(self) -> Iterator[StreamChunk]:
        try:
            for payload in _payloads(self._body):
                chunk = parse_event(payload)
                if chunk is None:
                    break
                yield chunk
            self.status = ResponseStatus.SUCCESS.value
        except APIError:
            self.status = ResponseStatus.FAILED.value
            raise
        except CancelledError:
            self.status = ResponseStatus.ABORTED.value
            raise
        finally:
            self._body.close()


def parse_event(event: Event) -> StreamChunk | None:
    """The chunk an event stands for; None for the end. Raises OperationFailedError for a reported failure."""
    if event.data.strip() == DONE:
        return None
    known, value = _parsed(event)
    if not known:
        return StreamChunk(text=event.data, raw=event.data)
    if not isinstance(value, Mapping):
        return StreamChunk(text=value if isinstance(value, str) else "", raw=value)
    if value.get("status") == ResponseStatus.FAILED or (value.get("error") and "choices" not in value):
        code = value.get("statusCode")
        message = f"Operation failed: {failure_message(value)}"
        raise OperationFailedError(message, code if isinstance(code, int) else 0, value)
    if isinstance(value.get("choices"), list):
        return _choice(value)
    data = value.get("data")
    if data == DONE:
        return None
    return StreamChunk(text=data if isinstance(data, str) else "", usage=_usage(value), raw=value)


def _payloads(body: ByteStream) -> Iterator[Event]:
    if "json" in body.content_type:
        yield Event((b"".join(body).decode("utf-8", "replace"),))
        return
    decoder = EventDecoder()
    for data in body:
        yield from decoder.feed(data)
    yield from decoder.end()


def _parsed(event: Event) -> tuple[bool, Any]:
    """Whether the event is JSON, and its value. Some servers cut one document into several data lines."""
    for text in (event.data, "".join(event.lines)):
        try:
            return True, json.loads(text)
        except (ValueError, RecursionError):
            continue
    return False, None


def _choice(value: Mapping[str, Any]) -> StreamChunk:
    first = value["choices"][0] if value["choices"] else {}
    first = first if isinstance(first, Mapping) else {}
    delta = first.get("delta")
    delta = delta if isinstance(delta, Mapping) else {}
    content, calls, reason = delta.get("content"), delta.get("tool_calls"), first.get("finish_reason")
    return StreamChunk(
        text=content if isinstance(content, str) else "",
        reasoning=_reasoning(delta),
        tool_calls=calls if isinstance(calls, list) else [calls] if calls else [],
        finish_reason=reason if isinstance(reason, str) else None,
        usage=_usage(value),
        raw=value,
    )


def _reasoning(delta: Mapping[str, Any]) -> str:
    for key in ("reasoning_content", "reasoning"):
        if isinstance(delta.get(key), str) and delta[key]:
            return str(delta[key])
    details = delta.get("reasoning_details")
    parts = [part for part in details if isinstance(part, Mapping)] if isinstance(details, list) else []
    return "".join(str(part.get("text") or part.get("summary") or "") for part in parts)


def _usage(value: Mapping[str, Any]) -> dict[str, Any] | None:
    usage = value.get("usage")
    return usage if isinstance(usage, dict) else None
