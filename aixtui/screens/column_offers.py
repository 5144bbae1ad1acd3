"""The columns of a list as offers to switch on and off, or to give a width. Pure."""

from aixtui.kindspec.kind import Kind
from aixtui.screens.choose import Offer
from aixtui.widgets.columns import Layout

TITLE = "Columns, in the order they are switched on; name 30 makes one 30 cells wide"
WIDEST = 200
"""Cells that a column may be made wide."""


def column_offers(kind: Kind, layout: Layout, text: str) -> list[Offer]:
    """The columns, those that are shown first; with a number typed behind a name, that width for it."""
    chosen = _chosen(kind, layout)
    known = {column.id: column.label for column in kind.columns}
    order = [*chosen, *(name for name in known if name not in chosen)]
    offers = [Offer(name, known[name], chosen=name in chosen) for name in order]
    cells = text.split()[-1] if text else ""
    if cells.isdecimal() and 0 < int(cells) <= WIDEST:
        offers += [Offer(f"{name}={cells}", f"{known[name]}: {cells} cells wide") for name in chosen]
    return offers


def picked_column(kind: Kind, layout: Layout, picked: str) -> Layout:
    """The layout after an offer was picked; the last column cannot be switched off."""
    chosen = _chosen(kind, layout)
    name, _, cells = picked.partition("=")
    if cells:
        widths = dict(layout.widths) | {name: int(cells)}
        return layout._replace(chosen=chosen, widths=tuple(widths.items()))
    left = tuple(known for known in chosen if known != name) if name in chosen else (*chosen, name)
    return layout._replace(chosen=left or chosen)


def _chosen(kind: Kind, layout: Layout) -> tuple[str, ...]:
    return layout.chosen or tuple(column.id for column in kind.columns if not column.wide)
