"""Colours of what is printed: whether there are any, and which."""

import os

_CODES = {"good": "32", "warn": "33", "bad": "31", "accent": "36"}
"""The terminal's own colours, by the words that cells have for how they look in the app."""
_END = "\x1b[0m"


def is_coloured(*, is_terminal: bool) -> bool:
    """Whether what is printed there has colours, by the variables that many programs heed.

    NO_COLOR goes before CLICOLOR_FORCE, which has colours in a pipe, too.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal and os.environ.get("CLICOLOR") != "0" and os.environ.get("TERM") != "dumb"


def marks(style: str) -> tuple[str, str]:
    """What stands before and after a text of this style; empty where it has no colour."""
    return (f"\x1b[{_CODES[style]}m", _END) if style in _CODES else ("", "")
