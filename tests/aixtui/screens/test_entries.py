"""Lists of entries on the screen: what is shown of them, and what a form of one shows and hides."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.form import Form
from aixtui.kinds.agent import AGENT
from aixtui.kinds.tool import TOOL
from aixtui.sandbox import RunningSandbox
from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.arrange import Arrange
from aixtui.screens.edit.screen import EditScreen
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
HOSTILE = "[b]bold[/b] \x1b[31mred\u202e \n" + "long " * 60
TASK: dict[str, Any] = {"name": HOSTILE, "description": HOSTILE, "expectedOutput": None, "dependencies": []}


async def edit(pilot: Pilot[Any], changes: dict[str, Any], field: str) -> Form:
    """The form of an agent that holds this, at a field."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_for_text(pilot, "▌ Text Analyst")
    assert isinstance(app.screen, BaseScreen)
    context = app.screen.context
    page = await app.session.read(lambda ws: ws.search(AGENT, Query()))
    agent = page.rows[0].resource
    await app.session.write(lambda _: agent.save(**changes))
    form = Form(app.session, AGENT, await app.session.read(lambda ws: ws.get(AGENT, agent.id)))
    await app.push_screen(EditScreen(context, form))
    await wait_for_text(pilot, "nothing changed yet")
    form.moves.to(field)
    await wait_until(pilot, lambda: form.moves.current == field, "the field")
    return form


async def go_to(pilot: Pilot[Any], name: str) -> None:
    """Have a field of the form that is shown typed in."""
    app = pilot.app
    assert isinstance(app.screen, EditScreen)
    app.screen.form.moves.to(name)
    await wait_until(pilot, lambda: getattr(app.focused, "id", "") == f"field-{name}", f"the field {name}")


async def test_entries_are_shown_in_one_line_each_whatever_they_are_called(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await edit(pilot, {"tasks": [TASK, TASK | {"name": "tell"}]}, "tasks")
        field = app.screen.query_one("#field-tasks")
        assert field.size.height == 2
        await wait_for_text(pilot, "[b]bold[/b] red")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Arrange), "the list")
        await wait_for_text(pilot, "a adds")
        assert "\x1b" not in screen_text(app)
        await pilot.press("e")
        await wait_for_text(pilot, "Expected output")
        assert form.changes == {}
        await pilot.press("x", "ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Arrange), "the list again")
        await pilot.press("escape", "ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await pilot.press("y")
        await wait_until(pilot, lambda: form.is_over, "the end of the form")
        assert form.saved_resource is not None
        first, second = form.saved_resource.stored("tasks")
        assert (first["name"], second["name"]) == (f"{HOSTILE}x", "tell")


async def test_only_what_applies_is_seen_in_the_form_of_an_inspector(fresh_sandbox: RunningSandbox) -> None:
    watch = {
        "name": "watch",
        "targets": ["output"],
        "action": {"type": "abort"},
        "evaluator": {"type": "function", "function": "def judge(text):\n    return False\n"},
    }
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 50)) as pilot:
        form = await edit(pilot, {"inspectors": [watch]}, "inspectors")
        await pilot.press("enter", "enter")
        await wait_for_text(pilot, "Watches")
        assert "Retries" not in screen_text(app)
        await go_to(pilot, "action")
        await pilot.press("enter", "home", "down", "down", "enter")
        await wait_for_text(pilot, "Retries")
        assert "Editor" not in screen_text(app)
        await go_to(pilot, "retries")
        await pilot.press("minus", "1", "ctrl+s")
        await wait_for_text(pilot, "Retries must be a whole number from 0 on, not '-1'.")
        await pilot.press("backspace", "backspace", "2", "ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Arrange), "the list again")
        await pilot.press("escape")
        assert "rerun 2 times" in form.listed(form.field("inspectors"))


async def test_what_a_tool_may_do_is_switched_on_and_off_by_name(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await edit(pilot, {}, "tool_settings")
        page = await app.session.read(lambda ws: ws.search(TOOL, Query("calculator", size=50)))
        form.type("tools", page.rows[0].resource.id)
        await pilot.press("enter", "enter")
        await wait_for_text(pilot, "Those that the agent may take")
        await wait_for_text(pilot, "nothing is set")
        await pilot.press("enter")
        await wait_for_text(pilot, "[ ] add")
        await pilot.press("enter", "escape", "tab", "enter")
        await wait_for_text(pilot, "Enter opens")
        await pilot.press("a", "backspace", "enter")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("7", "ctrl+s")
        await wait_for_text(pilot, "Enter opens")
        await pilot.press("escape", "ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Arrange), "the list of tools")
        await pilot.press("escape")
        assert form.listed(form.field("tool_settings")).endswith(" = 7")
        await pilot.press("ctrl+z")
        assert form.changed_labels == "Tools"
