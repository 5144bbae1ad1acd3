"""Notices of the desktop that a terminal shows for a program in it: OSC 9 and OSC 777."""

import os

LONGEST = 200
"""Characters of a notice: more is cut off by those who show it."""


def notice_sequence(way: str, text: str) -> str:
    """What makes the terminal show a clean text, by the way of its name; empty for any other."""
    line = "".join(sign for sign in text if sign.isprintable())[:LONGEST]
    if way == "osc9":
        return _through_tmux(f"\x1b]9;{line}\x07")
    if way == "osc777":
        return _through_tmux(f"\x1b]777;notify;aixtui;{line.replace(';', ',')}\x07")
    return ""


def _through_tmux(sequence: str) -> str:
    """As tmux passes it on, where it is allowed to."""
    if not os.environ.get("TMUX"):
        return sequence
    return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
