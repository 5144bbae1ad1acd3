"""Tables in plain text, aligned by what a terminal shows rather than by what Python counts."""

import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "


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


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> list[str]:
    """Align clean one-line cells in columns; with `width`, no line takes more cells than that."""
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(map(shown_width, column)) for column in zip(*lines, strict=True)]
    aligned = (_GAP.join(_padded(c, w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines)
    return [line if width is None else clipped(line, width) for line in aligned]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - shown_width(text))


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
