"""Input for what is not laid out yet or no longer there, on which Textual's widgets would end the app."""

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import OptionList, Static

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, wait_for_text, wait_until, wait_until_rested

pytestmark = pytest.mark.anyio


async def test_a_page_key_for_a_list_without_room_does_nothing(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.resize_terminal(80, 3)
        await pilot.press("ctrl+p")
        await wait_until(
            pilot, lambda: any(options.options for options in app.screen.query(OptionList)), "the palette"
        )
        await pilot.press("down", "pagedown", "pageup", "escape")
        await pilot.resize_terminal(80, 24)
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_a_click_on_what_has_gone_does_nothing(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until_rested(pilot)
        gone = app.screen.query(Static).first()
        place = gone.region.offset
        await gone.remove()
        app.screen.get_widget_at = lambda *_: (gone, gone.region)  # type: ignore[method-assign]
        app.screen.get_widget_and_offset_at = lambda *_: (gone, Offset(0, 0))  # type: ignore[method-assign]
        click = events.MouseDown(None, *place, 0, 0, 1, False, False, False, *place)
        await app.on_event(click)
        assert app.is_running


@pytest.mark.parametrize("columns", range(3, 9))
async def test_the_palette_on_a_few_columns_ends_nothing(sandbox: RunningSandbox, columns: int) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.resize_terminal(columns, 69)
        await pilot.press("ctrl+p")
        await wait_until(
            pilot, lambda: any(options.options for options in app.screen.query(OptionList)), "the palette"
        )
        await pilot.press("down", "escape")
        await pilot.resize_terminal(80, 24)
        await wait_for_text(pilot, "▌ Text Analyst")
