"""A picture on the terminal while the app that takes it over is being loaded."""

import os
import termios
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

ENTER = "\x1b[?1049h"
"""Takes a screen of its own, which some terminals clear also where there is one already."""
_NO_CURSOR_NO_WRAP = "\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_LOCAL = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_INPUT = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR


class LaunchScreen:
    """Lines on a screen of its own. What is typed meanwhile is not seen, and waits for the app."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Show the lines, from the top, on the terminal of stdin and stderr.

        Raises:
            OSError: that has gone.
        """
        self._lines, self._lock = list(lines), Lock()
        self.is_taken = False
        """Whether the app has the terminal by now."""
        self.size = os.get_terminal_size(2)
        try:
            self.modes, modes = termios.tcgetattr(0), termios.tcgetattr(0)
            modes[0] &= ~_INPUT
            modes[3] &= ~_LOCAL
            termios.tcsetattr(0, termios.TCSANOW, modes)
        except termios.error as error:
            raise OSError(*error.args) from error
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
        _write(_LEAVE)
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
