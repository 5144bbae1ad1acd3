"""J and K go through the list that a resource was opened from."""

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio


async def test_the_next_resource_is_shown_in_the_same_tab_and_the_list_follows(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await pilot.press("K")
        await wait_for_text(pilot, "This is the first of the agents of the list.")
        await pilot.press("3")
        await wait_for_text(pilot, '"name": "Text Analyst"')
        await pilot.press("J")
        await wait_for_text(pilot, "Agents › Feedback Sorter")
        await wait_for_text(pilot, '"name": "Feedback Sorter"')
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Feedback Sorter")
