"""What a list shows when its pages do not come, and how it comes back from that."""

import asyncio

import pytest

from aixsdk.exceptions import ConnectionFailedError, RateLimitError
from aixtui.system import clock
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.query import Query
from tests.aixtui.headless import NOWHERE, lists_of, session_on, until
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio
TEN = tuple("abcdefghij")


def busy(seconds: float) -> RateLimitError:
    error = RateLimitError("Slow down.")
    error.retry_after = seconds
    return error


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


@pytest.mark.usefixtures("told_defect")
@pytest.mark.parametrize(
    "error", [RuntimeError("a defect"), KeyError("x"), OSError(5, "broken"), RecursionError()]
)
async def test_whatever_a_source_raises_is_a_problem_and_no_end(error: Exception) -> None:
    source = TupleSource(TEN, error=error)
    lists = await lists_of(source).begin()
    assert lists.listing.problem is not None
    assert not lists.browser.activity.busy


async def test_a_source_that_asks_for_patience_is_asked_again_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "monotonic", lambda: 1000.0)
    source = TupleSource(TEN, error=busy(0.01))
    lists = lists_of(source)
    lists.browsing.begin(None)
    await until(lambda: bool(lists.browser.activity.until), "the wait")
    assert lists.browser.activity.task == "Too many requests: trying again"
    assert lists.browser.activity.until == 1000.0 + 0.01
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
    turning = asyncio.ensure_future(lists.do("next-page"))
    await until(lambda: bool(lists.browser.activity.until), "the wait")
    assert lists.ids == ["a", "b", "c"]
    assert lists.browser.activity.loaded_at == lists.listing.loaded_at
    source.error = None
    await turning
    assert lists.ids == ["d", "e", "f"]


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
    async def cut(query: Query) -> None:
        if query.page == 2:
            raise OSError("The line is cut.")

    lists = await lists_of(TupleSource(TEN, before=cut)).begin()
    assert lists.ids == ["a", "b", "c"]
    assert lists.face.problems == []
    assert lists.browser.activity.problem == ""
