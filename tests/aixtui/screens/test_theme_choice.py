"""Choosing a theme: it is seen while it is looked at, kept when it is picked, and gone with Esc."""

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.settings.tree import Settings
from aixtui.stores.kept_theme import KeptTheme
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_a_theme_is_seen_before_it_is_picked_and_kept_then(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert app.theme == "aixtui-dark"
        await pilot.press("ctrl+t")
        await wait_for_text(pilot, "whatever fits the terminal")
        await pilot.press(*"nord")
        await wait_until(pilot, lambda: app.theme == "nord", "the preview")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.theme == "aixtui-dark", "the theme from before")
        assert KeptTheme().name == ""
        await pilot.press("ctrl+t")
        await wait_for_text(pilot, "whatever fits the terminal")
        await pilot.press(*"nord", "enter")
        await wait_until(pilot, lambda: KeptTheme().name == "nord", "the theme to be kept")
        assert app.theme == "nord"
        await wait_for_text(pilot, "▌ Text Analyst")
    assert app_on(connection_to(sandbox)).theme == "nord"
    assert app_on(connection_to(sandbox), Settings(theme="gruvbox")).theme == "gruvbox"


async def test_the_settings_say_what_holds_at_the_next_start(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), Settings(theme="gruvbox"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+t")
        await wait_for_text(pilot, "config.toml says gruvbox: that holds at the next start.")
        assert "gruvbox" in screen_text(app)
