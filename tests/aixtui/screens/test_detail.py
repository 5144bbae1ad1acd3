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
        await wait_for_text(pilot, "Reads a text and says which")
        assert "how it feels and how hard it is" not in screen_text(app)
