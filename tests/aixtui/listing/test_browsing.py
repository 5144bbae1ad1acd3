"""The lists side by side: paging, cursor, marks, and the way back and forward."""

import pytest

from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from tests.aixtui.controllers.fruit import fruit
from tests.aixtui.headless import Lists, lists_of
from tests.aixtui.scripted_face import ScriptedFace
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio
LETTERS = tuple("abcdefghijklmnopqrst")


def letters() -> TupleSource:
    return TupleSource(LETTERS)


def names(lists: Lists) -> list[str]:
    return [row.cells[0].text for row in lists.listing.visible_rows]


async def test_paging_has_two_ends_and_says_so() -> None:
    lists = await lists_of(letters(), page_size=8).begin()
    assert [await lists.do(name) for name in ("previous-page", "first-page")] == [
        "This is the first page."
    ] * 2
    await lists.do("last-page")
    assert lists.ids == ["q", "r", "s", "t"]
    assert [await lists.do(name) for name in ("next-page", "last-page")] == ["This is the last page."] * 2
    await lists.do("first-page")
    assert lists.ids[0] == "a"


async def test_quick_page_turns_add_up() -> None:
    lists = await lists_of(letters()).begin()
    for _ in range(3):
        lists.browser.ask(lists.listing.query._replace(page=lists.listing.query.page + 1))
    await lists.face.idle()
    assert lists.ids == ["j", "k", "l"]


async def test_page_down_goes_to_the_end_of_a_page_and_then_on() -> None:
    lists = await lists_of(letters()).begin()
    lists.browser.fit(3, 80)
    assert [await walked(lists, "page-down") for _ in range(2)] == ["c", "d"]
    assert [await walked(lists, "page-up") for _ in range(2)] == ["a", "a"]
    assert lists.face.messages == ["This is the first page."]


async def walked(lists: Lists, action_id: str) -> str:
    await lists.do(action_id)
    return lists.cursor


async def test_the_cursor_stops_at_the_ends() -> None:
    lists = await lists_of(letters()).begin()
    steps = ("cursor-up", "last-row", "cursor-down", "cursor-up", "first-row")
    assert [await walked(lists, step) for step in steps] == ["a", "c", "c", "b", "a"]


async def test_another_size_keeps_the_row_that_is_first_and_the_cursor() -> None:
    lists = await lists_of(letters(), page_size=None).begin()
    for rows in (4, 4):
        lists.browser.fit(rows, 80)
        lists.browser.refit()
        await lists.face.idle()
    await lists.do("next-page")
    await lists.do("next-page")
    await lists.do("cursor-down")
    assert (lists.ids, lists.cursor) == (["i", "j", "k", "l"], "j")
    lists.browser.fit(6, 80)
    lists.browser.refit()
    await lists.face.idle()
    assert (lists.ids[0], "i" in lists.ids, lists.cursor) == ("g", True, "j")


async def test_a_page_size_that_is_set_wins_over_the_room() -> None:
    lists = await lists_of(letters(), page_size=5).begin()
    lists.browser.fit(12, 80)
    lists.browser.refit()
    await lists.face.idle()
    assert len(lists.ids) == 5


async def test_the_cursor_follows_its_row_and_keeps_its_place_without_it() -> None:
    source = letters()
    lists = await lists_of(source).begin()
    await lists.do("cursor-down")
    source.items = ("new", *LETTERS)
    await lists.do("refresh")
    assert (lists.ids, lists.cursor) == (["new", "a", "b"], "b")
    source.items = ("new", "a", "c", "d")
    await lists.do("refresh")
    assert lists.cursor == "c"
    source.items = ("new",)
    await lists.do("refresh")
    assert lists.cursor == "new"
    source.items = ()
    await lists.do("refresh")
    assert (lists.ids, lists.cursor, lists.browser.resource) == ([], "", None)
    assert await lists.do("open") == await lists.do("mark") == "There is no thing under the cursor."


