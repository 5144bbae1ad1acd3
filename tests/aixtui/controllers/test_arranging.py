"""Filters, order, columns and going to a row, as dialogs ask for them."""

import pytest

from aixtui.listing.address import AppAddress
from aixtui.listing.filter_choices import SEPARATOR
from aixtui.stores.state import ChosenColumn, StateStore
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage, Unreadable
from tests.aixtui.controllers.fruit import fruit
from tests.aixtui.headless import Lists, lists_of
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio
RED, BROWN = f"colour{SEPARATOR}red", f"colour{SEPARATOR}brown"
DIGITS = "9" * 5000
"""More than Python makes a number of."""


def names(lists: Lists) -> list[str]:
    return [row.cells[0].text for row in lists.listing.visible_rows]


async def test_going_to_asks_again_until_there_is_such_a_page_or_row() -> None:
    lists = await lists_of(fruit(), page_size=2, answers=("7", "r 0", "r 60", "x", "R5")).begin()
    await lists.do("go-to")
    title = "Page 1 to 3, or r and a row from 1 to 6"
    problems = [question.removeprefix(title) for question in lists.face.questions]
    page, row = ": There is no such page.", ": There is no such row."
    assert problems == ["", page, row, row, page]
    assert lists.face.drafts == ["", "7", "r 0", "r 60", "x"]
    assert (lists.listing.query.page, lists.listing.at, names(lists)) == (3, 0, ["elder", "fig"])


@pytest.mark.parametrize("answer", [DIGITS, f"r{DIGITS}"], ids=["page", "row"])
async def test_a_number_of_any_length_is_only_a_wrong_one(answer: str) -> None:
    lists = await lists_of(fruit(), page_size=2, answers=(answer, "2")).begin()
    await lists.do("go-to")
    assert "There is no such" in lists.face.questions[1]
    assert names(lists) == ["cherry", "date"]


async def test_going_to_without_a_page_says_why_and_may_be_left() -> None:
    source = TupleSource(error=OSError("The line is cut."))
    lists = await lists_of(source).begin()
    for action_id in ("go-to", "next-page", "last-page"):
        assert await lists.do(action_id) == "Nothing is loaded yet."
    source.error = None
    lists.face.answers = [None]
    await lists.do("refresh")
    await lists.do("go-to")
    assert lists.listing.query.page == 1


async def test_filters_are_switched_on_and_off_each_at_once() -> None:
    lists = await lists_of(fruit(), page_size=4, answers=([RED], [BROWN], [BROWN])).begin()
    pages = []
    for _ in range(3):
        await lists.do("filters")
        pages.append(names(lists))
    assert pages == [["apple", "cherry"], ["date", "fig"], ["apple", "banana", "cherry", "date"]]
    assert lists.face.questions[0] == "Narrow the fruits, on the server"


async def test_what_was_seen_and_what_is_typed_can_be_filtered_by() -> None:
    lists = await lists_of(fruit(), page_size=2).begin()
    lists.face.answers = [[("", f"name{SEPARATOR}cherry")], [("Colour: black", f"colour{SEPARATOR}black")]]
    await lists.do("filters")
    assert names(lists) == ["cherry"]
    await lists.do("drop-last-filter")
    await lists.do("filters")
    assert names(lists) == ["elder"]


async def test_any_filter_that_holds_can_be_dropped() -> None:
    filters = (("colour", "red"), ("name", "apple"), ("name", "cherry"))
    lists = await lists_of(fruit(), page_size=4).begin(AppAddress("fruit", query=Query(filters=filters)))
    await lists.do("choose-filter")
    for action_id in ("previous-chip", "next-chip", "next-chip", "next-chip", "previous-chip"):
        await lists.do(action_id)
    assert lists.listing.chip == 1
    states = []
    for step in (("drop-chip",), ("drop-chip", 0), ("leave-chips",), ("drop-last-filter",)):
        await lists.do(*step)
        states.append((lists.listing.query.filters, lists.listing.chip))
    two_filters, last = (filters[0], filters[2]), (filters[2],)
    assert states == [(two_filters, 1), (last, 0), (last, 0), ((), 0)]
    for action_id in ("drop-last-filter", "choose-filter"):
        assert await lists.do(action_id) == "There is no filter to take away."
    assert lists.face.parts == ["filters", "list"]


