import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_a_resource_shows_its_facts_and_its_document(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail screen")
        await wait_for_text(pilot, "Instructions")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        await pilot.press("3")
        await wait_for_text(pilot, '"instructions": "Identify the language')
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_a_narrow_screen_wraps_the_facts(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Reads a text and says which language it is in, how it feels")
        await pilot.resize_terminal(50, 30)
        wide = "how it feels and how hard it is"
        await wait_until(pilot, lambda: wide not in screen_text(app), "the narrow one")
        await wait_for_text(pilot, "Reads a text and says which")
        assert wide not in screen_text(app)


async def test_a_resource_lists_its_own_drafts_and_a_form_counts_none(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_for_text(pilot, "Agents › new")
        await pilot.press("Q", "escape")
        await wait_for_text(pilot, "○ 1 draft (d)")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        assert "draft" not in screen_text(app).splitlines()[0]
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("Q", "escape")
        await wait_for_text(pilot, "○ 1 draft (d)")
        await pilot.press("d")
        await wait_for_text(pilot, "Typed and never saved")
        assert "A new agent" not in screen_text(app)
        await pilot.press("enter")
        await wait_for_text(pilot, "Text Analyst has changes that were never saved")
        await pilot.press("enter")
        await wait_for_text(pilot, "changed: Name")
        assert "draft" not in screen_text(app).splitlines()[0]
