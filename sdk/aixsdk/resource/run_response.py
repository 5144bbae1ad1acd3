"""What the reply to a run or a poll says: still running, failed, or this result. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from ..enums import ResponseStatus
from ..exceptions import AixplainV2Error, InvalidResponseError, create_operation_failed_error
from .replies import decode_reply
from .results import Result

T = TypeVar("T")

_FINAL = ("SUCCESS", "FAILED", "ABORTED", "CANCELLED", "ERROR")


def interpret_start(cls: type[T], reply: Any) -> T:
    """The result of the reply to a run.

    With the status IN_PROGRESS, or none, a URL in `data` (or in `url`) means that the run goes on there.
    Raises OperationFailedError for FAILED, InvalidResponseError for a reply that says neither.
    """
    if not isinstance(reply, dict):
        raise InvalidResponseError(
            "The platform answered a run with something that is not an object.", outcome_unknown=True
        )
    status = reply.get("status")
    _raise_if_failed(reply, status)
    if status is not None and status != ResponseStatus.IN_PROGRESS:
        said = reply.get("completed")
        is_odd = said is not None and not isinstance(said, bool)
        return _result(cls, reply, **({"completed": status in _FINAL} if is_odd else {}))
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
    # Only true and false say whether it is over: "no" is not true, and "yes" is no reason to wait for ever.
    said = reply.get("completed")
    completed = said if isinstance(said, bool) else status in _FINAL
    return _result(cls, reply, status=status, completed=completed, url=reply.get("url") or poll_url)


@contextmanager
def about_run(poll_url: str) -> Iterator[None]:
    """Tell errors raised inside which run they are about."""
    try:
        yield
    except AixplainV2Error as error:
        error.run_id = run_id_of(poll_url)
        error.details["poll_url"] = poll_url
        raise


def run_id_of(poll_url: str) -> str | None:
    """The id of a run, as the URL to poll has it."""
    parts = [part for part in urlsplit(poll_url).path.split("/") if part and part != "result"]
    return unquote(parts[-1]) if parts else None


def _raise_if_failed(reply: dict[str, Any], status: Any) -> None:
    if status != ResponseStatus.FAILED:
        return
    raise create_operation_failed_error(reply)


def _result(cls: type[T], reply: dict[str, Any], **overrides: Any) -> T:
    result = decode_reply(cls, {**reply, **overrides}, "a result")
    if isinstance(result, Result):
        result.keep_raw(reply)
    return result
