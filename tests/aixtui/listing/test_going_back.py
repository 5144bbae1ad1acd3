"""The way back and forward, and the addresses of the places on it."""

from dataclasses import replace

import pytest

from aixtui.listing.address import AppAddress
from aixtui.listing.columns import ColumnLayout
from aixtui.stores.state import StateStore
from aixtui.workspace.query import Query
from tests.aixtui.controllers.fruit import fruit
from tests.aixtui.headless import Lists, lists_of
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio
LETTERS = tuple("abcdefghijklmnopqrst")


def letters() -> TupleSource:
    return TupleSource(LETTERS)


def names(lists: Lists) -> list[str]:
    return [row.cells[0].text for row in lists.listing.visible_rows]


async def test_back_and_forward_bring_search_page_cursor_marks_columns_and_the_order_of_the_page() -> None:
    lists = await lists_of(fruit(), letters(), page_size=2).begin()
    await lists.do("next-page")
    await lists.do("mark")
    lists.listing.lay_out(ColumnLayout(("colour", "name")))
    lists.listing.sort_page("-colour")
    cursor = lists.cursor
    lists.browser.go(AppAddress("fruit", query=Query(text="banana")))
    await lists.face.idle()
    await lists.do("unmark")
    lists.listing.lay_out(ColumnLayout(("name",)))
    await lists.do("history-back")
    listing = lists.listing
    assert (listing.query.text, listing.query.page, lists.cursor) == ("", 2, cursor)
    assert [row.cells[0].text for row in listing.marks.rows] == ["cherry"]
    assert (listing.layout.column_ids, listing.page_sort) == (("colour", "name"), "-colour")
    await lists.do("history-forward")
    assert (names(lists), list(listing.marks), listing.layout.column_ids) == (["banana"], [], ("name",))
    assert StateStore().columns("fruit") == ()
    assert listing.page_sort == ""


async def test_beyond_the_ends_of_the_history_there_is_nothing() -> None:
    lists = await lists_of(letters()).begin()
    assert await lists.do("history-back") == "There is nothing to go back to."
    assert await lists.do("history-forward") == "There is nothing to go forward to."


async def test_a_filter_is_a_place_of_its_own_and_another_page_is_not() -> None:
    lists = await lists_of(fruit(), page_size=2).begin()
    await lists.do("next-page")
    await lists.do("cursor-down")
    cursor = lists.cursor
    lists.browser.ask(lists.listing.query.toggle_filter("colour", "red", many=False))
    await lists.face.idle()
    assert names(lists) == ["apple", "cherry"]
    await lists.do("history-back")
    assert (lists.cursor, lists.listing.query.page) == (cursor, 2)
    assert await lists.do("history-back") == "There is nothing to go back to."


async def test_the_address_says_which_rows_these_are() -> None:
    lists = await lists_of(replace(fruit(), sort="name"), page_size=2).begin()
    places = [lists.browser.address_text]
    await lists.do("next-page")
    places.append(lists.browser.address_text)
    await lists.do("to-list", "search", "e")
    places.append(lists.browser.address_text)
    lists.browser.ask(lists.listing.query._replace(sort="-name"))
    places.append(lists.browser.address_text)
    await lists.face.idle()
    assert places == ["fruits", "fruits?page=2&size=2", "fruits?q=e", "fruits?q=e&sort=-name"]


async def test_an_address_opens_a_list_as_it_says_on_any_size() -> None:
    query = Query(text="e", sort="-name", page=2, size=2, filters=(("colour", "red"),))
    lists = await lists_of(letters(), fruit(), page_size=1).begin(AppAddress("fruit", query=query))
    assert lists.browser.index == 1
    assert lists.listing.query == query._replace(page=2, size=1)
    assert names(lists) == ["apple"]
