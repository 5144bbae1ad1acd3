"""The header and the rows of a table as segments of styled text. Pure."""

from collections.abc import Callable, Mapping, Sequence

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


def header(
    columns: Sequence[PlacedColumn], sort: str, style: Style, units: Mapping[int, str]
) -> list[Segment]:
    """The headings with their units; the one of the column sorted by (`id` or `-id`) has an arrow."""
    labels = ((one, f"{one.column.label} {units.get(one.number, '')}".strip().upper()) for one in columns)
    arrow = " ▼" if sort.startswith("-") else " ▲"
    texts = (
        fit(label + arrow if sort.lstrip("-") == one.column.id else label, one.width, one.column.align)
        for one, label in labels
    )
    return [Segment(" " * GUTTER + (" " * GAP).join(texts), style)]


def row(
    hit: RowMatch,
    columns: Sequence[PlacedColumn],
    base: Style,
    token: Callable[[str], Style],
    *,
    units: Mapping[int, str],
    is_current: bool,
    is_marked: bool,
) -> list[Segment]:
    """One row, without the units that stand in the header.

    The colours of the tokens are made for the plain background, so the cursor's row has none.
    """
    segments = [Segment((CURSOR if is_current else " ") + (MARK if is_marked else " "), base)]
    for position, column in enumerate(columns):
        cell = hit.row.cells[column.number]
        style = base if is_current else token(cell.style or ("name" if column.number == 0 else "quiet"))
        gap = " " * GAP if position else ""
        text = cell.text.removesuffix(cell.unit) if column.number in units else cell.text
        text = fit(text, column.width, column.column.align)
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
