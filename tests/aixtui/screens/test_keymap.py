"""Keys of the settings: they act, the old ones do not, and all that names a key names them."""

from collections.abc import Iterator

import pytest

from aixtui.actions import use_keys
from aixtui.sandbox import RunningSandbox
from aixtui.settings.reading import parse_settings, settings_file
from aixtui.settings.tree import Settings
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    yield
    use_keys({})


def with_keys(text: str) -> Settings:
    return parse_settings(f"[keys]\n{text}", settings_file())


async def test_an_action_is_on_its_new_key_and_no_longer_on_the_old_one(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), with_keys('run = "z"\nhelp = "f10"\nsearch = ["ctrl+f", "slash"]'))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        footer = screen_text(app).splitlines()[-1]
        assert " z run" in footer
        assert " F10 help" in footer
        assert " Ctrl+F search" in footer
        before = app.screen
        await pilot.press("r", "question_mark", "f1")
        assert app.screen is before
        await pilot.press("z")
        await wait_until(pilot, lambda: app.screen is not before, "the inputs of a run")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is before, "the list")
        await pilot.press("ctrl+f", *"digest", "enter")
        await wait_for_text(pilot, "▌ Review Digest")
        await pilot.press("f10")
        await wait_for_text(pilot, "Keys of this screen")
        await pilot.press(*"run the resource")
        await wait_for_text(pilot, "z             Run the resource under the cursor.")


async def test_two_actions_change_places_and_another_is_without_a_key(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox), with_keys('next-page = "p"\nprevious-page = "n"\npast-runs = ""'))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "page 1/")
        await pilot.press("p")
        await wait_for_text(pilot, "page 2/")
        await pilot.press("n")
        await wait_for_text(pilot, "page 1/")
        await pilot.press("R", "f5")
        await wait_for_text(pilot, "“Runs” lists them.")


async def test_a_letter_of_the_settings_is_text_where_text_is_typed(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), with_keys('browse.sort = "w"\nwide = "ctrl+w"\ntheme = "f11"'))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", *"wr")
        await wait_for_text(pilot, "/ wr")
        await pilot.press("f11")
        await wait_for_text(pilot, "whatever fits the terminal")


async def test_a_letter_of_another_layout_is_answered_once_with_what_to_do(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), with_keys('wide = "ж"'))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", "я", "escape", "ж")  # text, and a key of the settings
        await wait_for_text(pilot, "All columns")
        assert "is on no action" not in screen_text(app)
        await pilot.press("я")
        await wait_for_text(pilot, "я is on no action: they are on Latin letters.")
        app.clear_notifications()
        await pilot.press("ю")
        await pilot.pause()
        assert "ю is on no action" not in screen_text(app)
