"""The terminal as it was before the app, to be had again whatever ends that."""

import os
import sys
from contextlib import suppress
from typing import Any

MOUSE_IN_CELLS = "\x1b[?1016l"
RESET = (
    "\x1b[?2004l"  # pasted text comes unmarked
    "\x1b[?7h"  # long lines wrap
    "\x1b[?2048l"  # a changed size is no input
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # nor is the mouse
    f"{MOUSE_IN_CELLS}"
    "\x1b[<u"  # keys as before Kitty's protocol; before the screen is left, which has keys of its own
    "\x1b[?1049l"  # the screen of the shell
    "\x1b[?25h"  # with its cursor
    "\x1b[?1004l"  # and no word of the focus
)
"""Takes back what the driver has asked of a terminal."""


class TerminalState:
    """The modes of the terminal on stdin, as they are when this is made."""

    def __init__(self) -> None:
        self._modes: list[Any] | None = None
        if sys.platform != "win32":
            import termios

            with suppress(termios.error):
                self._modes = termios.tcgetattr(0)

    def restore(self) -> None:
        """Set the modes again, after the driver, which does not end one of those that it asks for.

        A terminal that has gone has none.
        """
        _write(MOUSE_IN_CELLS)
        self._restore_modes()

    def reset(self) -> None:
        """Restore all of it by force, past whoever writes to the terminal."""
        _write(RESET)
        self._restore_modes()

    def _restore_modes(self) -> None:
        if sys.platform != "win32" and self._modes is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._modes)


def _write(text: str) -> None:
    with suppress(OSError):
        os.write(2, text.encode())
