"""The header and the rows of a table as segments of styled text. Pure."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from aixtui.listing.columns import GAP, PlacedColumn
from aixtui.listing.page_filter import RowMatch
from aixtui.widgets.fitting import fit

CURSOR = "▌"
MARK = "*"
GUTTER = 2
"""Cells before the first column: the cursor and the mark."""
_FOUND = Style(underline=True, bold=True)


def header(columns: Sequence[PlacedColumn], sort: str, style: Style) -> list[Segment]:
    """The headings; the one of the column sorted by (`id` or `-id`) has an arrow."""
    texts = (fit(_label(column, sort), column.width, column.column.align) for column in columns)
    return [Segment(" " * GUTTER + (" " * GAP).join(texts), style)]


def _label(placed_column: PlacedColumn, sort: str) -> str:
    if sort.lstrip("-") != placed_column.column.id:
        return placed_column.column.label.upper()
    return f"{placed_column.column.label.upper()} {'▼' if sort.startswith('-') else '▲'}"


def row(
    hit: RowMatch,
    columns: Sequence[PlacedColumn],
    base: Style,
    token: Callable[[str], Style],
    *,
    is_current: bool,
    is_marked: bool,
) -> list[Segment]:
    """One row. The colours of the tokens are made for the plain background, so the cursor's row has none."""
    segments = [Segment((CURSOR if is_current else " ") + (MARK if is_marked else " "), base)]
    for position, column in enumerate(columns):
        cell = hit.row.cells[column.number]
        style = base if is_current else token(cell.style or ("name" if column.number == 0 else "quiet"))
        gap = " " * GAP if position else ""
        text = fit(cell.text, column.width, column.column.align)
        offsets = hit.offsets.get(column.number)
        if offsets and column.column.align == "left":
            found = style + (_FOUND if is_current else token("match") + _FOUND)
            segments += [Segment(gap, style), *_highlight(text, offsets, style, found)]
        else:
            segments.append(Segment(gap + text, style))
    # Neighbours of one style go to the terminal as one piece, without an escape sequence between them.
    return list(Segment.simplify(segments))


def _highlight(text: str, offsets: frozenset[int], style: Style, found: Style) -> list[Segment]:
    return [Segment(char, found if at in offsets else style) for at, char in enumerate(text)]
