import pytest

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Column
from aixtui.listing.listing import Listing
from aixtui.listing.order import next_sort
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage
from tests.aixtui.tuple_source import TupleSource

COLUMNS = (
    Column("name", "Name", lambda r: Cell(r), sort="name"),
    Column("price", "Price", lambda r: Cell(r)),
)


def row(name: str, price: str = "1") -> Row:
    return Row(name, (Cell(name), Cell(price)), name)


def listing(*rows: Row, sort: str = "") -> Listing:
    one = Listing(TupleSource(columns=COLUMNS))
    one.query = Query(sort=sort)
    one.show_page(RowPage(one.query, rows, len(rows), 1), 0.0)
    return one


A, B, C, D = row("a", "10"), row("b", "9"), row("c", "-"), row("D", "x")


def test_rows_come_in_the_servers_order() -> None:
    assert listing(B, A).rows == (B, A)


@pytest.mark.parametrize(("sort", "names"), [("price", "baDc"), ("-price", "Dabc"), ("name", "abcD")])
def test_a_page_can_be_sorted_by_itself(sort: str, names: str) -> None:
    one = listing(A, B, C, D)
    one.sort_page(sort)
    assert "".join(one_row.id for one_row in one.rows) == names


def test_the_sort_shown_is_a_column() -> None:
    assert listing(A, sort="-name").visible_sort == "-name"
    assert listing(A, sort="somethingElse").visible_sort == ""


def test_choosing_a_column_sorts_on_the_server_where_it_can() -> None:
    one = listing(A)
    assert next_sort(one.visible_sort, COLUMNS[0]) == ("name", "")
    assert next_sort(listing(A, sort="name").visible_sort, COLUMNS[0]) == ("-name", "")
    assert next_sort(one.visible_sort, COLUMNS[1]) == ("", "price")
    one.sort_page("price")
    assert next_sort(one.visible_sort, COLUMNS[1]) == ("", "-price")


def test_marks_survive_another_page_and_know_their_rows() -> None:
    one = listing(A, B)
    one.marks.toggle(A)
    one.show_page(RowPage(Query(page=2), (C, D), 4, 2), 0.0)
    one.marks.toggle(D)
    assert one.marks.rows == (A, D)
    one.marks.toggle(D)
    assert list(one.marks) == ["a"]


def test_a_range_goes_from_the_last_mark_in_either_direction() -> None:
    one = listing(A, B, C, D)
    one.marks.toggle(C)
    one.marks.extend_to(A, one.rows)
    assert set(one.marks) == {"a", "b", "c"}


def test_a_range_that_begins_on_another_page_marks_this_row_only() -> None:
    one = listing(A, B)
    one.marks.toggle(C)
    one.marks.toggle(C)
    one.marks.extend_to(B, one.rows)
    assert set(one.marks) == {"b"}


def test_inverting_leaves_other_pages_alone() -> None:
    one = listing(A, B)
    one.marks.add([A, C])
    one.marks.invert(one.rows)
    assert set(one.marks) == {"b", "c"}
    one.marks.replace([])
    assert not one.marks


def test_a_filter_toggles_and_goes_back_to_the_first_page() -> None:
    query = Query(page=7).toggle_filter("status", "draft", many=True)
    assert (query.page, query.filters) == (1, (("status", "draft"),))
    both = query.toggle_filter("status", "onboarded", many=True)
    assert both.filters == (("status", "draft"), ("status", "onboarded"))
    assert both.toggle_filter("status", "draft", many=True).filters == (("status", "onboarded"),)
    assert query.toggle_filter("status", "onboarded", many=False).filters == (("status", "onboarded"),)
