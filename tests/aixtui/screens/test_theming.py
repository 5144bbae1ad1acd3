"""Choosing a theme: it is seen while it is looked at, kept when it is picked, and gone with Esc."""

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.settings.reading import read_settings
from aixtui.settings.tree import Settings
from aixtui.stores.kept_theme import KeptTheme
from aixtui.wire.background import BackgroundTold
from tests.aixtui.theming.theme_file import write_theme
from tests.driving import app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until

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


@pytest.mark.parametrize("theme", [None, "nord"])
async def test_without_colours_text_and_ground_are_those_of_the_terminal(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, theme: str | None
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(connection_to(sandbox), Settings(theme=theme))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        lines = app.screen._compositor.render_strips()  # noqa: SLF001  # no public way to see the styles
        styles = {segment.style for line in lines for segment in line if segment.style}
        colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
        assert all(colour.is_default for colour in colours), colours


async def test_the_settings_say_what_holds_at_the_next_start(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), Settings(theme="gruvbox"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+t")
        await wait_for_text(pilot, "config.toml says gruvbox: that holds at the next start.")
        assert "gruvbox" in screen_text(app)


@pytest.mark.parametrize(
    ("settings", "is_dark", "theme"),
    [
        (Settings(), False, "aixtui-light"),
        (Settings(), True, "aixtui-dark"),
        (Settings(theme="auto"), False, "aixtui-light"),
        (Settings(theme="nord"), False, "nord"),
    ],
)
async def test_what_the_terminal_tells_of_its_background_is_followed(
    sandbox: RunningSandbox, settings: Settings, is_dark: bool, theme: str
) -> None:
    app = app_on(connection_to(sandbox), settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.post_message(BackgroundTold(is_dark=is_dark))
        await pilot.pause()
        assert app.theme == theme
        assert app.follows_background is (settings.theme != "nord")
        if app.follows_background:
            await wait_until(pilot, lambda: KeptTheme().was_dark is is_dark, "the background to be kept")
    assert app_on(connection_to(sandbox), settings).theme == theme


async def test_a_theme_of_the_users_is_chosen_and_what_is_wrong_with_another_is_told(
    sandbox: RunningSandbox,
) -> None:
    write_theme("harbour", 'primary = "teal"\nbackground = "#102030"\n')
    write_theme("broken", 'primary = "tael"\n')
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+t")
        await wait_for_text(pilot, "says what is wrong with broken.")
        await pilot.press(*"harbour", "enter")
        await wait_until(pilot, lambda: KeptTheme().name == "harbour", "the theme to be kept")
        assert app.theme_variables["background"] == "#102030"
        await pilot.press(*keys_of(":settings", "enter"))
        await wait_for_text(pilot, "▌ profile")
        await pilot.press(*keys_of("/name of the theme", "enter"))
        await wait_for_text(pilot, "▌ theme")
        await wait_for_text(pilot, "A change holds at once.")
        await pilot.press("enter")
        await wait_for_text(pilot, "aixtui-light")
        await pilot.press(*"harbour", "enter")
        await wait_until(pilot, lambda: read_settings().theme == "harbour", "the setting")
    assert app_on(connection_to(sandbox), Settings(theme="harbour")).theme == "harbour"


async def test_a_theme_that_was_chosen_and_is_gone_gives_way_to_one_that_fits(
    sandbox: RunningSandbox,
) -> None:
    KeptTheme().keep("harbour")
    assert app_on(connection_to(sandbox)).theme == "aixtui-dark"
