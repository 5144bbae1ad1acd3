"""When to try a request again: pure policy, no clock, no I/O.

A read may be repeated after anything that may pass; an update or a deletion only if nothing was sent. What is
POSTed (a run, a create, a message, a connection) is never repeated: done twice, it would be billed twice.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from ..config import Config
from ..exceptions import (
    APIError,
    ConnectionFailedError,
    InvalidResponseError,
    LimitExceededError,
    OperationFailedError,
)

_FINAL = (InvalidResponseError, LimitExceededError, OperationFailedError)
RETRYABLE_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


def is_read(method: str, path: str) -> bool:
    """Whether sending it twice does no more than sending it once; `paginate` is a read sent by POST."""
    verb = method.upper()
    return verb in ("GET", "HEAD") or (verb == "POST" and path.split("?", 1)[0].endswith("/paginate"))


def is_idempotent(method: str) -> bool:
    """Whether a request that is no read may be sent again when nothing was sent before."""
    return method.upper() != "POST"


def is_retryable(error: APIError, *, read: bool) -> bool:
    """Whether the same request may succeed a little later, and may be sent again."""
    if isinstance(error, ConnectionFailedError):
        return True
    if not read or isinstance(error, _FINAL):
        return False
    # Without a status no answer came at all.
    return not error.status_code or error.status_code in RETRYABLE_STATUS


def wait_before_retry(
    error: APIError,
    attempt: int,
    *,
    read: bool,
    config: Config,
    random: Callable[[], float],
    longest_wait: float = inf,
) -> float | None:
    """Seconds to wait after failed attempt number `attempt` (from 1), or None to give up.

    `random` yields [0, 1): waits vary between half and the whole of the schedule, so that many clients do
    not come back together. A wait the platform asked for is obeyed, unless it is over the limit: then giving
    up is better than coming back too early; so it is over `longest_wait`, for callers that show the wait.
    """
    if attempt > config.read_retries or not is_retryable(error, read=read):
        return None
    limit = min(config.retry_wait_limit, longest_wait)
    if error.retry_after is not None:
        return error.retry_after if error.retry_after <= limit else None
    longest = min(config.retry_wait * 2.0 ** (attempt - 1), limit)
    return longest * (0.5 + random() / 2)