async def test_marks_last_over_pages_lists_and_searches() -> None:
    lists = await lists_of(letters(), fruit()).begin()
    await lists.do("mark")
    await lists.do("next-page")
    await lists.do("mark-page")
    await lists.do("to-list", "search", "a")
    await lists.do("show-kind", 1)
    assert list(lists.listing.marks) == []
    await lists.do("show-kind", 0)
    assert [row.id for row in lists.browser.marked_rows] == ["a", "d", "e", "f"]
    assert lists.listing.selection == lists.browser.marked_rows
    await lists.do("invert-marks")
    assert list(lists.listing.marks) == ["d", "e", "f"]
    await lists.do("unmark")
    assert lists.listing.selection == (lists.listing.current,)


async def test_a_range_of_marks_goes_from_the_last_one_to_the_cursor() -> None:
    lists = await lists_of(letters(), page_size=10).begin()
    for action_id in ("mark", "cursor-down", "cursor-down", "mark-range"):
        await lists.do(action_id)
    assert list(lists.listing.marks) == ["a", "b", "c", "d"]


async def test_each_list_is_left_as_it_was() -> None:
    lists = await lists_of(letters(), fruit()).begin()
    await lists.do("next-page")
    await lists.do("cursor-down")
    await lists.do("next-kind")
    assert lists.browser.index == 1
    assert await lists.do("show-kind", 7) == ""
    assert lists.browser.index == 1
    await lists.do("next-kind")
    assert (lists.cursor, lists.listing.query.page) == ("e", 2)
    await lists.do("previous-kind")
    assert names(lists) == ["apple", "banana", "cherry"]


async def test_a_filter_of_the_page_ends_when_the_list_is_left() -> None:
    lists = await lists_of(fruit(), letters(), page_size=6).begin()
    page = lists.listing.page
    await lists.do("to-list", "page-filter", "red")
    assert (names(lists), lists.listing.page) == (["apple", "cherry"], page)
    await lists.do("next-kind")
    await lists.do("previous-kind")
    assert len(names(lists)) == 6


async def test_clear_takes_the_filter_of_the_page_then_the_search() -> None:
    lists = await lists_of(letters(), page_size=30).begin()
    await lists.do("to-list", "search", "a")
    await lists.do("to-list", "page-filter", "zz")
    assert (lists.listing.query.text, lists.ids) == ("a", [])
    await lists.do("clear")
    assert lists.ids == ["a"]
    await lists.do("clear")
    assert len(lists.ids) == len(LETTERS)
    assert lists.face.parts == ["list"] * 4


async def test_the_order_of_the_page_holds_on_other_pages_and_ends_with_the_next_place() -> None:
    lists = await lists_of(fruit(), page_size=3).begin()
    lists.listing.sort_page("colour")
    assert names(lists) == ["apple", "cherry", "banana"]
    await lists.do("next-page")
    assert names(lists) == ["elder", "date", "fig"]
    assert lists.listing.visible_sort == "colour"
    lists.browser.go(AppAddress("fruit"))
    await lists.face.idle()
    assert names(lists) == ["apple", "banana", "cherry"]


async def test_all_columns_are_reached_by_scrolling_as_far_as_there_are_some() -> None:
    lists = await lists_of(fruit()).begin()
    lists.browser.fit(10, 20)
    lefts = []
    for action_id in ("scroll-right", "scroll-right", "scroll-left", "scroll-left"):
        await lists.do(action_id)
        lefts.append(lists.listing.scroll_x)
    assert lefts == [6, 6, 0, 0]


async def test_before_anything_has_come_nothing_fails() -> None:
    browser = Browser([letters()], ScriptedFace())
    assert (browser.back(), browser.forward(), browser.resource, browser.marked_rows) == (
        False,
        False,
        None,
        (),
    )
    browser.refit()
    assert browser.address_text == "things"
