"""What a resource names is underlined, and opened by a key; Esc goes back to where it was named."""

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio


async def test_from_an_agent_to_a_tool_and_back(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "LLM           Word Chain")
        await pilot.press("L")
        await wait_for_text(pilot, "Open from Text Analyst")
        await pilot.press(*"sentim", "enter")
        await wait_for_text(pilot, "Models › Sentiment")
        await wait_for_text(pilot, "sandbox/sentiment")
        await pilot.press("escape")
        await wait_for_text(pilot, "Agents › Text Analyst")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Text Analyst")
