"""Searching in the tab of a resource: matches are marked, counted and gone through."""

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.widgets.json_view import JsonView
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_the_facts_are_searched_and_esc_leaves_the_search_first(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await pilot.press("n")
        await wait_for_text(pilot, "/ searches first.")
        await pilot.press("slash", *"updated")
        await wait_for_text(pilot, "find in this tab updated")
        await wait_for_text(pilot, "1 of 1")
        await wait_for_text(pilot, "Updated       2026-03-02")
        await pilot.press("enter")
        await wait_for_text(pilot, "find “updated” 1 of 1  sandbox-ws/text-analyst")
        assert " Esc end search " in screen_text(app)
        await pilot.press("slash", *["backspace"] * 7, *"language", "enter")
        await wait_for_text(pilot, "find “language” 1 of 3")
        await pilot.press("n")
        await wait_for_text(pilot, "find “language” 2 of 3")
        await pilot.press("N", "N")
        await wait_for_text(pilot, "find “language” 3 of 3")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "find “" not in screen_text(app), "no search")
        assert " Esc back " in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")


async def test_what_is_folded_away_is_unfolded_for_a_match(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await pilot.press("3")
        await wait_for_text(pilot, '"assetInfo"')
        await pilot.press("minus")
        await wait_for_text(pilot, '▸ "assetInfo": { … 3 lines … },')
        await pilot.press("slash", *"assetname", "enter")
        await wait_for_text(pilot, '▌      "assetName": "text-analyst"')
        await wait_for_text(pilot, "find “assetname” 1 of 1")
        view = app.screen.query_one(JsonView)
        await pilot.press("slash", *"x", "enter")
        await wait_for_text(pilot, "find “assetnamex” nothing found")
        await pilot.press("n")
        await wait_for_text(pilot, "Nothing is found for “assetnamex”.")
        await pilot.press("slash", "escape")
        await wait_until(pilot, lambda: "find “" not in screen_text(app) and view.has_focus, "no search")


async def test_another_tab_is_searched_for_the_same(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Word Chain")
        await pilot.press("slash", *"word chain", "enter")
        await wait_for_text(pilot, "find “word chain” 1 of 1")
        await pilot.press("3")
        await wait_for_text(pilot, '▌      "name": "Word Chain"')
