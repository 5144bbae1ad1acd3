"""How wide the columns of a table are, and how text fits into them. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from aixtui.kindspec.kind import Column

GAP = 2
NARROWEST = 8
READABLE = 24
"""Cells that are left to the growing column beside columns that were chosen: the rest is scrolled to."""


class Placed(NamedTuple):
    """A column that is shown: which of the kind's columns it is, and its width in cells."""

    number: int
    column: Column
    width: int


class Layout(NamedTuple):
    """What the user wants to see of a kind's columns."""

    chosen: tuple[str, ...] = ()
    """Column ids in their order; empty leaves it to the kind and the room."""
    widths: tuple[tuple[str, int], ...] = ()
    """Widths that were set, by column id."""
    wide: bool = False
    """All columns, also those there is no room for."""
    fixed: frozenset[str] = frozenset()
    """Columns that say the same in every row: the one that grows gets their room, unless they were chosen."""


PLAIN = Layout()


def place(columns: Sequence[Column], room: int, layout: Layout = PLAIN) -> list[Placed]:
    """Choose the columns that are shown in `room` cells and give each its width.

    The plain columns are always there; wide ones join from left to right while there is room. The growing
    column takes what is left, or gives way down to a readable width; what still does not fit is reached by
    scrolling sideways.
    """
    widths = {index: dict(layout.widths).get(column.id, column.width) for index, column in enumerate(columns)}
    if layout.chosen:
        ids = [column.id for column in columns]
        shown = [ids.index(name) for name in layout.chosen if name in ids]
    elif layout.wide:
        shown = list(range(len(columns)))
    else:
        shown = [at for at in _fitting(columns, widths, room) if columns[at].id not in layout.fixed]
    used = sum(widths[index] + GAP for index in shown) - GAP
    growing = next((index for index in shown if columns[index].grow), None)
    if growing is not None:
        wanted = columns[growing].width
        least = wanted if layout.wide else min(wanted, READABLE) if layout.chosen else NARROWEST
        widths[growing] = max(widths[growing] + room - used, least)
    return [Placed(index, columns[index], widths[index]) for index in shown]


def _fitting(columns: Sequence[Column], widths: dict[int, int], room: int) -> list[int]:
    shown = [index for index, column in enumerate(columns) if not column.wide]
    used = sum(widths[index] + GAP for index in shown) - GAP
    for index, column in enumerate(columns):
        if column.wide and used + widths[index] + GAP <= room:
            shown.append(index)
            used += widths[index] + GAP
    return sorted(shown)


def fit(text: str, width: int, align: str = "left") -> str:
    """Make text exactly `width` cells wide: padded, or cut with an ellipsis."""
    length = len(text) if text.isascii() else cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    space = " " * (width - length)
    return space + text if align == "right" else text + space
