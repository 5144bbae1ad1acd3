"""Undo and the links of a deletion, as they are seen and by their keys."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.edit.screen import EditScreen
from aixtui.settings.read_only import OPTION, ReadOnly
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def on_server(app: AixtuiApp, name: str) -> list[Any]:
    page = await app.session.read(lambda ws: ws.search(AGENT, Query(name, size=50)))
    return [row.resource for row in page.rows if row.resource.name == name]


async def change_description(pilot: Pilot[Any], text: str) -> None:
    """Save another description of the agent under the cursor."""
    await pilot.press("e")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, EditScreen), "the form")
    pilot.app.screen.query_one("#field-description", TextArea).text = text
    await pilot.press("ctrl+s", "y")
    await wait_for_text(pilot, "Saved Text Analyst. u takes it back.")


@pytest.mark.parametrize("size", [(80, 24), (50, 16)])
async def test_a_save_is_taken_back_by_its_keys(fresh_sandbox: RunningSandbox, size: tuple[int, int]) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        was = (await on_server(app, "Text Analyst"))[0].description
        await change_description(pilot, "New.")
        await pilot.press("u")
        await wait_for_text(pilot, "Text Analyst  agent, saved")
        await wait_for_text(pilot, "Description: Reads a text and say")
        assert "→ New." in screen_text(app)
        await pilot.press("enter")
        await wait_for_text(pilot, "- New.")
        await pilot.press("escape")
        await wait_for_text(pilot, "changed: Description")
        assert app.focused is app.screen.query_one("#field-description")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "- New.")
        assert (await on_server(app, "Text Analyst"))[0].description == "New."
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert (await on_server(app, "Text Analyst"))[0].description == was


async def test_a_deletion_is_taken_back_from_another_list_and_a_detail(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("D")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        await pilot.press(*keys_of("Text Analyst"), "enter")
        await wait_for_text(pilot, "Deleted Text Analyst. u brings it back.")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the model")
        await pilot.press("u")
        await wait_for_text(pilot, "Is made again, with a new id.")
        await wait_for_text(pilot, "Description: Reads a text and say")
        await pilot.press("enter")
        await wait_for_text(pilot, "Make this agent?")
        await pilot.press("y")
        await wait_for_text(pilot, "Made Text Analyst.")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the model")
        assert "Models › Text Statistics" in screen_text(app)
        await pilot.press("escape", "1")
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_where_nothing_was_saved_u_says_so(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("u")
        await wait_for_text(pilot, "Nothing was saved or deleted from here yet.")


async def test_who_uses_it_is_opened_from_the_question_and_from_the_refusal(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        part = await app.session.write(lambda ws: ws.create(AGENT, {"name": "Part"}))
        team = await app.session.write(lambda ws: ws.create(AGENT, {"name": "Team", "agents": part.id}))
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen.browser.ask(Query(text="Part"))
        await wait_for_text(pilot, "▌ Part")
        await pilot.press("D")
        await wait_for_text(pilot, "Part is used by these")
        await pilot.press("enter")
        await wait_for_text(pilot, "› Team")
        await pilot.press("escape")
        await wait_for_text(pilot, "Delete Part all the same")
        await pilot.press("up", "enter")
        await wait_for_text(pilot, "Used by the agent Team.")
        await pilot.press(*"Part", "enter")
        await wait_for_text(pilot, "Another agent uses it")
        await wait_for_text(pilot, "Part is used by these")
        assert "all the same" not in screen_text(app)
        assert len(await on_server(app, "Part")) == 1
        await app.session.write(lambda ws: ws.delete(ws.get(AGENT, team.id)))
        await pilot.press("escape", "D")
        await wait_for_text(pilot, "Type its name to delete it.")
        assert not isinstance(app.screen, Choose)


async def test_a_read_only_workspace_takes_nothing_back(sandbox: RunningSandbox) -> None:
    app = app_on(replace(connection_to(sandbox), read_only=ReadOnly("yes", OPTION)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("u")
        await wait_for_text(pilot, "Nothing is changed here.")