async def test_the_last_chip_gives_the_keys_back_to_the_list() -> None:
    start = AppAddress("fruit", query=Query(filters=(("colour", "red"),)))
    lists = await lists_of(fruit()).begin(start)
    await lists.do("drop-chip")
    assert lists.face.parts == ["list"]


async def test_a_column_of_the_server_sorts_all_and_turns_round() -> None:
    lists = await lists_of(fruit(), page_size=2, answers=("name", "name", None)).begin()
    for _ in range(3):
        await lists.do("sort")
    assert names(lists) == ["fig", "elder"]
    await lists.do("next-page")
    assert (names(lists), lists.listing.visible_sort) == (["date", "cherry"], "-name")


async def test_another_column_sorts_this_page_only_and_a_sort_of_the_server_ends_that() -> None:
    lists = await lists_of(fruit(), page_size=4, answers=("colour", "colour", "name")).begin()
    pages = []
    for _ in range(3):
        await lists.do("sort")
        pages.append(names(lists))
    assert pages[0] == ["date", "apple", "cherry", "banana"]
    assert pages[1] == ["banana", "apple", "cherry", "date"]
    assert (pages[2], lists.listing.page_sort) == (["apple", "banana", "cherry", "date"], "")


async def test_columns_are_switched_and_given_a_width_for_this_sitting_and_the_next() -> None:
    lists = await lists_of(fruit()).begin()
    lists.face.answers = [["name", "name", ("colour 20", "colour=20"), "name", "colour"]]
    await lists.do("columns")
    assert lists.listing.layout.column_ids == ("colour",)
    assert StateStore().columns("fruit") == (ChosenColumn("colour", 20),)
    later = await lists_of(fruit()).begin()
    assert [(one.column.id, one.width) for one in later.listing.place_columns(80)] == [("colour", 20)]


async def test_a_width_of_any_length_is_only_a_wrong_one() -> None:
    lists = await lists_of(fruit()).begin()
    lists.face.answers = [[(f"colour {DIGITS}", "colour")]]
    await lists.do("columns")
    assert lists.listing.layout.column_ids == ("name",)


async def test_columns_that_are_no_longer_there_are_not_recalled() -> None:
    StateStore().choose_columns("fruit", [ChosenColumn("gone"), ChosenColumn("colour")])
    lists = await lists_of(fruit()).begin()
    assert lists.listing.layout.column_ids == ("colour",)


async def test_all_columns_and_those_that_fit_take_turns() -> None:
    lists = await lists_of(fruit()).begin()
    wide = []
    for _ in range(2):
        await lists.do("wide")
        wide.append(lists.listing.layout.wide)
    assert wide == [True, False]
    assert lists.face.messages == ["All columns: Left and Right scroll.", "The columns that fit."]


async def test_the_preview_is_as_it_was_left() -> None:
    lists = await lists_of(fruit()).begin()
    await lists.do("preview")
    await lists.do("preview-size")
    later = await lists_of(fruit()).begin()
    assert (later.browsing.preview.is_visible, later.browsing.preview.size) == (True, 2)
    await later.do("preview")
    last = await lists_of(fruit()).begin()
    assert not last.browsing.preview.is_visible


async def test_what_could_not_be_read_is_shown_raw() -> None:
    lists = await lists_of(fruit()).begin()
    assert await lists.do("unreadable") == "All items of this page could be read."
    bad = (Unreadable(2, {"id": 7}, "id is no text"),)
    lists.listing.show_page(RowPage(lists.listing.query, (), 1, 1, bad), 0.0)
    await lists.do("unreadable")
    assert lists.face.messages == ['Item 2 of what the server sent: id is no text\n{\n  "id": 7\n}']


async def test_the_lines_that_are_typed_in_get_the_keys_and_give_them_back() -> None:
    lists = await lists_of(fruit(), page_size=6).begin()
    for action_id in ("search", "page-filter"):
        await lists.do(action_id)
    await lists.do("clear-text", "page-filter")
    assert lists.face.parts == ["search", "page-filter", "list"]


async def test_a_search_that_is_typed_asks_anew_only_where_it_changes() -> None:
    source = fruit()
    lists = await lists_of(source, page_size=6).begin()
    source.queries.clear()
    lists.browsing.search.type("search", "")
    lists.browsing.search.type("search", "an")
    await lists.face.idle()
    assert [query.text for query in source.queries] == ["an"]
    await lists.do("to-list", "search", "an")
    assert len(source.queries) == 1
