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
    order = [*layout.chosen, *(name for name in labels if name not in layout.chosen)]
    choices = [Choice(name, labels[name], chosen=name in layout.chosen) for name in order]
    cells = text.split()[-1] if text else ""
    # Python makes no number of thousands of digits.
    if cells.isdecimal() and len(cells) <= len(str(WIDEST)) and 0 < int(cells) <= WIDEST:
        choices += [
            Choice(f"{name}={cells}", f"{labels[name]}: {cells} cells wide") for name in layout.chosen
        ]
    return choices


def with_choice(layout: ColumnLayout, choice_id: str) -> ColumnLayout:
    """The layout after a choice; the last column cannot be switched off."""
    name, _, cells = choice_id.partition("=")
    if cells:
        widths = dict(layout.widths) | {name: int(cells)}
        return layout._replace(widths=tuple(widths.items()))
    chosen = layout.chosen
    rest = tuple(one for one in chosen if one != name) if name in chosen else (*chosen, name)
    return layout._replace(chosen=rest or chosen)


def chosen_layout(listing: Listing, room: int) -> ColumnLayout:
    """The layout with its columns by name: those that are shown in so many cells, where none were chosen."""
    if listing.layout.chosen:
        return listing.layout
    names = tuple(placed.column.id for placed in listing.placed(room))
    return listing.layout._replace(chosen=names or PLAIN.chosen)
