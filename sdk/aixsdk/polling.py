"""How often to ask whether a run is done, and the loop that asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from . import cancel, exceptions
from .cancel import CancelToken
from .exceptions import CancelledError, NotFoundError

FIRST_WAIT = 0.5
SHORTEST_WAIT = 0.2
LONGEST_WAIT = 60.0
GROWTH = 1.1
TIMEOUT = 300.0
UNKNOWN_FOR = 10.0
"""Seconds that a run may be unknown where it is asked for: it was accepted elsewhere a moment ago."""

T = TypeVar("T")


def waits(first: float = FIRST_WAIT) -> Iterator[float]:
    """Seconds between polls: from `first`, never under 0.2, a tenth longer each time until over a minute."""
    wait = max(first, SHORTEST_WAIT)
    while True:
        yield wait
        if wait < LONGEST_WAIT:
            wait *= GROWTH


class Pause(NamedTuple):
    """There is nothing to do for so long."""

    seconds: float


def steps(
    poll: Callable[[], T],
    is_done: Callable[[T], bool],
    *,
    timeout: float = TIMEOUT,
    wait_time: float = FIRST_WAIT,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[T | Pause]:
    """Yield every result of `poll`, the last one being the first that is done, with a pause after each other.

    Nothing is waited for in here: whoever goes through the steps waits as long as a pause says, and may do
    something else meanwhile, or go on in another thread. Raises as `watch`.
    """
    token = cancel.current()
    end = clock() + timeout
    known_at = clock()
    too_late = exceptions.TimeoutError(f"Operation timed out after {timeout:g} seconds")
    for wait in waits(wait_time):
        token.check()
        try:
            with at_most(end - clock(), too_late):
                result = poll()
        except NotFoundError:
            if clock() - known_at >= UNKNOWN_FOR:
                raise
        else:
            yield result
            if is_done(result):
                return
            known_at = clock()
        left = end - clock()
        yield Pause(min(wait, max(left, 0.0)))
        token.check()
        if left <= wait:
            raise too_late


def waited(items: Iterator[T | Pause]) -> Iterator[T]:
    """The items without the pauses among them, each of which is waited for.

    Raises CancelledError as soon as the current cancel token is set, also in the middle of a wait. It comes
    from where the pause stands: there it is known which run it is about.
    """
    token = cancel.current()
    for item in items:
        if not isinstance(item, Pause):
            yield item
        elif token.wait(item.seconds):
            error = CancelledError("The operation was cancelled.")
            if isinstance(items, Generator):
                items.throw(error)
            raise error


def watch(
    poll: Callable[[], T],
    is_done: Callable[[T], bool],
    *,
    timeout: float = TIMEOUT,
    wait_time: float = FIRST_WAIT,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[T]:
    """Yield every result of `poll`, the last one being the first that is done.

    Raises TimeoutError after `timeout` seconds, what `poll` raises, and CancelledError as soon as the
    current cancel token is set, also in the middle of a wait. NotFoundError it raises only when that goes on
    for `UNKNOWN_FOR` seconds.
    """
    found = steps(poll, is_done, timeout=timeout, wait_time=wait_time, clock=clock)
    return waited(found)


@contextmanager
def at_most(seconds: float | None, error: exceptions.TimeoutError | None = None) -> Iterator[None]:
    """Cancel what is done inside after `seconds`: a poll that nobody answers must not outlast the run.

    Raises TimeoutError then, the given one if there is one. None is no limit.
    """
    if seconds is None:
        yield
        return
    outer, inner = cancel.current(), CancelToken()
    remove = outer.on_cancel(inner.cancel)
    timer = threading.Timer(max(seconds, SHORTEST_WAIT), inner.cancel)
    timer.daemon = True
    timer.start()
    try:
        with cancel.use(inner):
            yield
    except CancelledError as cancelled:
        if outer.cancelled or not inner.cancelled:
            raise
        raise error or exceptions.TimeoutError(f"No answer within {seconds:g} seconds") from cancelled
    finally:
        timer.cancel()
        remove()
