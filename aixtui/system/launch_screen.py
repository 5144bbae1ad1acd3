"""The terminal while the app that takes it over is being loaded."""

import os
import termios
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

ENTER = "\x1b[?1049h"
"""Takes a screen of its own, which some terminals clear also where there is one already."""
_MARK_PASTES, _LEAVE_PASTES = "\x1b[?2004h", "\x1b[?2004l"
_NO_CURSOR_NO_WRAP = "\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_LINES = termios.ECHO | termios.ICANON | termios.IEXTEN
_INPUT = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR


class LaunchScreen:
    """What is typed meanwhile is not seen, as it may be an API key, and waits for the app.

    Lines that are shown stand on a screen of their own.
    """

    def __init__(self) -> None:
        """Hold the terminal of stdin and stderr.

        Raises:
            OSError: that has gone.
        """
        self._lines: list[str] = []
        self._lock = Lock()
        self.is_taken = False
        """Whether the app has the terminal by now."""
        self.size = os.get_terminal_size(2)
        try:
            self.modes = termios.tcgetattr(0)
            self._be_raw(_LINES)
        except termios.error as error:
            raise OSError(*error.args) from error
        _write(_MARK_PASTES)

    @staticmethod
    def _be_raw(local: int) -> None:
        modes = termios.tcgetattr(0)
        modes[0] &= ~_INPUT
        modes[3] &= ~local
        termios.tcsetattr(0, termios.TCSANOW, modes)

    @property
    def is_painted(self) -> bool:
        """Whether there are lines on a screen of their own."""
        return bool(self._lines)

    def show(self, lines: Sequence[str]) -> None:
        """Show lines, from the top. From now on Ctrl+C waits for the app as well: it seems to be there."""
        self._lines = list(lines)
        with suppress(termios.error):
            self._be_raw(_LINES | termios.ISIG)
        placed = "".join(_placed(row, line) for row, line in enumerate(lines))
        _write(f"{ENTER}{_NO_CURSOR_NO_WRAP}{placed}")

    def change(self, row: int, line: str) -> None:
        """Show another line in this row, from 0, as long as the lines are there. For any thread."""
        with self._lock, suppress(OSError):
            if not self.is_taken and os.get_terminal_size(2) == self.size:
                self._lines[row] = line
                _write(_placed(row, line))

    def close(self) -> None:
        """Give the terminal back as it was: the app has not come to take it."""
        self.take()
        _write(_LEAVE_PASTES + (_LEAVE if self.is_painted else ""))
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, self.modes)

    def take(self) -> Sequence[str]:
        """Leave the terminal to the app; what stands on it, as far as that is sure."""
        with self._lock:
            self.is_taken = True
        with suppress(OSError):
            if os.get_terminal_size(2) == self.size:
                return self._lines
        return ()


def _placed(row: int, line: str) -> str:
    return f"\x1b[{row + 1};1H{line}"


def _write(text: str) -> None:
    data = text.encode()
    with suppress(OSError):  # the terminal has gone, which the app finds as well
        while data:
            data = data[os.write(2, data) :]
