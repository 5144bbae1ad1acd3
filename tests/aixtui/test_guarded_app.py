"""What becomes of an error, and how the app ends, as far as it needs no terminal."""

import asyncio

import pytest
from textual.screen import Screen
from textual.widgets import TextArea

from aixtui.sandbox import RunningSandbox
from aixtui.system.paths import log_dir
from tests.driving import app_on, connection_to, screen_text, wait_for_text

pytestmark = pytest.mark.anyio


def test_an_error_still_comes_out_of_a_run_under_test(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))

    async def fail_in_a_handler() -> None:
        async with app.run_test() as pilot:
            await wait_for_text(pilot, "▌ Text Analyst")
            app.call_later(lambda: 1 / 0)
            await pilot.pause(1)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(fail_in_a_handler())
    (report,) = log_dir().glob("report-*")
    assert "ZeroDivisionError: division by zero" in report.read_text(encoding="utf-8")
    report.unlink()


@pytest.mark.usefixtures("told_defect")
async def test_work_in_the_background_is_told_and_ends_nothing(sandbox: RunningSandbox) -> None:
    async def work() -> None:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.run_worker(work())
        await wait_for_text(pilot, "UnicodeEncodeError")
        await wait_for_text(pilot, "A defect of aixtui")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        assert "Text Statistics" in screen_text(app)


async def test_where_no_terminal_is_it_cannot_be_stopped(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "The app cannot be stopped here.")


async def test_the_first_that_ends_it_gives_the_code(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test() as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.exit(return_code=143)
        app.exit(return_code=129)
    assert app.return_code == 143
    assert app.left.address == "agents"


async def test_it_ends_after_what_is_opening_is_there(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test() as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.action_help()
        app.exit(return_code=3)
        codes = [app.return_code]
        while codes[-1] is None:
            await asyncio.sleep(0.01)
            codes.append(app.return_code)
    assert len(codes) > 1
    assert codes[-1] == 3


async def test_a_screen_that_comes_after_the_end_changes_nothing_of_it(sandbox: RunningSandbox) -> None:
    class Late(Screen[None]):
        def on_mount(self) -> None:
            self.query_one("#never-made")

    app = app_on(connection_to(sandbox))
    async with app.run_test() as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        app.exit(return_code=130)
        app.push_screen(Late())
    assert app.return_code == 130
    assert list(log_dir().glob("report-*")) == []


async def test_in_a_form_it_takes_back_what_was_typed(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        area = app.screen.query(TextArea).first()
        area.focus()
        await pilot.press("x")
        await wait_for_text(pilot, "changed: ")
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "nothing changed yet")
        assert "cannot be stopped" not in screen_text(app)


async def test_a_dialog_does_not_keep_it_from_stopping(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("7")
        await wait_for_text(pilot, "▌ ticket 8812")
        await pilot.press("D")
        await wait_for_text(pilot, "Delete the session ticket 8812?")
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "The app cannot be stopped here.")
