"""Asking the terminal itself: each answers a request for its attributes, so silence on others is short."""

import os
import re
import select
import sys
from typing import NamedTuple

from aixtui.system import clock

_PATIENCE_SECONDS = 1.0
_ASK = b"\x1b[?u\x1b[c"
_KITTY, _ATTRIBUTES = re.compile(rb"\x1b\[\?\d+u"), re.compile(rb"\x1b\[\?[\d;]*c")


class TerminalAnswer(NamedTuple):
    """What came back."""

    has_kitty_keys: bool
    seconds: float
    """From the question to the whole answer."""


def ask_terminal() -> TerminalAnswer | None:
    """Ask the terminal; None where there is none, or it says nothing in time."""
    if sys.platform == "win32" or not (sys.stdin is not None and sys.stdin.isatty()):
        return None
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        return _exchange(terminal)
    finally:
        os.close(terminal)


def _exchange(terminal: int) -> TerminalAnswer | None:
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    start, said = clock.monotonic(), b""
    try:
        tty.setcbreak(terminal)
        os.write(terminal, _ASK)
        while (left := start + _PATIENCE_SECONDS - clock.monotonic()) > 0:
            if not select.select([terminal], [], [], left)[0]:
                return None
            said += os.read(terminal, 256)
            if _ATTRIBUTES.search(said):
                return TerminalAnswer(bool(_KITTY.search(said)), clock.monotonic() - start)
        return None
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
