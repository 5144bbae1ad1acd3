"""Work that is cancelled before its first step leaves no warning behind."""

import gc
import inspect

import pytest
from textual.app import App

from aixtui.widgets.work import begin

pytestmark = pytest.mark.anyio


async def never() -> None:
    """Fails the test where it is begun after all."""
    raise AssertionError("it was cancelled")


async def test_what_is_cancelled_at_once_is_closed() -> None:
    """A coroutine that nobody awaited would be a warning, and warnings fail tests."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        work = never()
        begin(app, work, "asked", exclusive=True)
        app.workers.cancel_group(app, "asked")
        await pilot.pause()
        gc.collect()
        assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED
