"""What is typed in stays where it is on the screen when something is said of a field, or no longer is."""

import pytest
from textual.pilot import Pilot

from aixtui.sandbox import RunningSandbox
from aixtui.screens.edit.screen import EditScreen
from aixtui.widgets.field_form import FieldForm
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def go_to(pilot: Pilot[None], name: str) -> EditScreen:
    """The form that is open, with the keys at one of its fields."""
    app = pilot.app
    await wait_for_text(pilot, "nothing changed yet")
    assert isinstance(app.screen, EditScreen)
    app.screen.form.moves.to(name)
    screen, form = app.screen, app.screen.query_one(FieldForm)
    await wait_until(pilot, lambda: getattr(app.focused, "id", "") == f"field-{name}", f"the field {name}")
    await wait_until(pilot, lambda: line_of_focused(screen) in form.region.line_range, "it is in sight")
    await pilot.pause()
    return screen


def line_of_focused(screen: EditScreen) -> int:
    assert screen.focused is not None, "a field has the keys"
    return screen.focused.region.y


@pytest.mark.parametrize("size", [(80, 24), (120, 60)])
@pytest.mark.parametrize(
    ("keys", "field", "wrong", "said"),
    [
        (("e",), "context_overflow_strategy", "max_tokens", "Tokens must be"),
        (("colon", *"triggers", "enter", "a"), "connection", "configuration", "must be"),
    ],
)
async def test_what_is_said_of_a_field_above_moves_nothing(
    sandbox: RunningSandbox, size: tuple[int, int], keys: tuple[str, ...], field: str, wrong: str, said: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press(*keys)
        screen = await go_to(pilot, field)
        before = line_of_focused(screen)
        screen.form.type(wrong, "x")
        screen.form.checks.check(wrong)
        await wait_for_text(pilot, said)
        assert line_of_focused(screen) == before
        screen.form.type(wrong, "")
        await wait_until(pilot, lambda: said not in screen_text(app), "nothing said any more")
        assert line_of_focused(screen) == before
        screen.form.type(wrong, "x")
        screen.form.checks.check(wrong)
        await wait_for_text(pilot, said)
        assert line_of_focused(screen) == before


@pytest.mark.parametrize("size", [(80, 24), (120, 60)])
async def test_where_all_is_seen_with_room_to_spare_it_moves_once_and_not_back(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"keys", "enter", "a")
        screen = await go_to(pilot, "expires_at")
        below = line_of_focused(screen) + 1  # there is nothing to scroll up
        for text in ("x", "", "x"):
            screen.form.type("budget", text)
            screen.form.checks.check("budget")
            await wait_until(pilot, lambda: ("Budget must be" in screen_text(app)) == bool(text), text)  # noqa: B023
            await wait_until(pilot, lambda: line_of_focused(screen) == below, "it is below the note")


async def test_what_is_told_of_a_text_as_it_is_typed_moves_no_other_field_twice(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"triggers", "enter", "a")
        screen = await go_to(pilot, "configuration")
        form, place = screen.query_one(FieldForm), line_of_focused(screen)
        await pilot.press(*"daily")
        await wait_for_text(pilot, "next, in")
        assert line_of_focused(screen) == place
        lines = [row.top for row in form.rows]
        await pilot.press("backspace")
        await wait_until(pilot, lambda: "next, in" not in screen_text(app), "nothing told any more")
        assert [row.top for row in form.rows] == lines
        assert line_of_focused(screen) == place


async def test_what_is_said_of_a_long_text_is_seen_below_it(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"utilities", "enter", "a")
        screen = await go_to(pilot, "source")
        said = f"The code is not valid Python: {'and why not, ' * 6}to the end."
        screen.form.checks.refuse({"source": said})
        await wait_for_text(pilot, "The code is not valid Python")
        await wait_for_text(pilot, "to the end.")
        assert line_of_focused(screen) in screen.query_one(FieldForm).region.line_range


async def test_the_next_group_is_seen_whole_below_what_is_said_of_the_field_that_was_left(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        screen = await go_to(pilot, "expected_output")
        screen.form.type("output_format", "json")
        screen.form.type("expected_output", '{"broken')
        await pilot.press("ctrl+down")
        await wait_for_text(pilot, "✗ Output schema")
        await wait_for_text(pilot, "Rounds a run")
