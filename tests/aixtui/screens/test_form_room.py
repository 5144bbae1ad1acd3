"""The fields of a form use the room there is, and each can be reached where there is too little."""

import asyncio
import re

import pytest
from textual.widget import Widget

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.screens.edit.screen import EditScreen
from aixtui.widgets.field_form import FieldForm
from aixtui.widgets.text_block import TextBlock
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def is_whole(app: AixtuiApp, widget: Widget | None) -> bool:
    """Whether all of it is in sight, above the line that tells what a field takes."""
    assert widget is not None, "it has the focus"
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
        form = app.screen.query_one(FieldForm)
        name, description, code = (row.height for row in form.rows)
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
        for box in app.screen.query_one(FieldForm).boxes:
            for row in box.rows:
                await wait_until(pilot, lambda row=row: row.has_focus, row.label)  # type: ignore[misc]
                await wait_until(pilot, lambda box=box: is_whole(app, box), f"all around {row.label}")  # type: ignore[misc]
                await pilot.press("tab")


async def test_what_is_in_sight_already_does_not_move(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form, places = app.screen.query_one(FieldForm), set()
        for row in form.rows[:3]:
            await wait_until(pilot, lambda row=row: row.has_focus, row.label)  # type: ignore[misc]
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
        for row in app.screen.query_one(FieldForm).rows:
            await wait_until(pilot, lambda row=row: row.has_focus, row.label)  # type: ignore[misc]
            await wait_until(pilot, lambda row=row: is_whole(app, row.widget), row.label)  # type: ignore[misc]
            await wait_for_text(pilot, f"\n │  {row.label} ")
            if row.label == "Instructions":
                assert "fills in." in screen_text(app)
            await pilot.press("tab")


async def test_fields_are_made_as_they_come_into_sight_and_stand_beside_their_labels(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form = app.screen.query_one(FieldForm)
        assert form.rows[0].widget is not None
        assert form.rows[-1].widget is None
        for top in (form.max_scroll_y, 0):
            form.scroll_to(y=top, animate=False)
            await wait_until(pilot, lambda top=top: form.scroll_offset.y == top, "that place")  # type: ignore[misc]
            await wait_until(pilot, lambda: lines_of_labels(app) == lines_of_fields(form) != {}, "the fields")
        assert form.rows[-1].widget is not None


@pytest.mark.parametrize("moment", range(0, 40, 4))
async def test_a_form_is_left_while_its_lower_fields_are_made(sandbox: RunningSandbox, moment: int) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 50)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.simulate_key("e")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        await asyncio.sleep(moment / 1000)
        screen = app.screen
        assert isinstance(screen, EditScreen)
        screen.form.finish()
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_labels_move_with_their_fields_when_a_note_takes_room(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 50)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form = app.screen.query_one(FieldForm)
        for _ in range(5):  # to Max inspectors and beyond
            await pilot.press("ctrl+down")
        before = lines_of_fields(form)
        row = next(row for row in form.rows if row.label == "Tokens")
        form.give_focus(row)
        await wait_until(pilot, lambda: row.has_focus, "the focus")
        await pilot.press("x", "tab")
        await wait_for_text(pilot, "Tokens must be")
        await wait_until(pilot, lambda: lines_of_labels(app) == lines_of_fields(form), "the fields")
        after = lines_of_fields(form)
        assert after != before
        form.give_focus(row)
        await wait_until(pilot, lambda: row.has_focus, "the focus again")
        await pilot.press("backspace")
        await wait_until(pilot, lambda: "Tokens must be" not in screen_text(app), "no note")
        assert lines_of_fields(form) == lines_of_labels(app) == after, "its line stays"


def lines_of_fields(form: FieldForm) -> dict[str, int]:
    """Where the fields that are in sight begin."""
    made = {row.label: row.widget for row in form.rows if row.widget is not None}
    seen = form.scrollable_content_region
    below = form.query_one(".form--hint").region.y
    return {label: one.region.y for label, one in made.items() if seen.y <= one.region.y < below}


def lines_of_labels(app: AixtuiApp) -> dict[str, int]:
    """Where the labels of fields are seen."""
    form, lines = app.screen.query_one(FieldForm), screen_text(app).splitlines()
    below = form.query_one(".form--hint").region.y
    return {
        row.label: number
        for row in form.rows
        for number, line in enumerate(lines[:below])
        if re.split("[▏▌]", line[4:])[0].strip() == row.label
    }


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_page_down_takes_the_cursor_along_to_the_last_field_and_back(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form = app.screen.query_one(FieldForm)

        async def turn(key: str, end: int) -> int:
            """How often a key is pressed until the field at an end has the focus, always one in sight."""
            for times in range(60):
                if form.rows[end].has_focus:
                    return times
                await pilot.press(key)
                await pilot.pause()
                await wait_until(pilot, lambda: is_whole(app, app.focused), "it in sight")
            raise AssertionError(f"{key} never leads to the end")

        assert 1 < await turn("pagedown", -1) < len(form.rows) / 2
        await pilot.press("pagedown")
        await pilot.pause()
        assert form.rows[-1].has_focus
        assert 1 < await turn("pageup", 0) < len(form.rows) / 2
        await pilot.press("x")
        await wait_for_text(pilot, "changed: Name")


async def test_in_a_long_text_a_page_is_one_of_the_text_until_its_end(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        screen = app.screen
        assert isinstance(screen, EditScreen)
        screen.form.put("instructions", "\n".join(map(str, range(30))))
        screen.form.moves.to("instructions")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "field-instructions", "the text")
        for start, key in (("ctrl+home", "pagedown"), ("ctrl+end", "pageup")):
            screen.form.moves.to("instructions")
            await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "field-instructions", "it")
            text = app.focused
            assert isinstance(text, TextBlock)
            await pilot.press(start)
            places = set()
            while app.focused is text:
                assert text.cursor_location not in places
                places.add(text.cursor_location)
                await pilot.press(key)
                await pilot.pause()
            assert (min(places)[0], max(places)[0]) == (0, 29)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (2, 40), (120, 1)])
async def test_a_form_and_its_help_stand_a_screen_without_room(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        for key, words in (("f1", "Keys of this screen"), ("escape", "nothing changed yet")):
            await pilot.press(key)
            await wait_for_text(pilot, words)
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.resize_terminal(80, 24)
            await wait_for_text(pilot, words)
