"""What the reply to a run or a poll says: still running, failed, or this result. Pure."""

from __future__ import annotations

from typing import Any, TypeVar

from ..enums import ResponseStatus
from ..exceptions import InvalidResponseError, create_operation_failed_error
from .decode import decode_reply
from .results import Result

T = TypeVar("T")

_FINAL = ("SUCCESS", "FAILED", "ABORTED", "CANCELLED", "ERROR")


def interpret_start(cls: type[T], reply: Any) -> T:
    """The result of the reply to a run.

    With the status IN_PROGRESS, or none, a URL in `data` (or in `url`) means that the run goes on there.
    Raises OperationFailedError for FAILED, InvalidResponseError for a reply that says neither.
    """
    if not isinstance(reply, dict):
        raise InvalidResponseError("The platform answered a run with something that is not an object.")
    status = reply.get("status")
    _raise_if_failed(reply, status)
    if status is not None and status != ResponseStatus.IN_PROGRESS:
        return _result(cls, reply)
    if status is None and reply.get("completed") is True:
        return _result(cls, reply)
    url = next(
        (place for place in (reply.get("data"), reply.get("url")) if place and isinstance(place, str)), None
    )
    if url is None:
        raise InvalidResponseError(
            "The platform started a run and did not say where to ask for its result.",
            response_data=reply,
            outcome_unknown=True,
        )
    return _result(cls, reply, status=ResponseStatus.IN_PROGRESS.value, completed=False, url=url, data=None)


def interpret_poll(cls: type[T], reply: Any, poll_url: str) -> T:
    """The result of the reply to a poll. Raises OperationFailedError for FAILED."""
    if not isinstance(reply, dict):
        raise InvalidResponseError("The platform answered a poll with something that is not an object.")
    status = reply.get("status")
    _raise_if_failed(reply, status)
    status = status or ResponseStatus.IN_PROGRESS.value
    completed = reply.get("completed")
    if completed is None:
        completed = status in _FINAL
    return _result(cls, reply, status=status, completed=completed, url=reply.get("url") or poll_url)


def _raise_if_failed(reply: dict[str, Any], status: Any) -> None:
    if status != ResponseStatus.FAILED:
        return
    raise create_operation_failed_error(reply)


def _result(cls: type[T], reply: dict[str, Any], **overrides: Any) -> T:
    result = decode_reply(cls, {**reply, **overrides}, "a result")
    if isinstance(result, Result):
        result.keep_raw(reply)
    return result
