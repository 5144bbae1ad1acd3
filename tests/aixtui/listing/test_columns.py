from types import SimpleNamespace

import pytest

from aixtui.kinds import KINDS
from aixtui.kindspec.cells import Cell, price_in_column
from aixtui.kindspec.kind import Column, Kind
from aixtui.listing.columns import (
    GAP,
    GENEROUS,
    NAMES,
    NARROWEST,
    READABLE,
    SHORTENED,
    ColumnLayout,
    place,
    shared_units,
)
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage


def column(name: str, width: int, *, grow: bool = False, wide: bool = False) -> Column:
    return Column(name, name, lambda _: Cell(""), width=width, grow=grow, wide=wide)


COLUMNS = (
    column("name", 20, grow=True),
    column("status", 10),
    column("host", 10, wide=True),
    column("updated", 10, wide=True),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (32, {"name": 20, "status": 10}),
        (40, {"name": 28, "status": 10}),
        (44, {"name": 20, "status": 10, "host": 10}),
        (100, {"name": 64, "status": 10, "host": 10, "updated": 10}),
        (25, {"name": 13, "status": 10}),
        (10, {"name": NARROWEST, "status": 10}),
    ],
)
def test_columns_take_the_room_there_is(room: int, widths: dict[str, int]) -> None:
    assert {placed_column.column.id: placed_column.width for placed_column in place(COLUMNS, room)} == widths


def test_chosen_columns_leave_the_names_readable_and_the_rest_to_scrolling() -> None:
    columns = (column("name", 30, grow=True), *(column(name, 20) for name in "abc"))
    layout = ColumnLayout(column_ids=("name", "a", "b", "c"))
    assert [one.width for one in place(columns, 76, layout)] == [READABLE, 20, 20, 20]
    assert [one.width for one in place(columns, 200, layout)] == [134, 20, 20, 20]
    narrow = (column("name", 12, grow=True), column("a", 20))
    narrow_layout = ColumnLayout(column_ids=("name", "a"))
    assert [one.width for one in place(narrow, 20, narrow_layout)] == [12, 20]


@pytest.mark.parametrize(
    ("room", "shown"),
    [(54, ["name", "a", "b", "c"]), (53, ["name", "a", "c"]), (30, ["name", "c"]), (5, ["name", "c"])],
)
def test_the_widest_go_where_the_names_would_say_nothing(room: int, shown: list[str]) -> None:
    columns = (column("name", 30, grow=True), column("a", 12), column("b", 16), column("c", 4))
    assert [one.column.id for one in place(columns, room)] == shown


@pytest.mark.parametrize(
    ("room", "beside", "widths"),
    [
        (60, (19, 12), [25, 19, 12]),
        (53, (19, 12), [NAMES, 16, 12]),
        (51, (19, 12), [NAMES, 14, 12]),
        (45, (13, 12), [19, SHORTENED, SHORTENED]),
        (45, (10, 13), [NAMES - 1, 10, SHORTENED]),
    ],
)
def test_texts_beside_the_names_are_shortened_before_these_cannot_be_told_apart(
    room: int, beside: tuple[int, int], widths: list[int]
) -> None:
    columns = (column("name", 30, grow=True), column("a", beside[0]), column("b", beside[1]))
    assert [one.width for one in place(columns, room)] == widths
    set_width = ColumnLayout(widths=(("a", beside[0]),))
    assert place(columns, room, set_width)[1].width == beside[0]


def test_the_names_of_models_are_told_apart_beside_all_other_columns() -> None:
    (model,) = (kind for kind in KINDS if kind.id == "model")
    assert place(model.columns, 78)[0].width == NAMES
    assert place(model.columns, 78, constant=frozenset({"runs"}))[0].width == NAMES + 2


@pytest.mark.parametrize("room", [70, 50, 30, 10])
def test_what_a_row_is_called_stays_also_where_another_column_grows(room: int) -> None:
    columns = (column("name", 26), column("a", 11), column("text", 24, grow=True), column("b", 9))
    assert place(columns, room)[0].column.id == "name"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("room", [20, 40, 56, 71, 78, 118, 200])
def test_every_kind_begins_with_the_names(kind: Kind, room: int) -> None:
    assert place(kind.columns, room)[0].number == 0


def test_what_is_more_than_generous_goes_to_all_texts_and_the_whole_room_is_used() -> None:
    columns = (column("name", 20), column("text", 24, grow=True), column("number", 9)._replace(align="right"))
    assert [one.width for one in place(columns, 20 + 9 + GENEROUS + 2 * GAP)] == [20, GENEROUS, 9]
    wide = place(columns, 20 + 9 + GENEROUS + 40 + 2 * GAP)
    assert [one.width for one in wide] == [29, GENEROUS + 31, 9]
    kept = place(columns, 20 + 9 + GENEROUS + 40 + 2 * GAP, ColumnLayout(widths=(("name", 20),)))
    assert [one.width for one in kept] == [20, GENEROUS + 40, 9]


def test_a_column_that_is_constant_makes_none_go() -> None:
    columns = (column("name", 30, grow=True), column("a", 30), column("b", 16))
    assert [one.column.id for one in place(columns, 40, constant=frozenset("a"))] == ["name", "b"]


def test_columns_keep_their_order() -> None:
    columns = (column("a", 5, wide=True), column("b", 5), column("c", 5, wide=True))
    assert [placed_column.number for placed_column in place(columns, 5 * 3 + GAP * 2)] == [0, 1, 2]


def prices(*units: str) -> RowPage:
    """A page of rows with a name and a price."""
    cells = [price_in_column(SimpleNamespace(price=0.5 if unit else 0, unit_type=unit)) for unit in units]
    rows = tuple(Row(str(at), (Cell("name"), cell), None) for at, cell in enumerate(cells))
    return RowPage(Query(), rows, len(rows), 1)


@pytest.mark.parametrize(
    ("units", "shared"),
    [
        (("request", "", "request"), {1: "/request"}),
        (("token", "token"), {1: "/1M tok"}),
        (("request", "second"), {}),
        (("", ""), {}),
        ((), {}),
    ],
)
def test_a_column_of_one_unit_says_it_in_its_head(units: tuple[str, ...], shared: dict[int, str]) -> None:
    assert shared_units(prices(*units)) == shared
    assert shared_units(None) == {}


def test_numbers_without_their_unit_still_stand_below_each_other() -> None:
    texts = [row.cells[1].text.removesuffix(row.cells[1].unit) for row in prices("request", "").rows]
    assert texts == ["0.5    ", "free      "]
