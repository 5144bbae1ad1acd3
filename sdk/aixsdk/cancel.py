"""Cancelling: a token in a context variable, so that no signature has to carry it.

The thread that works runs inside `with use(token):`; any other thread calls `token.cancel()`. Waits end at
once, and a response being read has its socket shut by the callback it registered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .exceptions import CancelledError


class CancelToken:
    """Set once by `cancel`, from any thread; never unset."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Wake every wait and call every callback once; a second call does nothing."""
        with self._lock:
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True when cancelled, before or meanwhile."""
        return self._event.wait(seconds)

    def check(self) -> None:
        """Raise CancelledError when cancelled."""
        if self.cancelled:
            raise CancelledError("The operation was cancelled.")

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have `callback` called on cancel, at once if that was before; returns what removes it again."""

        def remove() -> None:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)

        with self._lock:
            if not self.cancelled:
                self._callbacks.append(callback)
                return remove
        callback()
        return remove


_NEVER = CancelToken()
_current: ContextVar[CancelToken] = ContextVar("aixsdk_cancel_token", default=_NEVER)


def current() -> CancelToken:
    """The token of this context; outside `use`, one that nobody cancels."""
    return _current.get()


@contextmanager
def use(token: CancelToken) -> Iterator[CancelToken]:
    """Make `token` the current one inside the block."""
    previous = _current.set(token)
    try:
        yield token
    finally:
        _current.reset(previous)
