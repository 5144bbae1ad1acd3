"""The only place of the app that starts threads: a blocking call or generator becomes something to await.

Each call gets a daemon thread of its own, so a stuck one holds up neither the others nor the end of the
process. Cancelling a read cancels its token, which wakes whatever the thread waits for; the thread itself is
left to end by itself and its result is dropped. A write is never cancelled.
What begins before there is a loop is a `HeadStart`.
"""

import asyncio
import contextvars
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from aixtui.workspace.stepping import Stepping, post

if TYPE_CHECKING:
    from aixsdk.polling import Pause

T = TypeVar("T")
MOST_AT_ONCE = 8
"""Threads of all runs that are watched, however many those are."""


class Bridge:
    """Runs blocking functions off the event loop. Use from one loop only."""

    def __init__(self) -> None:
        self._writes = self._threads = 0
        self._has_ended = asyncio.Event()
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    @property
    def writes(self) -> int:
        """How many writes have been sent and not yet answered."""
        return self._writes

    async def rest(self) -> None:
        """Wait until no thread is at work any more: one whose call was abandoned takes a moment to end."""
        while self._threads:
            self._has_ended.clear()
            await self._has_ended.wait()

    async def read(self, call: Callable[[], T]) -> T:
        """Await a call that may be abandoned; when the awaiting task is cancelled, its token is too."""
        from aixsdk.cancel import CancelToken

        token = CancelToken()
        try:
            return await self._start(call, token)
        except asyncio.CancelledError:
            token.cancel()
            raise

    async def write(self, call: Callable[[], T]) -> T:
        """Await a call that goes on to its end even when nobody awaits it any more."""
        self._writes += 1
        future = self._start(call, None)
        future.add_done_callback(self._finish_write)
        return await asyncio.shield(future)

    def _finish_write(self, future: "asyncio.Future[T]") -> None:
        self._writes -= 1
        if not future.cancelled():
            future.exception()  # seen here, so that an abandoned write's failure is no warning at exit

    def stream(self, generate: "Callable[[], Iterator[T | Pause]]") -> AsyncIterator[T]:
        """Iterate over a blocking generator; leaving early cancels its token.

        Its pauses are waited for here, without a thread, and what comes after one waits for its turn: of all
        generators that go on after a pause, so many at most have a thread at once.
        """
        return Stepping(generate, self._start, self._turns).items()

    def _start(self, call: Callable[[], T], token: object) -> "asyncio.Future[T]":
        self._threads += 1
        return _start(call, token, self._end_thread)

    def _end_thread(self) -> None:
        self._threads -= 1
        self._has_ended.set()


def _start(call: Callable[[], T], token: object, end: Callable[[], None]) -> "asyncio.Future[T]":
    """Run a call in a daemon thread of its own, under its cancel token, as a future of this loop.

    `end` is called there once the thread is at its end.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()
    context = contextvars.copy_context()

    def settle(value: T | None, error: BaseException | None) -> None:
        if future.cancelled():
            return
        if error is None:
            future.set_result(value)  # type: ignore[arg-type]  # a call without an error has a value
        else:
            future.set_exception(error)

    def body() -> None:
        try:
            value = context.run(_under, token, call)
        except BaseException as error:  # whatever it is, it belongs to whoever awaits
            if isinstance(error, StopIteration):
                error = RuntimeError("a blocking call raised StopIteration")
            post(loop, settle, None, error)
        else:
            post(loop, settle, value, None)
        post(loop, end)

    threading.Thread(target=body, name="aixtui-call", daemon=True).start()
    return future


def _under(token: object, call: Callable[[], T]) -> T:
    if token is None:
        return call()
    from aixsdk.cancel import CancelToken, use

    assert isinstance(token, CancelToken)
    with use(token):
        return call()
