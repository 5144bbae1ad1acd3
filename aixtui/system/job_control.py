"""Stopping this process as shells stop their jobs, until it is continued."""

import os
import signal
import time
from collections.abc import Callable
from types import FrameType

GRACE_SECONDS = 0.1
"""How long a stop may be on its way; it is at once but where the system is late."""


class JobControl:
    """Answers SIGTSTP and SIGCONT. Only where `is_possible`."""

    is_possible = hasattr(signal, "SIGTSTP")

    def __init__(self, stop: Callable[[], object], go_on: Callable[[], object]) -> None:
        """`stop` is called when somebody wants the process stopped, `go_on` after a stop of another's making.

        Both are called from between any two steps of the main thread.
        """
        self._stop, self._go_on = stop, go_on
        self._is_stopping = self._has_continued = False
        signal.signal(signal.SIGTSTP, self._take_stop)
        signal.signal(signal.SIGCONT, self._take_continue)
        self.release()

    @classmethod
    def hold(cls) -> None:
        """Have what comes from now on wait until it can be answered, or is released."""
        if cls.is_possible:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP, signal.SIGCONT})

    @classmethod
    def release(cls) -> None:
        """Take what has waited, and wait no more."""
        if cls.is_possible:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTSTP, signal.SIGCONT})

    def stop(self) -> bool:
        """Stop the process, with those of its job, until it is continued in the foreground.

        False when it never stopped: the system stops nothing that no shell could continue.
        """
        has_stopped = self._stop_once()
        self.wait_for_foreground()
        return has_stopped

    def wait_for_foreground(self) -> None:
        """Stop again for as long as others have the terminal: nothing can be done without it."""
        while not _is_in_foreground() and self._stop_once():
            pass

    def _stop_once(self) -> bool:
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        self._is_stopping, self._has_continued = True, False
        try:
            os.killpg(0, signal.SIGTSTP)
            if not self._has_continued:
                time.sleep(GRACE_SECONDS)
            return self._has_continued
        finally:
            self._is_stopping = False
            signal.signal(signal.SIGTSTP, self._take_stop)

    def _take_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop()

    def _take_continue(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._is_stopping:
            self._has_continued = True
        else:
            self._go_on()


def _is_in_foreground() -> bool:
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:  # no terminal any more: there is nothing to wait for
        return True
