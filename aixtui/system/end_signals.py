"""The signals that ask a process to end: each ends it in order, and within a time."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

ENDING = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if (number := getattr(signal, name, None)) is not None
)
FAILED, SIGNALLED = 1, 128
"""Exit codes: by an error; by a signal, with its number on top."""
PATIENCE_SECONDS = 5
"""How long an end in order may take: a terminal that takes no output any more would hold it up for ever."""


def sentence(number: int) -> str:
    """Say which signal it was."""
    return f"aixtui was ended by {signal.Signals(number).name}."


class EndSignals:
    """Listens from entering on. The first signal counts; those after it change nothing.

    What is ignored stays so, as nohup and shells in the background want it. Once a signal has come its
    handlers outlive this: the end is under way.
    """

    def __init__(self, last_resort: Callable[[], None]) -> None:
        """`last_resort` restores the terminal when an end in order takes too long."""
        self.number = 0
        """The signal that came; 0 before it."""
        self._last_resort = last_resort
        self._end: Callable[[int], object] | None = None
        self._is_over = False
        """Whether the terminal was left in order: then there is nothing to restore."""
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.number:
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def lead_to(self, end: Callable[[int], object] | None) -> None:
        """Have a signal call `end`, with its number, from between any two steps of the main thread.

        It is called in the context of now: what it sets off is not to depend on which step that was. Before
        there is an `end` it is noted: an exception there might end up anywhere. None tells that all is over.
        """
        self._is_over = end is None
        context = copy_context()
        self._end = None if end is None else lambda number: context.run(end, number)

    def end_at_once(self, number: int) -> NoReturn:
        """Say which signal it was and end the process, which has left the terminal already."""
        with suppress(OSError):
            os.write(2, f"{sentence(number)}\r\n".encode())
        os._exit(SIGNALLED + number)

    def _take(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self.number:
            return
        self.number = number
        if hasattr(signal, "SIGALRM"):  # a thread could not be started from here
            signal.signal(signal.SIGALRM, self._force)
            signal.alarm(PATIENCE_SECONDS)
        if self._end is not None:
            self._end(number)

    def _force(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if not self._is_over:
            self._last_resort()
        self.end_at_once(self.number)
