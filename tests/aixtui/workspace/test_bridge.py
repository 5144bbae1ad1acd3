import asyncio
import threading
from collections.abc import Iterator

import pytest

from aixsdk.cancel import current
from aixsdk.exceptions import CancelledError
from aixtui.workspace.bridge import Bridge


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
