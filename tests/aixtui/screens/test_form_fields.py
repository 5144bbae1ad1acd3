"""Fields that a server names as it likes, and where the keys go when a save is refused."""

from typing import Any

import pytest
from textual.widgets import Input

from aixtui.editing.form import Form
from aixtui.kindspec.connection import CONNECTING
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


class Service:
    """One that asks for what no widget could be called."""

    name = "[b]Mail[/b]"

    def auth_inputs(self, _: str) -> list[dict[str, Any]]:
        names = ("my field", "my field", "a.b", "$(x)", "\x1b[31mred", "9")
        return [{"name": name, "type": "string"} for name in names]


async def test_whatever_a_server_calls_its_inputs_can_be_typed(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        lists = app.screen
        assert isinstance(lists, BrowseScreen)
        form = Form(app.session, CONNECTING.kind(Service(), "BASIC"), None)
        await app.push_screen(EditScreen(lists.context, form))
        await wait_for_text(pilot, "nothing changed yet")
        for field in list(app.screen.query(Input)):
            field.focus()
            await pilot.press("x")
        typed = ("name", "data.my field", "data.a.b", "data.$(x)", "data.\x1b[31mred", "data.9")
        assert {name: form.texts[name] for name in typed} == dict.fromkeys(typed, "x")


async def test_each_save_that_is_refused_leads_to_the_field_to_mend(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_for_text(pilot, "nothing changed yet")
        name = app.screen.query_one("#field-name")
        for _ in range(2):
            await pilot.press("tab", "ctrl+s")
            await wait_until(pilot, lambda: app.focused is name, "the field to mend")


async def test_a_deletion_that_is_pressed_twice_asks_once(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        before = len(app.screen_stack)
        await pilot.press("D", "D")
        await wait_for_text(pilot, "Type its name to delete it.")
        await pilot.pause()
        assert len(app.screen_stack) == before + 1
