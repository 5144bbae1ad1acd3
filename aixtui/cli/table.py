"""Tables in plain text, aligned by what a terminal shows rather than by what Python counts."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

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
    return ["".join(line) for line in align_cells(rows, width)]


def align_cells(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """As `align`, each line in the parts that its cells have of it."""
    widths = [min(_WIDEST, max(map(display_width, column))) for column in zip(*rows, strict=True)]
    return [
        _cut([_fit(cell, room) + _GAP for cell, room in zip(row, widths, strict=True)], width) for row in rows
    ]


def _cut(cells: Sequence[str], width: int) -> list[str]:
    line = clip("".join(cells).rstrip(), width)
    ends = [*accumulate(map(len, cells))]
    return [line[start:end] for start, end in pairwise((0, *ends))]


def _fit(text: str, width: int) -> str:
    line = clip(text, width)
    return line + " " * (width - display_width(line))


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
