"""Lists that load again by themselves."""

import asyncio
from dataclasses import replace

import pytest

from aixtui.listing import live_refresh
from tests.aixtui.headless import Lists, lists_of, until
from tests.aixtui.tuple_source import Gate, TupleSource

pytestmark = pytest.mark.anyio
TICKS = 10


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_refresh, "LIVE_SECONDS", 0.005)


async def begin(*sources: TupleSource) -> Lists:
    """Lists that are shown: one that is live never comes to rest."""
    lists = lists_of(*sources)
    lists.browsing.begin(None)
    await until(lambda: lists.listing.page is not None, "the first page")
    return lists


async def ticks() -> None:
    """Time for several loads."""
    for _ in range(TICKS):
        await asyncio.sleep(live_refresh.LIVE_SECONDS)


async def toggle(lists: Lists) -> None:
    controller = next(one for one in lists.browsing.controllers if hasattr(one, "do_live"))
    controller.do_live()


async def test_a_list_is_live_until_it_is_stopped() -> None:
    source = TupleSource(("a",))
    lists = await begin(source)
    await lists.face.idle()
    await toggle(lists)
    source.items = ("b",)
    await until(lambda: lists.ids == ["b"], "the new rows")
    await toggle(lists)
    await lists.face.idle()
    assert not lists.face.is_working("live")
    assert lists.face.messages == ["Live: loaded every 0.005 s. W stops that.", "No longer live."]


async def test_a_source_that_is_live_by_itself_is_so_while_it_is_looked_at() -> None:
    calm, live = TupleSource(("a",)), replace(TupleSource(("b",)), id="live", live_seconds=0.005)
    lists = await begin(calm, live)
    assert lists.browser.live.seconds == 0
    lists.browser.show(1)
    await until(lambda: len(live.queries) > 2, "several loads")
    lists.browser.show(0)
    assert (lists.browser.live.seconds, lists.face.is_working("live")) == (0, False)
    await lists.face.idle()


async def test_what_the_user_says_goes_before_the_habit_of_a_source() -> None:
    calm, live = TupleSource(("a",)), replace(TupleSource(("b",)), id="live", live_seconds=0.005)
    lists = await begin(live, calm)
    await toggle(lists)
    lists.browser.show(1)
    lists.browser.show(0)
    assert not lists.face.is_working("live")
    await lists.face.idle()


async def test_what_is_covered_is_not_loaded() -> None:
    source = TupleSource(("a",))
    lists = await begin(source)
    await lists.face.idle()
    lists.face.in_sight = False
    source.queries.clear()
    await toggle(lists)
    await ticks()
    assert source.queries == []
    lists.face.in_sight = True
    await until(lambda: bool(source.queries), "a load")
    lists.face.stop("live")
    await lists.face.idle()


async def test_a_tick_is_skipped_while_a_page_is_on_its_way() -> None:
    source = TupleSource(("a",))
    lists = await begin(source)
    await lists.face.idle()
    source.before = gate = Gate(1)
    source.queries.clear()
    await toggle(lists)
    await gate.arrival.wait()
    await ticks()
    assert len(source.queries) == 1
    lists.face.stop("live")
    gate.open()
    await lists.face.idle()


async def test_a_load_that_fails_is_tried_again_at_the_next_tick() -> None:
    source = TupleSource(("a",))
    lists = await begin(source)
    await lists.face.idle()
    source.error = OSError("The line is cut.")
    await toggle(lists)
    await until(lambda: bool(lists.browser.activity.problem), "the failure")
    source.error, source.items = None, ("b",)
    await until(lambda: lists.ids == ["b"], "the new rows")
    lists.face.stop("live")
    await lists.face.idle()
