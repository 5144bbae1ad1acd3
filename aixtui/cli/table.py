"""Tables in plain text, aligned by what a terminal shows rather than by what Python counts."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "
_WIDEST = 60


def shown_width(text: str) -> int:
    """Count the terminal cells of clean text: two for wide characters, none for combining ones."""
    return sum(map(_cells, text)) if not text.isascii() else len(text)


def clipped(text: str, width: int) -> str:
    """Cut text so that it takes at most `width` cells; an ellipsis marks the cut."""
    if shown_width(text) <= width:
        return text
    kept, used = "", 1
    for char in text:
        used += _cells(char)
        if used > width:
            break
        kept += char
    return kept + "…"


def aligned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Align clean one-line cells in columns; no column and no line is wider than it may be."""
    widths = [min(_WIDEST, max(map(shown_width, column))) for column in zip(*rows, strict=True)]
    return [clipped(_GAP.join(map(_fitted, row, widths)).rstrip(), width) for row in rows]


def _fitted(text: str, width: int) -> str:
    shown = clipped(text, width)
    return shown + " " * (width - shown_width(shown))


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
