"""How pages come: at once where they were seen, as the source has them now, or not at all."""

from dataclasses import replace

import pytest

from aixtui.system import clock
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.query import Query
from tests.aixtui.headless import NOWHERE, lists_of, session_on, until
from tests.aixtui.tuple_source import Gate, TupleSource

pytestmark = pytest.mark.anyio
TEN = tuple("abcdefghij")


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(clock, "monotonic", lambda: self.now)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


async def test_the_first_page_comes_and_the_next_one_is_read_ahead() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    assert lists.ids == ["a", "b", "c"]
    assert [query.page for query in source.queries] == [1, 2]
    assert not lists.browser.activity.busy


async def test_a_page_that_was_read_ahead_is_shown_without_asking_again() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    source.queries.clear()
    lists.browser.ask(lists.listing.query._replace(page=2))
    assert lists.ids == ["d", "e", "f"]
    await lists.face.idle()
    assert [query.page for query in source.queries] == [3]


async def test_an_old_page_is_shown_at_once_and_then_as_it_is_now(time: Clock) -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    await lists.do("next-page")
    time.now += 60
    source.items, source.before = tuple("ABCDEFGHIJ"), Gate(1)
    gate = source.before
    lists.browser.ask(lists.listing.query._replace(page=1))
    assert lists.ids == ["a", "b", "c"]
    assert lists.listing.loaded_at == time.now - 60
    await gate.arrival.wait()
    assert lists.browser.activity.task == "refreshing, seen 1 min ago"
    gate.open()
    await lists.face.idle()
    assert lists.ids == ["A", "B", "C"]
    assert lists.listing.loaded_at == time.now


async def test_a_page_that_was_superseded_changes_nothing() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    source.before = gate = Gate(4)
    lists.browser.ask(lists.listing.query._replace(page=4))
    await gate.arrival.wait()
    lists.browser.ask(lists.listing.query._replace(page=2))
    gate.open()
    await lists.face.idle()
    assert lists.ids == ["d", "e", "f"]
    assert lists.listing.query.page == 2
    assert not lists.browser.activity.busy


async def test_what_is_read_ahead_for_one_list_is_kept_for_it_though_another_is_looked_at() -> None:
    first = TupleSource(TEN, before=Gate(2))
    second = replace(TupleSource(tuple("klmnop")), id="other", plural="others")
    lists = lists_of(first, second)
    lists.browsing.begin(None)
    gate = first.before
    assert isinstance(gate, Gate)
    await gate.arrival.wait()
    lists.browser.show(1)
    await until(lambda: lists.ids == ["k", "l", "m"], "the other list")
    gate.open()
    await lists.face.idle()
    pages = lists.browser.loader.pages
    assert {query.page for query in second.queries} == {1, 2}
    assert all(row.id in TEN for page in pages.pages("thing") for row in page.rows)


async def test_beyond_the_last_page_the_last_one_is_shown() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    await lists.do("last-page")
    assert lists.ids == ["j"]
    source.items = TEN[:-1]
    await lists.do("refresh")
    assert lists.ids == ["g", "h", "i"]
    assert lists.listing.query.page == 3
    lists.browser.ask(Query(page=50))
    await lists.face.idle()
    assert lists.ids == ["g", "h", "i"]


async def test_without_a_key_one_is_asked_for_and_then_the_page_comes() -> None:
    session = session_on(NOWHERE)
    source = TupleSource(TEN, error=NoCredentialError(session))
    lists = lists_of(source)

    async def log_in(subject: object) -> None:
        assert subject is session
        source.error = None

    lists.face.on_open = log_in
    await lists.begin()
    assert lists.face.subjects == [session]
    assert lists.ids == ["a", "b", "c"]
    assert lists.face.problems == []


async def test_what_other_lists_can_do_is_known_before_they_are_looked_at() -> None:
    other = replace(TupleSource(), id="other", plural="others", capabilities=None)
    lists = await lists_of(TupleSource(TEN), other).begin()
    assert other.learn_count == 1
    assert other.queries == []
    await lists.do("next-kind")
    assert lists.ids == []


async def test_what_was_read_ahead_before_a_change_is_not_taken_for_new() -> None:
    source = TupleSource(TEN, before=Gate(2))
    lists = lists_of(source)
    lists.browsing.begin(None)
    gate = source.before
    assert isinstance(gate, Gate)
    await gate.arrival.wait()
    source.before = again = Gate(1)
    lists.browser.loader.forget(lists.listing)
    lists.browser.refresh()
    await again.arrival.wait()
    gate.open()
    await until(lambda: not lists.face.is_working("prefetch"), "the end of what is read ahead")
    assert lists.browser.loader.pages.get("thing", lists.listing.query._replace(page=2)) is None
    again.open()
    await lists.face.idle()
