"""Columns that a filter makes all alike."""

from types import SimpleNamespace

from aixtui.kindspec import cells
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column
from aixtui.listing.columns import ColumnLayout, constant_columns, place
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage

COLUMNS = (
    Column("name", "Name", lambda thing: cells.text(thing.name), width=20, grow=True),
    Column("status", "Status", lambda thing: cells.text(thing.status), width=10),
    Column("maker", "Maker", lambda thing: cells.text(thing.maker), width=10),
    Column("updated", "Updated", lambda _: cells.text("now"), width=10, wide=True),
)
FILTERS = (
    Filter("status", "Status", "status", ("draft", "done"), multiple=True, makes_constant="status"),
    Filter("maker", "Maker", "maker", free_text=True, makes_constant="maker"),
    Filter("tag", "Tag", "tags", free_text=True),
)


def constant(*filters: tuple[str, str], makers: tuple[str, ...] = ("us", "us")) -> frozenset[str]:
    things = [SimpleNamespace(name=f"n{n}", status="done", maker=maker) for n, maker in enumerate(makers)]
    rows = tuple(Row(thing.name, tuple(column.value(thing) for column in COLUMNS), thing) for thing in things)
    query = Query(filters=filters)
    return constant_columns(COLUMNS, FILTERS, RowPage(query, rows, len(rows), 1))


def test_a_column_is_constant_under_one_value_of_its_filter() -> None:
    assert constant(("status", "done")) == {"status"}
    assert constant(("status", "done"), ("maker", "us")) == {"status", "maker"}
    assert constant(("status", "done"), ("status", "draft")) == frozenset()
    assert constant(("tag", "x")) == frozenset()
    assert constant() == frozenset()


def test_a_server_that_means_more_by_a_value_makes_nothing_constant() -> None:
    assert constant(("maker", "us"), makers=("us", "us too")) == frozenset()


def test_the_growing_column_gets_the_room_and_no_other_joins() -> None:
    plain = place(COLUMNS, 50)
    columns = place(COLUMNS, 50, constant=frozenset({"status"}))
    assert [placed_column.column.id for placed_column in plain] == ["name", "status", "maker"]
    assert [placed_column.column.id for placed_column in columns] == ["name", "maker"]
    assert columns[0].width == plain[0].width + 12


def test_chosen_columns_and_all_columns_stay() -> None:
    constant = frozenset({"status"})
    columns = place(COLUMNS, 50, ColumnLayout(column_ids=("status", "name")), constant)
    assert [placed_column.column.id for placed_column in columns] == ["status", "name"]
    assert len(place(COLUMNS, 50, ColumnLayout(wide=True), constant)) == 4
