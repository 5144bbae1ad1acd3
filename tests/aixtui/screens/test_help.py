"""Help tells what the keys do now: on a screen, in a field of its form, in a dialog."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.arrange import Arrange
from aixtui.screens.dialogs.calendar import Calendar
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.help import HelpLines, HelpScreen
from aixtui.screens.edit.screen import EditScreen
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def edit_agent(pilot: Pilot[None], field: str) -> EditScreen:
    """The form of an agent, with the keys at one of its fields."""
    app = pilot.app
    await wait_for_text(pilot, "▌ Text Analyst")
    await pilot.press("e")
    await wait_for_text(pilot, "nothing changed yet")
    assert isinstance(app.screen, EditScreen)
    app.screen.form.moves.to(field)
    await wait_until(pilot, lambda: getattr(app.focused, "id", "") == f"field-{field}", f"the field {field}")
    return app.screen


async def open_help(pilot: Pilot[None]) -> str:
    """All that the help says."""
    app = pilot.app
    await pilot.press("f1")
    await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
    await pilot.pause()
    return str(app.screen.query_one(HelpLines).content)


async def close_help(pilot: Pilot[None]) -> None:
    await pilot.press("f1")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen), "the end of the help")


def is_open(app: AixtuiApp, dialog: type[Dialog[Any]]) -> bool:
    return isinstance(app.screen, dialog)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", ("THE FIELD NAME", "Takes one line of text; required.", "Go to the next field.")),
        ("instructions", ("THE FIELD INSTRUCTIONS", "{name} marks a variable", "Begin a new line.")),
        ("tools", ("THE FIELD TOOLS", "any number of these", "Take away what the field refers to")),
        ("output_format", ("Takes one of: text, markdown, json.", "Show all choices.")),
        ("max_tokens", ("Takes a number.", "The most that an answer has.")),
    ],
)
async def test_in_a_form_it_begins_with_the_field(
    sandbox: RunningSandbox, field: str, said: tuple[str, ...]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 60)) as pilot:
        await edit_agent(pilot, field)
        text = await open_help(pilot)
        assert text.startswith("THE FIELD ")
        joined = " ".join(text.split())
        assert [one for one in said if one not in joined] == []
        assert joined.index(said[-1]) < joined.index("Show what changed, then save.")
        assert joined.count("Take away what the field refers to") == 1, "each key is told once"


async def test_it_says_what_is_wrong_with_the_field(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await edit_agent(pilot, "max_tokens")
        await pilot.press("x")
        screen.form.checks.check("max_tokens")
        assert "must be" in " ".join((await open_help(pilot)).split())


async def test_dialogs_have_it_too_and_stay_as_they_were(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await edit_agent(pilot, "tool_settings")
        await pilot.press("enter")
        await wait_until(pilot, lambda: is_open(app, Arrange), "the entries")
        text = await open_help(pilot)
        assert "Keys of this dialog" in screen_text(app)
        assert "Open the entry in a form of its own" in text
        assert "Add an entry." not in text, "there is one for each tool"
        assert "Delete it; asks first." not in text, "that is a key of the list far below"
        await close_help(pilot)
        assert is_open(app, Arrange)
        await pilot.press("question_mark")
        await wait_for_text(pilot, "Keys of this dialog")
        await pilot.press("escape", "escape")
        await wait_until(pilot, lambda: is_open_form(app), "the form")


def is_open_form(app: AixtuiApp) -> bool:
    return isinstance(app.screen, EditScreen)


async def test_questions_and_pickers_tell_their_own_keys(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await edit_agent(pilot, "llm")
        await pilot.press("enter")
        await wait_until(pilot, lambda: is_open(app, Choose), "the picker")
        assert "Pick what is highlighted." in await open_help(pilot)
        await close_help(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: is_open_form(app), "the form")
        screen.form.moves.to("name")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "field-name", "the name")
        await pilot.press("x", "ctrl+s")
        await wait_until(pilot, lambda: is_open(app, Confirm), "the difference")
        text = await open_help(pilot)
        assert "Cancel: nothing is done." in text
        assert "Scroll the text" in text
        await pilot.press("escape", "n")
        await wait_until(pilot, lambda: is_open_form(app), "the form, unsaved")


async def test_a_calendar_tells_what_moves_about_in_it(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"keys", "enter", "a")
        await wait_for_text(pilot, "nothing changed yet")
        assert isinstance(app.screen, EditScreen)
        app.screen.form.moves.to("expires_at")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "field-expires_at", "the field")
        await pilot.press("enter")
        await wait_until(pilot, lambda: is_open(app, Calendar), "the calendar")
        await pilot.press("question_mark")
        await wait_for_text(pilot, "In the days: today.")


async def test_the_palette_offers_what_acts_in_the_field(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await edit_agent(pilot, "tools")
        before = screen.form.texts["tools"]
        await pilot.press("ctrl+p")
        await wait_for_text(pilot, "Take away what the field")
        await pilot.press(*"drop")
        await wait_for_text(pilot, " Drop ")
        await pilot.press("enter")
        await wait_until(pilot, lambda: screen.form.texts["tools"] != before, "one tool less")
        assert app.focused is not None
        await pilot.press("ctrl+p", *"undo")
        await wait_for_text(pilot, "Take back what was typed")
        await pilot.press("enter")
        await wait_until(pilot, lambda: screen.form.texts["tools"] == before, "all tools again")


@pytest.mark.parametrize("width", [30, 40, 80, 120])
@pytest.mark.parametrize("screen_keys", [(), ("e",)])
async def test_keys_and_what_they_do_stand_in_columns_of_their_own(
    sandbox: RunningSandbox, width: int, screen_keys: tuple[str, ...]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(width, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text")
        await pilot.press(*screen_keys)
        await wait_until(pilot, lambda: bool(screen_keys) == is_open_form(app), "the screen")
        await pilot.pause()
        lines = (await open_help(pilot)).split("\n")
        room = app.screen.query_one(HelpLines).size.width
        assert [line for line in lines if len(line) > room] == [], "nothing is wrapped a second time"
        at = next(line.index("Show") for line in lines if "F1 " in line and "Show" in line)
        tails = [line for line in lines if line.startswith("  ") and len(line) > at]
        headed = [line for line in tails if not line.startswith("  Takes ")]
        assert [line for line in headed if line[at - 1] != " "] == [], "each begins at one column"
