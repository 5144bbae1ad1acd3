"""The fields of a form use the room there is, and each can be reached where there is too little."""

import pytest
from textual.widget import Widget

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.widgets.field_form import FieldBox, FieldForm
from aixtui.widgets.field_panel import FieldPanel
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def is_whole(app: AixtuiApp, widget: Widget) -> bool:
    """Whether all of it is in sight, above the line that tells what a field takes."""
    form = app.screen.query_one(FieldForm)
    hint = app.screen.query_one(".form--hint")
    return widget.region.y >= form.region.y and widget.region.bottom <= form.region.bottom - hint.size.height


@pytest.mark.parametrize("size", [(120, 40), (100, 30), (80, 24)])
async def test_long_texts_share_the_room_that_is_left(sandbox: RunningSandbox, size: tuple[int, int]) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("5")
        await wait_for_text(pilot, "There are no utilities here yet.")
        await pilot.press("a")
        await wait_for_text(pilot, "nothing changed yet")
        form, panels = app.screen.query_one(FieldForm), [*app.screen.query(FieldPanel)]
        name, description, code = (panel.size.height for panel in panels)
        hint = app.screen.query_one(".form--hint").size.height
        assert name + description + code + 2 == form.size.height - hint
        assert name == 1
        assert code > description >= 2
        assert code > 10


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_field_with_the_focus_is_whole_and_below_its_heading(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        for panel in [*app.screen.query(FieldPanel)]:
            box = panel.parent
            assert isinstance(box, FieldBox)
            await wait_until(pilot, lambda panel=panel: panel.has_focus_within, panel.label)  # type: ignore[misc]
            await wait_until(pilot, lambda box=box: is_whole(app, box), f"all around {panel.label}")  # type: ignore[misc]
            await pilot.press("tab")


async def test_what_is_in_sight_already_does_not_move(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form, places = app.screen.query_one(FieldForm), set()
        for panel in [*app.screen.query(FieldPanel)][:3]:
            await wait_until(pilot, lambda panel=panel: panel.has_focus_within, panel.label)  # type: ignore[misc]
            await pilot.pause()
            places.add(form.scroll_offset)
            await pilot.press("tab")
        assert len(places) == 1


async def test_without_room_labels_stand_above_and_the_form_scrolls_to_each_field(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(40, 12)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_for_text(pilot, "▌required")
        for panel in [*app.screen.query(FieldPanel)]:
            await wait_until(pilot, lambda panel=panel: panel.has_focus_within, panel.label)  # type: ignore[misc]
            await wait_until(pilot, lambda panel=panel: is_whole(app, panel), panel.label)  # type: ignore[misc]
            assert f"\n │  {panel.label} " in screen_text(app)
            if panel.label == "Instructions":
                assert "fills in." in screen_text(app)
            await pilot.press("tab")
