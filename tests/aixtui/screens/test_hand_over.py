"""What is told once is closed by saying so, never by Esc."""

import pytest

from aixtui.app import AixtuiApp
from aixtui.kinds.api_key import API_KEY
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.hand_over import NOT_BY_ESC, HandOver
from aixtui.screens.edit.screen import EditScreen
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_a_new_key_outlives_esc_and_quitting_and_stands_in_one_line(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = app_on(connection_to(fresh_sandbox), start=AppAddress(API_KEY.id))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "page 1/1")
        await pilot.press("a")
        await wait_for_text(pilot, "new")
        await pilot.press(*"ci", "ctrl+s")
        await wait_for_text(pilot, "Make this key?")
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, HandOver), "the key")
        below = app.screen_stack[-2]
        assert isinstance(below, EditScreen)
        assert not below.form.activity.busy
        assert "Cancel" not in screen_text(app)
        await pilot.press("escape", "escape")
        await wait_for_text(pilot, NOT_BY_ESC)
        await pilot.press("ctrl+q")
        await wait_for_text(pilot, "Told this once: The new key. Quit again")
        await pilot.press("c")
        await wait_until(pilot, lambda: bool(copied), "the copy")
        (key,) = copied
        await wait_until(pilot, lambda: isinstance(app.screen, HandOver), "the key again")
        await wait_for_text(pilot, f" {key} ")
        await pilot.press("i")
        await wait_for_text(pilot, "Made ci.")
