"""How pages come: at once where they were seen, as the source has them now, or not at all."""

import asyncio
from dataclasses import replace

import pytest

from aixsdk.exceptions import ConnectionFailedError, RateLimitError
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.session import NoCredentialError
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


def busy(seconds: float) -> RateLimitError:
    error = RateLimitError("Slow down.")
    error.retry_after = seconds
    return error


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


async def test_a_page_turn_that_fails_leaves_all_as_it_was() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    await lists.do("cursor-down")
    lists.browser.loader.pages.forget("thing")
    source.error = ConnectionFailedError("The line is cut.")
    await lists.do("next-page")
    assert (lists.ids, lists.listing.query.page, lists.cursor) == (["a", "b", "c"], 1, "b")
    assert lists.listing.problem is None
    activity = lists.browser.activity
    assert activity.problem.startswith("Cannot reach the backend: The line is cut.")
    assert activity.loaded_at == lists.listing.loaded_at
    source.error = None
    await lists.do("refresh")
    assert (lists.cursor, activity.problem) == ("b", "")


async def test_a_row_that_was_not_reached_is_not_jumped_to_later() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source, answers=("r 9",)).begin()
    source.error = ConnectionFailedError("The line is cut.")
    await lists.do("go-to")
    source.error = None
    await lists.do("refresh")
    assert lists.cursor == "a"


async def test_a_search_that_fails_shows_what_was_there_and_stays_asked_for() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    source.error = ConnectionFailedError("The line is cut.")
    await lists.do("to-list", "search", "j")
    assert lists.ids == ["a", "b", "c"]
    assert lists.listing.query.text == "j"
    assert lists.browser.activity.loaded_at is not None
    source.error = None
    await lists.do("refresh")
    assert lists.ids == ["j"]


async def test_without_a_page_the_problem_stands_in_its_place() -> None:
    source = TupleSource(TEN, error=ConnectionFailedError("The line is cut."))
    lists = await lists_of(source).begin()
    problem = lists.listing.problem
    assert problem is not None
    assert problem.title == lists.browser.activity.problem == "Cannot reach the backend"
    assert lists.browser.activity.loaded_at is None
    source.error = None
    await lists.do("refresh")
    assert lists.listing.problem is None
    assert lists.ids == ["a", "b", "c"]


@pytest.mark.parametrize(
    "error", [RuntimeError("a defect"), KeyError("x"), OSError(5, "broken"), RecursionError()]
)
async def test_whatever_a_source_raises_is_a_problem_and_no_end(error: Exception) -> None:
    source = TupleSource(TEN, error=error)
    lists = await lists_of(source).begin()
    assert lists.listing.problem is not None
    assert not lists.browser.activity.busy


async def test_a_source_that_asks_for_patience_is_asked_again_by_itself(time: Clock) -> None:
    source = TupleSource(TEN, error=busy(0.01))
    lists = lists_of(source)
    lists.browsing.begin(None)
    await until(lambda: bool(lists.browser.activity.until), "the wait")
    assert lists.browser.activity.task == "Too many requests: trying again"
    assert lists.browser.activity.until == time.now + 0.01
    source.error = None
    await lists.face.idle()
    assert lists.ids == ["a", "b", "c"]
    assert lists.listing.problem is None
    assert not lists.browser.activity.busy


async def test_a_page_turn_that_has_to_wait_comes_in_the_end() -> None:
    source = TupleSource(TEN)
    lists = await lists_of(source).begin()
    lists.browser.loader.pages.forget("thing")
    source.error = busy(0.01)
    task = asyncio.ensure_future(lists.do("next-page"))
    await until(lambda: bool(lists.browser.activity.until), "the wait")
    assert lists.ids == ["a", "b", "c"]
    assert lists.browser.activity.loaded_at == lists.listing.loaded_at
    source.error = None
    await task
    assert lists.ids == ["d", "e", "f"]


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


async def test_what_other_lists_can_do_may_fail_to_come() -> None:
    class Silent(TupleSource):
        async def learn(self) -> None:
            raise NoCredentialError(session_on(NOWHERE))

    other = Silent(("k",), id="other", plural="others", capabilities=None)
    lists = await lists_of(TupleSource(TEN), other).begin()
    assert (lists.face.problems, lists.face.subjects) == ([], [])
    await lists.do("next-kind")
    assert lists.ids == ["k"]


async def test_what_is_read_ahead_may_fail_unseen() -> None:
    async def fail(query: Query) -> None:
        if query.page == 2:
            raise OSError("The line is cut.")

    lists = await lists_of(TupleSource(TEN, before=fail)).begin()
    assert lists.ids == ["a", "b", "c"]
    assert lists.face.problems == []
    assert lists.browser.activity.problem == ""


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
