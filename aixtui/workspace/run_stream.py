"""A run whose answer comes piece by piece, as events."""

from collections.abc import Iterator
from typing import Any

from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.results import Reading, RunEvent
from aixtui.system import clock
from aixtui.workspace.run_events import event_of

STREAMING = "STREAMING"
"""The word for a run whose answer is coming: the server has none."""
_REASONING = Reading(note="reasoning")


def stream_events(kind: Kind, resource: Resource, values: dict[str, Any]) -> Iterator[RunEvent]:
    """Run with values that are ready to send, once the first event is asked for, and yield what comes.

    Raises:
        OperationFailedError: the platform says in the middle that it failed, or the answer broke off.
        APIError: the connection broke; what came before was yielded.
    """
    from aixsdk.enums import ResponseStatus
    from aixsdk.exceptions import OperationFailedError

    start = clock.monotonic()
    yield RunEvent("sent", 0.0)
    usage: dict[str, Any] | None = None
    with resource.run_stream(**kind.arguments(resource, values)) as stream:
        for chunk in stream:
            if chunk.status == ResponseStatus.FAILED:
                raise OperationFailedError(chunk.error_message or "")
            usage = chunk.usage or usage
            reading = _REASONING if chunk.reasoning_content and not chunk.data else Reading()
            elapsed = clock.monotonic() - start
            yield RunEvent("streamed", elapsed, STREAMING, reading=reading, text=chunk.data)
        reply = reply_of(stream.text, is_whole=True, usage=usage)
    result = resource.handle_poll_response(reply, "")
    # A stream says nothing of what it costs.
    yield event_of(kind, "finished", clock.monotonic() - start, result)._replace(credits=None)


def reply_of(text: str, *, is_whole: bool, usage: dict[str, Any] | None = None) -> dict[str, Any]:
    """The reply that a streamed answer amounts to: no server has sent it in one piece."""
    status = "SUCCESS" if is_whole else "IN_PROGRESS"
    reply: dict[str, Any] = {"status": status, "completed": is_whole, "data": text, "streamed": True}
    return {**reply, "usage": usage} if usage else reply
