"""The cursor and the chosen filter while other lists are looked at, and while pages are on their way."""

from types import SimpleNamespace

import pytest

from aixtui.kinds.model import MODEL
from aixtui.kindspec.filters import Filter
from aixtui.listing.address import AppAddress
from aixtui.listing.columns import ColumnLayout
from aixtui.listing.whereabouts import whereabouts
from aixtui.workspace.query import Query
from tests.aixtui.headless import do, lists_of
from tests.aixtui.tuple_source import Gate, TupleSource

pytestmark = pytest.mark.anyio
LETTERS = tuple("abcdefghijklmnopqrst")


async def test_a_row_that_was_asked_for_is_gone_to_though_another_list_was_looked_at_meanwhile() -> None:
    gate = Gate(3)
    letters = TupleSource(LETTERS, id="letter", plural="letters", before=gate)
    lists = await lists_of(letters, TupleSource("xyz"), page_size=5, answers=["r13"]).begin()
    await do(lists.browsing.controllers, "go-to")
    await gate.arrival.wait()
    lists.browser.show(1)
    gate.open()
    await lists.face.idle()
    lists.browser.show(0)
    await lists.face.idle()
    assert (lists.ids, lists.cursor) == (list("klmno"), "m")


async def test_a_row_of_a_page_that_was_superseded_is_not_gone_to() -> None:
    gate = Gate(3)
    lists = await lists_of(TupleSource(LETTERS, before=gate), page_size=5, answers=["r13"]).begin()
    await do(lists.browsing.controllers, "go-to")
    await gate.arrival.wait()
    lists.browser.ask(Query(page=2, size=5))
    gate.open()
    await lists.face.idle()
    assert (lists.ids, lists.cursor) == (list("fghij"), "f")


async def test_a_filter_of_the_page_while_another_is_on_its_way_takes_no_cursor() -> None:
    gate = Gate(3)
    lists = await lists_of(TupleSource(LETTERS, before=gate), page_size=5).begin()
    await lists.do("last-row")
    lists.browser.ask(Query(page=3, size=5), "o")
    await gate.arrival.wait()
    lists.listing.filter_page("c")
    lists.listing.filter_page("")
    gate.open()
    await lists.face.idle()
    assert lists.cursor == "o"


async def test_what_was_saved_and_is_not_on_the_page_leaves_the_cursor_in_its_place() -> None:
    lists = await lists_of(TupleSource(LETTERS, id="model"), page_size=5).begin()
    await lists.do("last-row")
    lists.browser.on_saved(MODEL, SimpleNamespace(id="zz", name="zz"))
    await lists.face.idle()
    assert lists.cursor == "e"
    assert whereabouts(lists.listing) == "zz is on another page"
    lists.browser.on_saved(MODEL, SimpleNamespace(id="b", name="b"))
    await lists.face.idle()
    assert lists.cursor == "b"
    assert whereabouts(lists.listing) == ""


async def test_what_was_made_and_is_hidden_says_by_what_and_is_gone_to_once_that_is_dropped() -> None:
    letters = TupleSource(LETTERS, id="model", filters=(Filter("name", "Name", "name"),))
    lists = await lists_of(letters, page_size=30).begin()
    lists.browser.ask(Query(size=30, filters=(("name", "c"),)))
    await lists.face.idle()
    lists.browser.on_saved(MODEL, SimpleNamespace(id="q", name="Quill"))
    assert whereabouts(lists.listing) == ""  # the page is not there yet
    await lists.face.idle()
    assert whereabouts(lists.listing) == "Quill is hidden by name c: Backspace drops it"
    await lists.do("drop-last-filter")
    await lists.face.idle()
    assert (lists.cursor, whereabouts(lists.listing)) == ("q", "")
    lists.browser.ask(Query("a", size=30))
    await lists.face.idle()
    lists.browser.on_saved(MODEL, SimpleNamespace(id="b", name="b"))
    await lists.face.idle()
    assert whereabouts(lists.listing) == "b is hidden by the search: Esc clears it"
    lists.browser.ask(Query("d", size=30))
    await lists.face.idle()
    assert whereabouts(lists.listing) == ""


async def test_what_was_made_in_another_list_says_in_which() -> None:
    lists = await lists_of(
        TupleSource("xyz"), TupleSource(LETTERS, id="model", plural="models"), page_size=5
    ).begin()
    lists.browser.on_saved(MODEL, SimpleNamespace(id="b", name="Bee"))
    await lists.face.idle()
    assert whereabouts(lists.listing) == "Bee is among the models"
    await lists.do("show-kind", 1)
    await lists.face.idle()
    assert (lists.cursor, whereabouts(lists.listing)) == ("b", "")


async def test_the_row_under_the_cursor_stays_on_the_page_when_the_room_changed_elsewhere() -> None:
    letters = TupleSource(LETTERS, id="letter", plural="letters")
    lists = await lists_of(letters, TupleSource("xyz"), page_size=None).begin()
    lists.browser.fit(10, 80)
    lists.browser.refit()
    await lists.face.idle()
    await lists.do("last-row")
    await lists.do("show-kind", 1)
    lists.browser.fit(4, 80)
    await lists.do("show-kind", 0)
    assert (lists.ids, lists.cursor) == (list("ijkl"), "j")


async def test_the_first_page_is_asked_for_again_when_the_room_changes_before_it_comes() -> None:
    gate = Gate(1)
    lists = lists_of(TupleSource(LETTERS, before=gate), page_size=None)
    lists.browser.fit(10, 80)
    lists.browser.ask(Query())
    await gate.arrival.wait()
    lists.browser.fit(4, 80)
    lists.browser.refit()
    gate.open()
    await lists.face.idle()
    assert lists.ids == list("abcd")


async def test_the_chosen_filter_is_always_one_that_holds() -> None:
    lists = await lists_of(TupleSource(LETTERS)).begin()
    two = (("name", "a"), ("name", "b"))
    lists.browser.ask(Query(filters=two[:1]))
    lists.browser.ask(Query(filters=two))
    await lists.do("next-chip")
    assert lists.listing.chip == 1
    await lists.do("history-back")
    assert (lists.listing.query.filters, lists.listing.chip) == (two[:1], 0)
    await lists.do("drop-chip")
    assert lists.listing.query.filters == ()


async def test_other_columns_begin_with_the_first() -> None:
    lists = await lists_of(TupleSource(LETTERS)).begin(AppAddress("thing"))
    lists.listing.scroll(10, 5)
    assert lists.listing.scroll_x > 0
    lists.listing.lay_out(ColumnLayout())
    assert lists.listing.scroll_x == 0
