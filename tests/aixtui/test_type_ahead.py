"""Keys that come in one burst, as a slow line delivers them: each goes where the one before it led."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.controllers.filters import FiltersController
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens import type_ahead
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.run.screen import RunScreen
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
TEXT = "sDqe2j"
"""Letters that are keys of the list, too."""
NAMES = {"#": "number_sign", ":": "colon", "/": "slash", "?": "question_mark"}


def burst(app: AixtuiApp, *keys: str) -> None:
    """Post keys, and texts after a quote as what is pasted, without any pause."""
    for key in keys:
        if key.startswith("'"):
            app.post_message(events.Paste(key[1:]))
        else:
            name = NAMES.get(key, key)
            app.post_message(events.Key(name, key if len(key) == 1 else None))


def field_text(app: AixtuiApp) -> str:
    field = app.focused
    if isinstance(field, TextArea):
        return field.text
    return field.value if isinstance(field, Input) else ""


async def wait_until_quiet(pilot: Pilot[Any], ready: Callable[[], bool]) -> None:
    await wait_until(pilot, ready, "the text where it belongs")
    await pilot.pause()
    assert ready()


@pytest.mark.parametrize("key", ["F", "s", "#", "V", "C", "v", "E", "y", "/", ":", "f", "?", "ctrl+p"])
async def test_text_after_a_key_goes_to_what_the_key_opens(sandbox: RunningSandbox, key: str) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, key, *TEXT, "'pasted", "x")
        await wait_until_quiet(pilot, lambda: field_text(app) == f"{TEXT}pastedx")


@pytest.mark.parametrize(
    ("key", "screen"), [("e", EditScreen), ("a", EditScreen), ("c", EditScreen), ("r", RunScreen)]
)
async def test_text_after_a_key_goes_to_the_form_it_opens(
    sandbox: RunningSandbox, key: str, screen: type[Any]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, key, *TEXT)
        await wait_until_quiet(pilot, lambda: field_text(app).endswith(TEXT))
        assert isinstance(app.screen, screen)


@pytest.mark.parametrize("key", ["e", "c", "r"])
async def test_it_is_so_on_the_screen_of_a_resource(sandbox: RunningSandbox, key: str) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        burst(app, key, *TEXT)
        await wait_until_quiet(pilot, lambda: field_text(app).endswith(TEXT))


async def test_keys_before_it_are_still_for_the_list(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, "j", "space", "j", "F", *"jj")
        await wait_until_quiet(pilot, lambda: field_text(app) == "jj")
        assert isinstance(app.screen, Choose)
        listing = app.screen_stack[-2].browser.listing  # type: ignore[attr-defined]
        assert [row.id for row in listing.rows].index(listing.cursor) == 3
        assert list(listing.marks) == [listing.rows[1].id]


async def test_after_a_refusal_the_keys_are_for_the_list(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        burst(app, "e", "j", "j", "/", *"speech")
        await wait_for_text(pilot, "Models are read-only")
        await wait_until_quiet(pilot, lambda: field_text(app) == "speech")
        assert isinstance(app.screen, BrowseScreen)


async def test_keys_that_edit_come_in_their_order(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, "/", *"wrong", "ctrl+u", *"speech", "left", "left", "backspace", "X")
        await wait_until_quiet(pilot, lambda: field_text(app) == "speXch")


async def test_a_whole_journey_can_be_typed_ahead(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("model"))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Statistics")
        burst(app, "F", *"speech-reco", "enter", "escape", "s", *"price", "enter", "j", "space")
        await wait_for_text(pilot, "1 marked")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.browser.listing.query.filters == (("function", "speech-recognition"),)
        await wait_until(pilot, lambda: screen.browser.listing.visible_sort == "price", "the order")
        burst(app, "/", *"google", "enter", "j", "j", ":", *"agents", "enter")
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_nothing_typed_ahead_answers_a_question_about_deleting(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("7")
        await wait_for_text(pilot, "▌ ticket 8812")
        burst(app, "D", "y", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")


async def test_keys_may_come_to_the_very_end(sandbox: RunningSandbox) -> None:
    for _ in range(20):
        app = app_on(connection_to(sandbox))
        async with app.run_test(size=(80, 24)) as pilot:
            await wait_for_text(pilot, "▌ Text Analyst")
            burst(app, *"Fjjj")


async def test_what_never_opens_does_not_hold_keys_for_ever(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        monkeypatch.setattr(FiltersController, "do_filters", lambda _: None)
        burst(app, "F", "j", "j")
        await wait_until(pilot, lambda: "▌ Text Analyst" not in screen_text(app), "the keys")
        assert isinstance(app.screen, BrowseScreen)


async def test_keys_without_end_are_dropped_and_told(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "MOST_WAITING", 20)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        burst(app, "/", *"x" * 100)
        await wait_for_text(pilot, "More keys came than can be followed")
        await wait_for_text(pilot, "/ xxxxxx")
        assert len(field_text(app)) <= 40


async def test_the_key_that_quits_is_heard_behind_keys_without_end(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type_ahead, "MOST_WAITING", 20)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        told = []
        monkeypatch.setattr(app, "notify", lambda text, **_: told.append(text))
        burst(app, "/", *"x" * 100, "ctrl+q", *"x" * 100)
        await wait_until(pilot, lambda: not app.is_running, "the end")
        assert told == [type_ahead.TOO_MANY]
