"""What one exchange may take: time until its reply is whole, and bytes of it.

The allowance in use stands in a context variable: every wait of a socket keeps to it, whatever it waits for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from ..exceptions import LimitExceededError
from ..limits import Limits

MEGABYTE = 1024 * 1024
_SLOWEST = 16 * 1024
"""Bytes a second below which a body does not move, but drips."""


class Allowance:
    """Counts from when it is made."""

    def __init__(self, limits: Limits, seconds: str | None = None, *, read: bool = True) -> None:
        """`seconds` names one of the `limits`; without it time is not limited.

        What is no read may have been carried out when it fails.
        """
        self.limits, self._name, self._read = limits, seconds or "", read
        self._seconds: float = getattr(limits, seconds) if seconds else inf
        self._end = time.monotonic() + self._seconds

    def restart(self) -> None:
        """Count from now: a person was waited for."""
        self._end = time.monotonic() + self._seconds

    @property
    def seconds_left(self) -> float:
        """0 when the time is over."""
        return max(0.0, self._end - time.monotonic())

    def within(self, timeout: float | None) -> float | None:
        """A time-out that does not outlast the allowance. Raises TimeoutError when that is over."""
        left = self.seconds_left
        if not left:
            raise TimeoutError("timed out")
        shorter = min(left, inf if timeout is None else timeout)
        return None if shorter == inf else shorter

    def moved(self, count: int) -> None:
        """Give more time for the bytes of a body that went on."""
        self._end += count / _SLOWEST

    def check(self, received: int, limit: str) -> None:
        """Raise LimitExceededError where so many bytes are over the `limit`, or the time is over."""
        most: float = getattr(self.limits, limit)
        if received > most * MEGABYTE:
            what = f"The reply is larger than {most:g} MB."
            raise LimitExceededError(what, limit, outcome_unknown=not self._read)
        if not self.seconds_left:
            raise self.too_late()

    def too_late(self, *, is_sent: bool = True) -> LimitExceededError:
        """The error for when the time is over."""
        what = f"The answer was not complete within {self._seconds:g} second{'s' * (self._seconds != 1)}."
        return LimitExceededError(what, self._name, outcome_unknown=is_sent and not self._read)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Have everything inside keep to it."""
        previous = _current.set(self)
        try:
            yield
        finally:
            _current.reset(previous)


_current: ContextVar[Allowance] = ContextVar("aixsdk_allowance", default=Allowance(Limits()))  # noqa: B039


def current() -> Allowance:
    """The one that applies here; outside `applied`, one without a limit of time."""
    return _current.get()
