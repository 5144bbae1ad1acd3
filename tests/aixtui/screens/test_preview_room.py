"""The preview never hides the list: where there is no room for both it waits for some, and says so."""

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.listing.address import AppAddress
from aixtui.listing.preview import BELOW_FROM_HEIGHT, BESIDE_FROM_WIDTH
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.stores.state import StateStore
from aixtui.widgets.preview import PreviewPane
from aixtui.widgets.resource_list import ResourceList
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = AppAddress("model")
LOW, LOW_AND_WIDE = (40, 12), (BESIDE_FROM_WIDTH, 12)
LEAST_ROWS = 3
"""Rows of the list that are always seen."""


def is_seen(app: AixtuiApp) -> bool:
    return app.screen.query_one(PreviewPane).display


async def wait_until_recalled(pilot: Pilot[None], app: AixtuiApp) -> None:
    screen = app.screen
    assert isinstance(screen, BrowseScreen)
    await wait_until(pilot, lambda: screen.browsing.preview.is_visible, "the preview as it was left")


async def test_without_room_the_key_says_why(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=LOW, notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text St")
        for key in ("o", "O"):
            await pilot.press(key)
            await wait_for_text(pilot, "needs 17 lines")
            assert not is_seen(app)
    assert StateStore().note("preview") == ""


async def test_remembered_as_shown_it_comes_with_the_room(sandbox: RunningSandbox) -> None:
    StateStore().keep_note("preview", "large")
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=LOW) as pilot:
        await wait_for_text(pilot, "▌ Text St")
        await wait_until_recalled(pilot, app)
        assert not is_seen(app)
        for size, seen in (((80, 24), True), (LOW, False), (LOW_AND_WIDE, True), (LOW, False)):
            await pilot.resize_terminal(*size)
            await wait_until(pilot, lambda seen=seen: is_seen(app) == seen, f"at {size}: {seen}")  # type: ignore[misc]
            await wait_for_text(pilot, "▌ Text St")
    assert StateStore().note("preview") == "large"


@pytest.mark.parametrize("name", ["small", "middle", "large"])
async def test_some_of_the_list_is_seen_at_the_lowest_height_with_a_preview(
    sandbox: RunningSandbox, name: str
) -> None:
    StateStore().keep_note("preview", name)
    app = app_on(connection_to(sandbox), start=MODELS)
    async with app.run_test(size=(40, BELOW_FROM_HEIGHT)) as pilot:
        await wait_for_text(pilot, "▌ Text St")
        await wait_until(pilot, lambda: is_seen(app), "the preview")
        await wait_for_text(pilot, "sandbox/text-st")
        assert app.screen.query_one(ResourceList).row_capacity >= LEAST_ROWS
