"""What is painted: over a slow line each byte is time, and a cursor that blinks takes half of it."""

from typing import Any

import pytest
from textual._compositor import LayoutUpdate  # what is painted has no public name
from textual.widgets import Input, TextArea

from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.help import HelpScreen
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("key", "after"), [("y", "Text Analystxy"), ("down", "Enter new line")])
async def test_a_key_in_a_form_does_not_have_the_whole_screen_painted(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, key: str, after: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("x")
        await wait_for_text(pilot, "1 changed, kept")  # the list below has counted the draft
        await pilot.pause()
        painted: list[Any] = []
        display = app._display  # noqa: SLF001  # no public way to see what is painted

        def watch(screen: Any, what: Any) -> None:
            painted.append(what)
            display(screen, what)

        monkeypatch.setattr(app, "_display", watch)
        await pilot.press(key)
        await wait_for_text(pilot, after)
        await wait_for_text(pilot, "1 changed, kept")
        await pilot.pause()
        assert painted
        assert not [what for what in painted if isinstance(what, LayoutUpdate)]


async def test_a_screen_is_seen_below_a_dialog_and_not_below_another_screen(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        assert [screen.is_current for screen in app.screen_stack[-2:]] == [False, True]
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
        assert [screen.is_current for screen in app.screen_stack[-3:]] == [False, True, True]
        await pilot.press("f1", "escape")
        await wait_until(pilot, lambda: len(app.screen_stack) == 2, "the list")
        assert app.screen.is_current


async def test_no_cursor_blinks(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        assert not [one for one in app.screen.query(Input) if one.cursor_blink]
        assert not [one for one in app.screen.query(TextArea) if one.cursor_blink]
