"""Files on their way, as a dialog shows them."""

import asyncio

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.progress import Progress
from aixtui.widgets.transfer_lines import transfer_lines
from aixtui.workspace.batch import Batch
from aixtui.workspace.measure import HowFar, Measure
from tests.aixtui.headless import until
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio
FILES = [("1", "a.txt"), ("2", "report.pdf"), ("3", "c.txt")]


async def test_the_one_in_hand_has_its_size_a_bar_its_speed_and_the_time_left() -> None:
    measure, gate = Measure(), asyncio.Event()

    async def carry(file_id: str) -> None:
        measure.begin()
        if file_id == "2":
            measure.how_far = HowFar(1_000_000, 4_000_000, 2.0)
            await gate.wait()

    batch = Batch(FILES, carry, breaks_off=True, measure=measure)
    work = asyncio.ensure_future(batch.go())
    await until(lambda: measure.how_far is not None, "the second file")
    lines = str(transfer_lines(batch, 30)).split("\n")
    assert lines == [
        "✓ a.txt",
        "◐ report.pdf  4 MB",
        f"  {'█' * 5}{'░' * 17}  25 %",
        "  1 MB of 4 MB · 500 kB/s · 6 s left",
        "○ c.txt",
    ]
    gate.set()
    await work
    assert str(transfer_lines(batch, 30)).split("\n") == ["✓ a.txt", "✓ report.pdf", "✓ c.txt"]


async def test_the_dialog_is_as_high_as_what_it_says(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        measure = Measure()

        async def carry(_: str) -> None:
            measure.report(1_000_000, 4_000_000)
            await asyncio.Event().wait()

        batch = Batch(FILES[1:2], carry, breaks_off=True, measure=measure)
        app.push_screen(screen := Progress("Uploading", batch))
        await wait_for_text(pilot, "1 MB of 4 MB")
        await wait_for_text(pilot, "1 of 1: report.pdf. Esc stops.")
        assert screen.query_one(".dialog").size.height < 12
        await pilot.press("escape")
