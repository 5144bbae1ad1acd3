"""A list with two columns, of which one can be sorted on the server, and a filter of each sort."""

from dataclasses import replace

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column
from tests.aixtui.tuple_source import TupleSource

PAIRS = ("apple red", "banana yellow", "cherry red", "date brown", "elder black", "fig brown")


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
