"""Tables in plain text, aligned by what a terminal shows rather than by what Python counts."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "
_WIDEST = 60


def display_width(text: str) -> int:
    """Count the terminal cells of clean text: two for wide characters, none for combining ones."""
    return sum(map(_cells, text)) if not text.isascii() else len(text)


def clip(text: str, width: int) -> str:
    """Cut text so that it takes at most `width` cells; an ellipsis marks the cut."""
    if display_width(text) <= width:
        return text
    head, total = "", 1
    for char in text:
        total += _cells(char)
        if total > width:
            break
        head += char
    return head + "…"


def align(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Align clean one-line cells in columns; no column and no line is wider than it may be."""
    widths = [min(_WIDEST, max(map(display_width, column))) for column in zip(*rows, strict=True)]
    return [clip(_GAP.join(map(_fit, row, widths)).rstrip(), width) for row in rows]


def _fit(text: str, width: int) -> str:
    line = clip(text, width)
    return line + " " * (width - display_width(line))


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
