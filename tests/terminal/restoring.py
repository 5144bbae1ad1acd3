"""What a terminal has to be when the app has left it."""

import re

from tests.terminal.terminal import Terminal

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_NO_TEXT = re.compile(r"\x1b\[[?<>]?[\d;$]*[a-z]|\x1b\]22;[a-z]*(\x1b\\|\x07)")
_BEFORE = {"25": True, "7": True}
"""Modes that a terminal has on from the beginning: the cursor, and wrapping lines."""


def left_over(terminal: Terminal) -> list[str]:
    """What is not as before: modes of DEC that are on, levels of Kitty's keys, flags of the line."""
    modes: dict[str, bool] = {}
    for numbers, letter in _MODE.findall(terminal.output):
        modes |= dict.fromkeys(numbers.decode().split(";"), letter == b"h")
    left = [f"?{mode}" for mode, is_on in modes.items() if is_on != _BEFORE.get(mode, False)]
    if len(re.findall(rb"\x1b\[>\d+u", terminal.output)) != terminal.output.count(b"\x1b[<u"):
        left.append("keys of Kitty")
    if terminal.modes != terminal.modes_before:
        left.append("flags of the line")
    return left


def last_words(terminal: Terminal) -> list[str]:
    """The lines that stand on the shell's own screen in the end."""
    text = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    return [line for line in _NO_TEXT.sub("", text).splitlines() if line]
