import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from aixsdk.cancel import current
from aixsdk.exceptions import CancelledError
from aixsdk.polling import Pause
from aixtui.workspace.bridge import MOST_AT_ONCE, Bridge


def test_a_read_returns_the_value_of_a_daemon_thread() -> None:
    def call() -> tuple[str, bool]:
        return "done", threading.current_thread().daemon

    assert asyncio.run(Bridge().read(call)) == ("done", True)


def test_an_error_of_the_call_reaches_whoever_awaits_it() -> None:
    def call() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        asyncio.run(Bridge().read(call))


def test_cancelling_a_read_wakes_what_it_waits_for() -> None:
    wake_up = threading.Event()
    has_begun = threading.Event()

    def call() -> None:
        has_begun.set()
        if current().wait(30):
            wake_up.set()

    async def scenario() -> None:
        task = asyncio.create_task(Bridge().read(call))
        await asyncio.to_thread(has_begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
    assert wake_up.wait(10)


def test_a_cancelled_write_goes_on_and_is_counted_until_its_end() -> None:
    bridge, has_begun, go_on = Bridge(), threading.Event(), threading.Event()
    ends: list[bool] = []

    def call() -> None:
        has_begun.set()
        go_on.wait(10)
        ends.append(True)

    async def scenario() -> None:
        task = asyncio.create_task(bridge.write(call))
        await asyncio.to_thread(has_begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert bridge.writes == 1
        go_on.set()
        while bridge.writes:
            await asyncio.sleep(0)

    asyncio.run(scenario())
    assert ends == [True]


def test_a_stream_yields_in_order_and_ends_with_the_generators_error() -> None:
    def generate() -> Iterator[int]:
        yield 1
        yield 2
        raise LookupError("broken off")

    async def scenario() -> list[int]:
        items: list[int] = []
        stream = Bridge().stream(generate)
        items.append(await anext(stream))
        items.append(await anext(stream))
        with pytest.raises(LookupError, match="broken off"):
            await anext(stream)
        return items

    assert asyncio.run(scenario()) == [1, 2]


def test_leaving_a_stream_cancels_its_token() -> None:
    wake_up = threading.Event()

    def generate() -> Iterator[int]:
        yield 1
        if current().wait(30):
            wake_up.set()
            raise CancelledError("stopped")

    async def scenario() -> None:
        stream = Bridge().stream(generate)
        assert await anext(stream) == 1
        await stream.aclose()  # type: ignore[attr-defined]

    asyncio.run(scenario())
    assert wake_up.wait(10)


def test_a_pause_needs_no_thread_and_whoever_leaves_in_it_tells_the_generator() -> None:
    ends = list[str]()

    def generate() -> Iterator[str | Pause]:
        try:
            yield "first"
            yield Pause(0.01)
            yield "second"
            yield Pause(600.0)
        except CancelledError:
            ends.append("cancelled")
            raise

    async def scenario() -> None:
        bridge = Bridge()
        stream = bridge.stream(generate)
        assert [await anext(stream), await anext(stream)] == ["first", "second"]
        third = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        await bridge.rest()
        assert ends == [], "it stands in its pause"
        third.cancel()
        with pytest.raises(asyncio.CancelledError):
            await third
        await bridge.rest()

    asyncio.run(asyncio.wait_for(scenario(), 10))
    assert ends == ["cancelled"]


def test_whoever_leaves_at_work_that_comes_to_a_pause_tells_the_generator_too() -> None:
    ends, at_work, go_on = list[str](), threading.Event(), threading.Event()

    def generate() -> Iterator[str | Pause]:
        yield "first"
        at_work.set()
        go_on.wait(10)  # which hears of no token
        try:
            yield Pause(600.0)
        except CancelledError:
            ends.append("cancelled")
            raise

    async def scenario() -> None:
        bridge = Bridge()
        stream = bridge.stream(generate)
        assert await anext(stream) == "first"
        while not at_work.is_set():
            await asyncio.sleep(0.001)
        await stream.aclose()  # type: ignore[attr-defined]
        go_on.set()
        while not ends:
            await asyncio.sleep(0.001)
        await bridge.rest()

    asyncio.run(asyncio.wait_for(scenario(), 10))
    assert ends == ["cancelled"]


def test_of_all_that_go_on_after_a_pause_only_some_have_a_thread_at_once() -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def generate() -> Iterator[str | Pause]:
        nonlocal at_once, most
        for _ in range(3):
            yield Pause(0.0)
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.005)
            with lock:
                at_once -= 1
        yield "end"

    async def one(bridge: Bridge) -> list[str]:
        return [item async for item in bridge.stream(generate)]

    async def scenario() -> None:
        bridge = Bridge()
        assert await asyncio.gather(*(one(bridge) for _ in range(30))) == [["end"]] * 30

    asyncio.run(asyncio.wait_for(scenario(), 30))
    assert 1 < most <= MOST_AT_ONCE


def test_many_stuck_calls_do_not_hold_up_another() -> None:
    release = threading.Event()

    async def scenario() -> str:
        bridge = Bridge()
        tasks = [asyncio.create_task(bridge.read(lambda: release.wait(30))) for _ in range(20)]
        await asyncio.sleep(0)
        value = await asyncio.wait_for(bridge.read(lambda: "through"), 10)
        for task in tasks:
            task.cancel()
        return value

    assert asyncio.run(scenario()) == "through"
    release.set()


def test_it_is_at_rest_once_the_threads_of_what_was_abandoned_have_ended_too() -> None:
    bridge, has_begun, ends = Bridge(), threading.Event(), list[str]()

    def call() -> None:
        has_begun.set()
        current().wait(30)
        ends.append("abandoned")

    async def scenario() -> None:
        await bridge.rest()
        task = asyncio.create_task(bridge.read(call))
        await asyncio.to_thread(has_begun.wait, 10)
        task.cancel()
        await bridge.rest()
        ends.append("at rest")

    asyncio.run(scenario())
    assert ends == ["abandoned", "at rest"]
