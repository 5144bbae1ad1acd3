"""Which columns of a list are shown, and how wide. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column
from aixtui.workspace.rows import RowPage

GAP = 2
NARROWEST = 8
TELLING = 16
"""Cells in which the growing column says something: before it has fewer, another one goes."""
NAMES = 21
"""Cells that tell names apart: where these are what grows, texts beside them are shortened before."""
SHORTENED = 11
"""Cells that such a text keeps: a status is whole in them."""
READABLE = 24
"""Cells that are left to the growing column beside columns that were chosen: the rest is scrolled to."""
GENEROUS = 64
"""Cells that the growing column takes first: all columns with texts have their share of what is left then."""


class PlacedColumn(NamedTuple):
    """A column that is shown: which of the source's columns it is, and its width in cells."""

    number: int
    column: Column
    width: int


class ColumnLayout(NamedTuple):
    """What the user wants to see of the columns."""

    column_ids: tuple[str, ...] = ()
    """Column ids in their order; empty leaves it to the source and the room."""
    widths: tuple[tuple[str, int], ...] = ()
    """Widths that were set, by column id."""
    wide: bool = False
    """All columns, also those there is no room for."""


PLAIN = ColumnLayout()


def place(
    columns: Sequence[Column], room: int, layout: ColumnLayout = PLAIN, constant: frozenset[str] = frozenset()
) -> tuple[PlacedColumn, ...]:
    """Choose the columns that are shown in `room` cells and give each its width.

    Wide columns join the plain ones from left to right while there is room; where there is too little, the
    widest go, so that the growing column says something, and of names that grow the texts beside them are
    shortened. It takes what is left, and the room of those that are `constant`, unless these were chosen,
    and shares what is more than generous; or it gives way down to a readable width. What still does not fit
    is reached by scrolling sideways.
    """
    widths = {index: dict(layout.widths).get(column.id, column.width) for index, column in enumerate(columns)}
    if layout.column_ids:
        ids = [column.id for column in columns]
        places = [ids.index(name) for name in layout.column_ids if name in ids]
    elif layout.wide:
        places = list(range(len(columns)))
    else:
        places = [at for at in _default_places(columns, widths, room) if columns[at].id not in constant]
        places = _telling(columns, widths, places, room)
    total = sum(widths[index] + GAP for index in places) - GAP
    grow_index = next((index for index in places if columns[index].grow), None)
    if grow_index is not None:
        own_width = columns[grow_index].width
        min_width = own_width if layout.wide else min(own_width, READABLE) if layout.column_ids else NARROWEST
        widths[grow_index] = max(widths[grow_index] + room - total, min_width)
        if not layout.column_ids:
            set_widths = dict(layout.widths)
            can_widen = [
                at for at in places if columns[at].align == "left" and columns[at].id not in set_widths
            ]
            _share_out(widths, grow_index, can_widen)
            if grow_index == places[0] and not layout.wide:
                _make_room(widths, grow_index, can_widen)
    return tuple(PlacedColumn(index, columns[index], widths[index]) for index in places)


def width_of(columns: Sequence[PlacedColumn]) -> int:
    """Cells that the columns take, with the gaps between them."""
    return sum(column.width + GAP for column in columns) - GAP


def constant_columns(columns: Sequence[Column], filters: Sequence[Filter], page: RowPage) -> frozenset[str]:
    """Ids of the columns that tell nothing on this page, because a filter with one value holds."""
    names = [name for name, _ in page.query.filters]
    constant = {one.makes_constant for one in filters if one.makes_constant and names.count(one.id) == 1}
    return frozenset(
        column.id
        for number, column in enumerate(columns)
        if column.id in constant and len({row.cells[number].text for row in page.rows}) == 1
    )


def _share_out(widths: dict[int, int], grow_index: int, can_widen: Sequence[int]) -> None:
    """Give what is more than generous to all that can be wider, each by its width."""
    left = widths[grow_index] - GENEROUS
    if left <= 0 or grow_index not in can_widen:
        return
    widths[grow_index] = GENEROUS
    total = sum(widths[at] for at in can_widen)
    for at in can_widen:
        more = left * widths[at] // total
        left, total = left - more, total - widths[at]
        widths[at] += more


def _make_room(widths: dict[int, int], grow_index: int, can_shrink: Sequence[int]) -> None:
    """Take from the texts beside the names, from the widest first, what these need to be told apart."""
    while widths[grow_index] < NAMES:
        widest = max(
            (at for at in can_shrink if at != grow_index), key=widths.__getitem__, default=grow_index
        )
        if widest == grow_index or widths[widest] <= SHORTENED:
            return
        widths[widest] -= 1
        widths[grow_index] += 1


def shared_units(page: RowPage | None) -> dict[int, str]:
    """The unit of each column, by its place, in which all cells of a page that have one have the same."""
    rows = [row.cells for row in page.rows] if page else []
    units = [{cell.unit.strip() for cell in cells} - {""} for cells in zip(*rows, strict=True)]
    return {number: unit.pop() for number, unit in enumerate(units) if len(unit) == 1}


def _default_places(columns: Sequence[Column], widths: dict[int, int], room: int) -> list[int]:
    places = [index for index, column in enumerate(columns) if not column.wide]
    total = sum(widths[index] + GAP for index in places) - GAP
    for index, column in enumerate(columns):
        if column.wide and total + widths[index] + GAP <= room:
            places.append(index)
            total += widths[index] + GAP
    return sorted(places)


def _telling(columns: Sequence[Column], widths: dict[int, int], places: list[int], room: int) -> list[int]:
    """The places, without the widest where too little is left to the growing one; the first one stays."""
    growing = next((index for index in places if columns[index].grow), None)
    left = list(places)
    while growing is not None and room - sum(widths[at] + GAP for at in left if at != growing) < TELLING:
        can_go = [index for index in left[1:] if index != growing]
        if len(can_go) < 2:
            break
        left.remove(max(can_go, key=lambda index: (widths[index], index)))
    return left
