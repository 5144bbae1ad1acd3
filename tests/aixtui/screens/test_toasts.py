"""Messages over a list: one at a time, and an error stays until it could be read."""

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.screens import notifications
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_messages_do_not_pile_up_over_the_list(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        for key, text in (
            ("backspace", "There is no filter"),
            ("p", "This is the first page."),
            ("U", "Nothing"),
        ):
            await pilot.press(key)
            await wait_for_text(pilot, text)
        await wait_until(pilot, lambda: len(app.screen.query("Toast")) == 1, "one message")
        said = screen_text(app).splitlines()
        assert "Nothing" in said[-2], "in the line of the pager"
        assert "Review Digest for Banking" in said[-3], "and over no row"


async def test_an_error_stays_while_other_messages_come_and_until_the_next_error(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.notify("The disk is full", severity="error", timeout=60)
        await wait_for_text(pilot, "The disk is full")
        for key, text in (("backspace", "There is no filter"), ("p", "This is the first page.")):
            await pilot.press(key)
            await wait_for_text(pilot, text)
            await wait_until(pilot, lambda: len(app.screen.query("Toast")) == 2, "the error and the message")
            assert "The disk is full" in screen_text(app)
        app.notify("The network is gone", severity="error", timeout=60)
        await wait_for_text(pilot, "The network is gone")
        await wait_until(pilot, lambda: len(app.screen.query("Toast")) == 1, "the new error alone")


async def test_a_message_does_not_lie_over_the_next_screen_but_an_error_does(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("w")
        await wait_for_text(pilot, "All columns")
        await pilot.press("C")
        await wait_for_text(pilot, "Enter switches off")
        await wait_until(pilot, lambda: "All columns" not in screen_text(app), "no message")
        await pilot.press("escape")
        app.notify("The disk is full", severity="error", timeout=60)
        await wait_for_text(pilot, "The disk is full")
        await pilot.press("C")
        await wait_for_text(pilot, "Columns, in the order")
        await pilot.pause()
        assert "The disk is full" in screen_text(app)


async def test_an_error_of_a_form_does_not_follow_to_the_list(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        app.notify("The server says no\nand why,\nin three lines", severity="error", timeout=60)
        await wait_for_text(pilot, "in three lines")
        await pilot.press("Q", "escape")
        await wait_for_text(pilot, "Kept as a draft")
        assert "The server says no" in screen_text(app), "of just now: nobody has read it"
        await pilot.press("e")
        await wait_for_text(pilot, "never saved")
        assert "The server says no" in screen_text(app), "over a dialog of the same screen"
        monkeypatch.setattr(notifications, "UNREAD_SECONDS", 0)
        await pilot.press("enter")
        await wait_for_text(pilot, "changed: Name")
        await wait_until(pilot, lambda: "The server says no" not in screen_text(app), "no error of the list")
        app.notify("The server says no", severity="error", timeout=60)
        await wait_for_text(pilot, "The server says no")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: "The server says no" not in screen_text(app), "no error of the form")


@pytest.mark.parametrize("key", [":", "f"])
async def test_a_message_stands_above_the_line_that_is_typed_in(sandbox: RunningSandbox, key: str) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.notify("The disk is full", severity="error", timeout=60)
        await wait_for_text(pilot, "The disk is full")
        await pilot.press(key, *"quince")
        await wait_until(pilot, lambda: "quince" in screen_text(app).splitlines()[-2], "what is typed")
        await wait_until(pilot, lambda: "full" in screen_text(app).splitlines()[-3], "the message above it")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "full" in screen_text(app).splitlines()[-2], "the message below")
