"""A run whose answer comes word by word."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from ._http.allowance import MEGABYTE
from ._http.json_reply import parse
from ._http.sse import Event, EventDecoder
from .enums import ResponseStatus
from .exceptions import APIError, CancelledError
from .exceptions.failure import failure_message
from .limits import Limits

DONE = "[DONE]"
_LIMITS = Limits()
ENDED_EARLY = "The answer broke off: the stream ended before the platform said that it was whole."
_EVENT_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?(data|event|id|retry)?:")
_FAILURES = (ResponseStatus.FAILED, ResponseStatus.ERROR)
_SUCCESSES = (ResponseStatus.SUCCESS, "COMPLETED")


class ByteStream(Protocol):
    """The body of a reply, as `AixplainClient.request_stream` gives it."""

    content_type: str
    limits: Limits

    def __iter__(self) -> Iterator[bytes]:
        """Its bytes as they arrive."""

    def without_secrets(self, text: str) -> str:
        """A text of it without what the request said in secret."""

    def close(self) -> None:
        """Let go of the connection."""


@dataclass(frozen=True, slots=True)
class StreamChunk:
    """One piece of an answer. `data` is its text, "" when the piece is about something else."""

    status: ResponseStatus = ResponseStatus.IN_PROGRESS
    """IN_PROGRESS, SUCCESS for an answer in one piece, FAILED for the last piece of one that failed."""
    data: str = ""
    reasoning_content: str | None = None
    tool_calls: list[Any] | None = None
    usage: dict[str, Any] | None = None
    finish_reason: str | None = None
    error_message: str | None = None


ChunkT = TypeVar("ChunkT", bound=StreamChunk)


class ModelResponseStreamer(Iterator[ChunkT], Generic[ChunkT]):
    """Iterate over it for the chunks; it closes itself at the end, on an error and at the end of a `with`.

    A failure that the platform reports in the middle, and an answer that breaks off, is the last chunk, with
    the status FAILED and an `error_message`. Raises APIError when the connection breaks, CancelledError. What
    arrived before is in `text`.
    """

    def __init__(self, body: ByteStream) -> None:
        self._body = body
        self._chunks: Iterator[StreamChunk] = self._read()
        self.status: ResponseStatus = ResponseStatus.IN_PROGRESS
        """IN_PROGRESS, then SUCCESS, FAILED after an error, or ABORTED when closed or cancelled before."""
        self._said = io.StringIO()

    @property
    def text(self) -> str:
        """Everything said so far."""
        return self._said.getvalue()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ChunkT:
        chunk: Any = next(self._chunks)
        self._said.write(chunk.data)
        return chunk  # type: ignore[no-any-return]

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
            self.status = ResponseStatus.ABORTED

    def _read(self) -> Iterator[StreamChunk]:
        try:
            whole = False
            for chunk, is_end in _events(self._body):
                whole = whole or is_end
                if chunk is not None:
                    if chunk.status == ResponseStatus.FAILED:
                        self.status = chunk.status
                    if chunk.error_message:
                        said = self._body.without_secrets(chunk.error_message)
                        chunk = replace(chunk, error_message=said)
                    yield chunk
                if self.status == ResponseStatus.FAILED or (is_end and chunk is None):
                    break
            if self.status == ResponseStatus.IN_PROGRESS:
                self.status = ResponseStatus.SUCCESS if whole else ResponseStatus.FAILED
                if not whole:
                    yield StreamChunk(status=self.status, error_message=ENDED_EARLY)
        except APIError:
            self.status = ResponseStatus.FAILED
            raise
        except CancelledError:
            self.status = ResponseStatus.ABORTED
            raise
        finally:
            self._body.close()


def parse_event(event: Event, limits: Limits = _LIMITS) -> tuple[StreamChunk | None, bool]:
    """The chunk an event stands for, and whether the answer is whole with it; no chunk for a plain end.

    After a `finish_reason` further chunks may come, such as one with the usage.
    """
    if event.data.strip() == DONE:
        return None, True
    known, value = _parsed(event, limits)
    if not known:
        return StreamChunk(data=event.data), False
    if not isinstance(value, Mapping):
        return StreamChunk(data=value if isinstance(value, str) else ""), False
    status = value.get("status")
    if status in _FAILURES or (value.get("error") and "choices" not in value):
        return StreamChunk(status=ResponseStatus.FAILED, error_message=failure_message(value)), False
    if isinstance(value.get("choices"), list):
        return _choice(value)
    data = value.get("data")
    if data == DONE:
        return None, True
    is_whole = status in _SUCCESSES
    told = ResponseStatus.SUCCESS if is_whole else ResponseStatus.IN_PROGRESS
    return StreamChunk(told, data if isinstance(data, str) else "", usage=_usage(value)), is_whole


def _events(body: ByteStream) -> Iterator[tuple[StreamChunk | None, bool]]:
    """What each event of a body stands for, or the one reply that it is: not every server says which."""
    pieces, limits = iter(body), body.limits
    start = bytearray()
    if "event-stream" not in body.content_type:
        _read_line(start, pieces, limits)
        if not _EVENT_FIELD.match(start.lstrip()):
            for piece in pieces:
                start += piece
            yield _reply(start.decode("utf-8", "replace"), limits)
            return
    decoder = EventDecoder(limits)
    for data in itertools.chain([bytes(start)], pieces):
        yield from (parse_event(event, limits) for event in decoder.feed(data))
    yield from (parse_event(event, limits) for event in decoder.end())


def _read_line(start: bytearray, pieces: Iterator[bytes], limits: Limits) -> None:
    """Read on until there is a line with something in it, or more than a line may have."""
    begun = False
    for piece in pieces:
        start += piece
        text = piece if begun else piece.lstrip()
        begun = begun or bool(text)
        if b"\n" in text or len(start) > limits.line_mb * MEGABYTE:
            return


def _reply(text: str, limits: Limits) -> tuple[StreamChunk | None, bool]:
    """A reply in one piece, which is whole as it is."""
    chunk, _ = parse_event(Event((text,)), limits)
    if chunk is not None and chunk.status != ResponseStatus.FAILED:
        chunk = replace(chunk, status=ResponseStatus.SUCCESS)
    return chunk, True


def _parsed(event: Event, limits: Limits) -> tuple[bool, Any]:
    """Whether the event is JSON, and its value. Some servers cut one document into several data lines."""
    for text in (event.data, "".join(event.lines)):
        try:
            return True, parse(text.encode(), limits)
        except ValueError:
            continue
    return False, None


def _choice(value: Mapping[str, Any]) -> tuple[StreamChunk, bool]:
    first = value["choices"][0] if value["choices"] else {}
    first = first if isinstance(first, Mapping) else {}
    delta = first.get("delta")
    delta = delta if isinstance(delta, Mapping) else {}
    content, calls, reason = delta.get("content"), delta.get("tool_calls"), first.get("finish_reason")
    has_failed = reason == "error"
    chunk = StreamChunk(
        status=ResponseStatus.FAILED if has_failed else ResponseStatus.IN_PROGRESS,
        data=content if isinstance(content, str) else "",
        reasoning_content=reasoning_of(delta),
        tool_calls=calls if isinstance(calls, list) else [calls] if calls else None,
        usage=_usage(value),
        finish_reason=reason if isinstance(reason, str) else None,
        error_message=failure_message(value) if has_failed else None,
    )
    return chunk, bool(chunk.finish_reason) and not has_failed


def reasoning_of(message: Mapping[str, Any]) -> str | None:
    """What a message or a piece of one says of the reasoning, in whichever of the three ways."""
    for key in ("reasoning_content", "reasoning"):
        if isinstance(message.get(key), str) and message[key]:
            return str(message[key])
    details = message.get("reasoning_details")
    parts = [part for part in details if isinstance(part, Mapping)] if isinstance(details, list) else []
    return "".join(str(part.get("text") or part.get("summary") or "") for part in parts) or None


def _usage(value: Mapping[str, Any]) -> dict[str, Any] | None:
    usage = value.get("usage")
    return usage if isinstance(usage, dict) else None
