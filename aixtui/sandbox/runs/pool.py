"""A bounded pool of daemon threads: the process may end while work is going on."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from time import monotonic
from typing import TypeAlias

_Task: TypeAlias = tuple["Future[object]", Callable[[], object]]


class StoppedError(Exception):
    """The platform is stopping; the work ends here."""


class Pool:
    """Runs callables in order of submission, at most `size` at a time."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._idle = 0
        self.stopping = threading.Event()

    def submit(self, work: Callable[[], object]) -> "Future[object]":
        """Queue `work`; its outcome is the future's."""
        future: Future[object] = Future()
        with self._lock:
            if self.stopping.is_set():
                future.set_exception(StoppedError())
                return future
            if self._idle > self._queue.qsize() or len(self._threads) >= self._size:
                self._queue.put((future, work))
                return future
            thread = threading.Thread(target=self._serve, name="sandbox-run", daemon=True)
            self._threads.append(thread)
            self._queue.put((future, work))
        thread.start()
        return future

    def pause(self, seconds: float) -> None:
        """Wait, in a thread of the pool.

        Raises:
            StoppedError: the pool is stopping.
        """
        if self.stopping.wait(max(seconds, 0)):
            raise StoppedError

    def stop(self, timeout: float) -> None:
        """Take no more work, wake what waits, and wait at most `timeout` seconds for the rest."""
        with self._lock:
            self.stopping.set()
            for _ in self._threads:
                self._queue.put(None)
        deadline = monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _serve(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            task = self._queue.get()
            with self._lock:
                self._idle -= 1
            if task is None:
                return
            future, work = task
            if not future.set_running_or_notify_cancel():
                continue  # nobody waits for it any more
            if self.stopping.is_set():
                future.set_exception(StoppedError())
                continue
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)
