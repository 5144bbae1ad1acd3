"""What is seen keeps up with what is looked at: preview, columns, lines, chips and fields."""

import asyncio
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.widgets.facts import Facts
from aixtui.widgets.preview import PAUSE_SECONDS
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


def browse(pilot: Pilot[Any]) -> BrowseScreen:
    screen = pilot.app.screen
    assert isinstance(screen, BrowseScreen)
    return screen


async def test_the_preview_shows_no_row_that_the_cursor_has_left(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("o")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "sandbox/text-statistics")
        await pilot.press("1")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        await pilot.press("j", "2")  # the pause that the first key begins goes on
        await wait_for_text(pilot, "▌ Text Stat")
        facts = browse(pilot).query_one(Facts)
        pause = asyncio.get_running_loop().time() + 2 * PAUSE_SECONDS
        await wait_until(pilot, lambda: asyncio.get_running_loop().time() > pause, "the end of the pause")
        assert "Text Statistics" in str(facts.render())


async def test_columns_are_scrolled_no_farther_than_they_reach(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.press("w", "right", "right", "right")
        await wait_until(pilot, lambda: "▌ Text" not in screen_text(app), "the columns farther right")
        await pilot.resize_terminal(200, 24)
        await wait_for_text(pilot, "▌ Text Statistics")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: "▌ Text" not in screen_text(app), "the columns again")
        await pilot.press("w")
        await wait_for_text(pilot, "▌ Text Statistics")


async def test_a_search_that_is_typed_is_for_the_list_it_was_typed_for(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", *"read")
        await wait_until(pilot, lambda: browse(pilot).browser.listing.query.text == "read", "the search")
        browse(pilot).browser.show(2)
        await wait_for_text(pilot, "▌ Calculator")
        assert browse(pilot).query_one("#search Input", Input).value == ""
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.focused, ResourceTable), "the list")
        assert browse(pilot).browser.listing.query.text == ""


async def test_the_focus_leaves_chips_that_have_gone(sandbox: RunningSandbox) -> None:
    start = AppAddress("model", query=Query(filters=(("developer", "Google"),)))
    app = app_on(connection_to(sandbox), start=start)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "developer:Google x")
        await pilot.press("x")
        await wait_for_text(pilot, "Enter drop filter")
        await pilot.press("3")
        await wait_for_text(pilot, "▌ Calculator")
        await wait_until(pilot, lambda: isinstance(app.focused, ResourceTable), "the list")
        await wait_for_text(pilot, "Enter open")


async def test_a_refused_save_gives_the_focus_back_to_the_field(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        app.screen.query_one("#field-name", Input).value = "Feedback Sorter"
        await wait_for_text(pilot, "changed: Name")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await pilot.press("y")
        await wait_for_text(pilot, "That name is taken already")
        await wait_until(pilot, lambda: isinstance(app.focused, Input), "the field")
        await pilot.press("end", "2")
        await wait_until(
            pilot, lambda: app.screen.query_one("#field-name", Input).value == "Feedback Sorter2", "the text"
        )
