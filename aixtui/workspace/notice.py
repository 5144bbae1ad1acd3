"""How an object says that it has changed, without knowing who shows it."""

from collections.abc import Callable


class Notice:
    """Called by the object that has one; calls whoever listens, in the order they began to."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` at every change from now on, as long as this object lives."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[], None]) -> None:
        """Call it no longer: what listened ends before this object does."""
        self._listeners.remove(listener)

    def __call__(self) -> None:
        """Tell all who listen."""
        for listener in tuple(self._listeners):
            listener()
