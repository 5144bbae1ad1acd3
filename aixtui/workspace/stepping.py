"""A blocking generator, gone through from an event loop with a thread only while it has work to do."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from aixsdk.polling import Pause

T = TypeVar("T")
Start = Callable[[Callable[[], Any], object], "asyncio.Future[Any]"]
"""Runs a call in a thread of its own, under a cancel token."""


class Stepping(Generic[T]):
    """One of them, from its beginning to its end, or until nobody wants more."""

    def __init__(
        self, generate: "Callable[[], Iterator[T | Pause]]", start: Start, turns: asyncio.Semaphore
    ) -> None:
        """`turns` is who may have a thread after a pause."""
        from aixsdk.cancel import CancelToken

        self._generate, self._start, self._turns = generate, start, turns
        self._items: Iterator[T | Pause] | None = None
        self._token = CancelToken()
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[tuple[T] | None] = asyncio.Queue()

    async def items(self) -> AsyncIterator[T]:
        """What it yields, without its pauses."""
        work = self._begin_work()
        try:
            while True:
                while (item := await self._queue.get()) is not None:
                    yield item[0]
                pause = await work
                if pause is None:
                    return
                await asyncio.sleep(pause)
                await self._turns.acquire()
                work = self._begin_work(self._turns.release)
        finally:
            self._token.cancel()
            if work.done():  # at once: who leaves the workspace waits for the threads that there are
                self._abandon(work)
            else:
                work.add_done_callback(self._abandon)

    def _begin_work(self, end: Callable[[], None] = lambda: None) -> "asyncio.Future[float | None]":
        """Have a thread go on to the next pause, or to the end."""

        def finish(future: "asyncio.Future[float | None]") -> None:
            if not future.cancelled():
                future.exception()  # seen here: nobody asks for it where the stream was left early
            end()
            self._queue.put_nowait(None)

        work = self._start(self._go_on, self._token)
        work.add_done_callback(finish)
        return work

    def _go_on(self) -> float | None:
        """Hand over what comes; the seconds of the next pause, None at the end. In a thread."""
        from aixsdk.polling import Pause

        if self._items is None:
            self._items = self._generate()
        for item in self._items:
            if isinstance(item, Pause):
                return item.seconds
            post(self._loop, self._queue.put_nowait, (item,))
        return None

    def _abandon(self, work: "asyncio.Future[float | None]") -> None:
        """Tell a generator that stands in a pause that nobody wants more: it may have to write that down."""
        if not work.cancelled() and work.exception() is None and work.result() is not None:
            self._start(self._tell_cancelled, self._token).add_done_callback(lambda told: told.exception())

    def _tell_cancelled(self) -> None:
        from aixsdk.exceptions import CancelledError

        with suppress(CancelledError, StopIteration):
            self._items.throw(CancelledError("Nobody watches any more."))  # type: ignore[union-attr]


def post(loop: asyncio.AbstractEventLoop, function: Callable[..., object], *args: object) -> None:
    """Have the loop call a function, from a thread."""
    with suppress(RuntimeError):  # the loop has ended: nobody waits any more
        loop.call_soon_threadsafe(function, *args)
