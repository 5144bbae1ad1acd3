"""The columns of a list as choices to switch on and off, or to give a width. Pure."""

from aixtui.face import Choice
from aixtui.listing.columns import PLAIN, ColumnLayout
from aixtui.listing.listing import Listing

TITLE = "Columns, in the order they are switched on; name 30 makes one 30 cells wide"
WIDEST = 200
"""Cells that a column may be made wide."""


def column_choices(listing: Listing, layout: ColumnLayout, text: str) -> list[Choice]:
    """The columns, those that are shown first; with a number typed behind a name, that width for it."""
    labels = {column.id: column.label for column in listing.source.columns}
    order = [*layout.column_ids, *(name for name in labels if name not in layout.column_ids)]
    choices = [Choice(name, labels[name], is_selected=name in layout.column_ids) for name in order]
    cells = text.split()[-1] if text else ""
    # Python makes no number of thousands of digits.
    if cells.isdecimal() and len(cells) <= len(str(WIDEST)) and 0 < int(cells) <= WIDEST:
        choices += [
            Choice(f"{name}={cells}", f"{labels[name]}: {cells} cells wide") for name in layout.column_ids
        ]
    return choices


def with_choice(layout: ColumnLayout, choice_id: str) -> ColumnLayout:
    """The layout after a choice; the last column cannot be switched off."""
    name, _, cells = choice_id.partition("=")
    if cells:
        widths = dict(layout.widths) | {name: int(cells)}
        return layout._replace(widths=tuple(widths.items()))
    column_ids = layout.column_ids
    new_ids = tuple(one for one in column_ids if one != name) if name in column_ids else (*column_ids, name)
    return layout._replace(column_ids=new_ids or column_ids)


def explicit_layout(listing: Listing, room: int) -> ColumnLayout:
    """The layout with its columns by name: those that are shown in so many cells, where none were chosen."""
    if listing.layout.column_ids:
        return listing.layout
    names = tuple(placed_column.column.id for placed_column in listing.place_columns(room))
    return listing.layout._replace(column_ids=names or PLAIN.column_ids)
