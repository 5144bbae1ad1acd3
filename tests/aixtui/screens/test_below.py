"""A field below a dialog shows no cursor, whether it was about to blink or not."""

import pytest
from rich.style import Style
from textual.widgets import Input, TextArea

from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.edit.screen import EditScreen
from aixtui.theming.terminal_themes import NO_COLOUR
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def styles(field: Input | TextArea) -> set[Style | None]:
    """How the cells of a field's first line look."""
    return {segment.style for segment in field.render_line(0)}


@pytest.mark.parametrize("theme", ["", NO_COLOUR.name])
@pytest.mark.parametrize("name", ["name", "description"])
async def test_a_field_below_a_question_has_no_cursor(sandbox: RunningSandbox, name: str, theme: str) -> None:
    app = app_on(connection_to(sandbox))
    app.theme = theme or app.theme
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        form = app.screen
        assert isinstance(form, EditScreen)
        field = form.query_one(f"#field-{name}")
        assert isinstance(field, Input | TextArea)
        field.cursor_blink = False
        field.focus()
        await pilot.press("x")
        await wait_until(pilot, lambda: len(styles(field)) > 1, "the cursor")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Save these changes")
        await wait_until(pilot, lambda: len(styles(field)) == 1, "no cursor")
        await pilot.press("n")
        await wait_until(pilot, lambda: len(styles(field)) > 1, "the cursor again")


async def test_nor_has_the_line_of_a_dialog_below_another_one(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("F")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose) and app.focused is not None, "filters")
        field = app.focused
        assert isinstance(field, Input)
        field.cursor_blink = False
        await pilot.press("o")
        await wait_until(pilot, lambda: len(styles(field)) > 1, "the cursor")
        app.push_screen(Confirm("Throw it away?", yes="Throw away"))
        await wait_until(pilot, lambda: len(styles(field)) == 1, "no cursor")
