"""A list of two columns, one of them sorted on the server, with a filter of each sort and views of it."""

from dataclasses import replace

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column
from aixtui.stores.views import View, ViewStore
from tests.aixtui.tuple_source import TupleSource

PAIRS = ("apple red", "banana yellow", "cherry red", "date brown", "elder black", "fig brown")
REDS = View("Reds", "fruit", "fruits?colour=red", ("colour", "gone"), "-name")
ALL = View("All", "fruit", "fruits")


def fruit() -> TupleSource:
    """Six of it."""
    return replace(
        TupleSource(PAIRS),
        id="fruit",
        plural="fruits",
        label="Fruit",
        columns=(
            Column("name", "Name", lambda pair: Cell(pair.split()[0]), sort="name"),
            Column("colour", "Colour", lambda pair: Cell(pair.split()[1])),
        ),
        filters=(
            Filter("colour", "Colour", "colour", ("red", "brown"), free_text=True, multiple=False),
            Filter("name", "Name", "name", suggest_from=lambda pair: str(pair).split()[0], multiple=True),
        ),
    )


def save_views(*views: View) -> None:
    """Have the user's file hold these."""
    for view in views:
        ViewStore().save_view(view)
