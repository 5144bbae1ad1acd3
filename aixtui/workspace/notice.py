"""How an object says that it has changed, without knowing who shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Notice:
    """Called by the object that has one; calls whoever listens, in the order they began to."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []
        self._is_held = self._is_due = False

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` at every change from now on, as long as this object lives."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[], None]) -> None:
        """Call it no longer: what listened ends before this object does."""
        self._listeners.remove(listener)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Tell of all that changes in a block at its end, once."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            if self._is_due:
                self()

    def __call__(self) -> None:
        """Tell all who listen."""
        self._is_due = self._is_held
        if self._is_held:
            return
        for listener in tuple(self._listeners):
            listener()
