"""The fields of a form use the room there is, and each can be reached where there is too little."""

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.widgets.field_panel import FieldForm, FieldPanel
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("size", [(120, 40), (100, 30)])
async def test_long_texts_share_the_room_that_is_left(sandbox: RunningSandbox, size: tuple[int, int]) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("5")
        await wait_for_text(pilot, "There are no utilities here yet.")
        await pilot.press("a")
        await wait_for_text(pilot, "╰─ More than ten characters. ─")
        form, panels = app.screen.query_one(FieldForm), [*app.screen.query(FieldPanel)]
        name, description, code = (panel.size.height for panel in panels)
        assert sum(panel.outer_size.height for panel in panels) == form.size.height
        assert name == 1
        assert code > description > 2


async def test_without_room_the_form_scrolls_to_each_field(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(40, 12)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_for_text(pilot, "━ Name (required)")
        for heading in ("Description", "Instructions"):
            await pilot.press("tab")
            await wait_for_text(pilot, f"━ {heading} ")
        await wait_until(pilot, lambda: "fills in." in screen_text(app), "the help in lines of its own")
