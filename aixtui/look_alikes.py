"""What a terminal without Unicode shows in place of what it cannot, cell by cell."""

import codecs
import unicodedata
from typing import TextIO

from rich.cells import cell_len

_NAME = "aixtui-look-alikes"
_LIKE = {
    " ": "\u00a0\u2000\u2002\u2003\u2007\u2009\u200a\u202f",
    "-": "─━┄┅┈┉╌╍═▔▀‐‑‒–—−",
    "|": "│┃┆┇┊┋╎╏║▌▐▎▏▕▊",
    "+": "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╰╯▛▜▙▟▘▝▖▗✓",
    "_": "▁▂▃▄",
    "#": "█▓▒░▅▆▇▉",
    "*": "●•⭘",
    "o": "○◦",
    "~": "…◐",
    "x": "✗×",
    "^": "▲↑",
    "v": "▼▾↓",
    ">": "▶▸→›",
    "<": "◀←‹",
    ".": "·",
    "=": "⏸",
    '"': "“”„",
    "'": "‘’‚",
}
_MAP = {char: like for like, chars in _LIKE.items() for char in chars}


def degrade(stream: TextIO) -> None:
    """Have a stream write a look-alike, of as many cells, for each character that its encoding lacks."""
    codecs.register_error(_NAME, _replace)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:  # what a test puts in its place may take anything
        reconfigure(errors=_NAME)


def look_alike(text: str) -> str:
    """ASCII that is as wide as the text on a terminal; a wide character is two question marks."""
    like = ""
    for end, char in enumerate(text, 1):
        width = cell_len(text[:end])  # what a character adds hangs on those before it
        like = (like + _of(char, width - len(like)))[:width]
    return like


def _of(char: str, width: int) -> str:
    plain = _MAP.get(char) or unicodedata.normalize("NFD", char)[0]
    return plain if width == 1 and plain.isascii() and plain.isprintable() else "?" * width


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return look_alike(error.object[error.start : error.end]), error.end
