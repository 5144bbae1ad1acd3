"""Keys pressed while an answer is on its way: a gate holds it back until the test lets it through."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, TextArea

from aixtui.sandbox import RunningSandbox, start
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.help import HelpScreen
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.edit.screen import EditScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


class Gate:
    """Holds calls of one method of the workspace back, once it is shut."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
        self._open = threading.Event()
        self._open.set()
        self.entry = threading.Event()
        original: Callable[..., Any] = getattr(WorkspaceGateway, method)

        def wait_and_call(workspace: WorkspaceGateway, *args: Any, **kwargs: Any) -> Any:
            self.entry.set()
            assert self._open.wait(30)
            return original(workspace, *args, **kwargs)

        monkeypatch.setattr(WorkspaceGateway, method, wait_and_call)

    def shut(self) -> None:
        self.entry.clear()
        self._open.clear()

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def save_gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch, "save")


@pytest.fixture
def delete_gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch, "delete")


@pytest.fixture
def search_gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch, "search")


async def test_help_over_a_save_ends_with_the_form(fresh_sandbox: RunningSandbox, save_gate: Gate) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        app.screen.query_one("#field-description", TextArea).text = "Short."
        save_gate.shut()
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press("y")
        await wait_until(pilot, save_gate.entry.is_set, "the save")
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
        save_gate.open()
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "Short.")


async def test_nothing_can_be_typed_into_a_form_that_is_being_saved(
    fresh_sandbox: RunningSandbox, save_gate: Gate
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        form = app.screen
        form.query_one("#field-name", Input).value = "Saved Name"
        save_gate.shut()
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press("y")
        await wait_until(pilot, save_gate.entry.is_set, "the save")
        await pilot.press(*"LOST")
        assert form.query_one("#field-name", Input).value == "Saved Name"
        save_gate.open()
        await wait_for_text(pilot, "▌ Saved Name")


async def test_leaving_while_a_delete_runs_still_tells_its_outcome(
    fresh_sandbox: RunningSandbox, delete_gate: Gate
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail screen")
        delete_gate.shut()
        await pilot.press("D")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        await pilot.press(*keys_of("Text Analyst"), "enter")
        await wait_until(pilot, delete_gate.entry.is_set, "the delete")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        delete_gate.open()
        await wait_for_text(pilot, "Deleted Text Analyst.")
        await wait_until(pilot, lambda: "▌ Text Analyst" not in screen_text(app), "the list without it")


async def test_what_is_typed_stays_while_older_answers_come(
    sandbox: RunningSandbox, search_gate: Gate
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash")
        search_gate.shut()
        await pilot.press(*"tone")
        await wait_until(pilot, search_gate.entry.is_set, "the search")
        await pilot.press(*" ch")
        search_gate.open()
        await wait_for_text(pilot, "▌ Tone Checker")
        box = app.screen.query_one("#search Input", Input)
        assert box.value == "tone ch"


async def test_escape_in_the_search_line_asks_for_nothing_more(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", *"digest", "escape")
        await wait_until(pilot, lambda: app.focused is not None and app.focused.id == "table", "the table")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.browser.listing.query.text == ""
        assert screen.query_one("#search Input", Input).value == ""


async def test_a_burst_of_a_key_opens_one_form(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e", "e", "e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        assert [type(screen) for screen in app.screen_stack].count(EditScreen) == 1
        await pilot.press("ctrl+p", "escape")
        assert [type(screen) for screen in app.screen_stack].count(EditScreen) == 1


async def test_a_sandbox_whose_process_ended_is_served_by_this_one(
    fresh_sandbox: RunningSandbox, tmp_path: Any
) -> None:
    path = tmp_path / "shared.db"
    first = start(path)
    mine: list[RunningSandbox] = []

    def connect() -> ConnectionSettings:
        mine.append(start(path))
        return connection_to(mine[-1])

    app = app_on(connect)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert mine[0].attached
        first.stop()
        await pilot.press("2")
        await wait_for_text(pilot, "Text Statistics")
        assert not mine[1].attached
    for server in mine:
        server.stop()


async def test_what_is_typed_right_after_the_slash_is_the_search(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        # All at once, as a slow line delivers them: none may be taken for an action of the list.
        for key in ("slash", *"edmeet"):
            app.post_message(events.Key(key, key if len(key) == 1 else "/"))
        await wait_until(
            pilot, lambda: app.screen.query_one("#search Input", Input).value == "edmeet", "the text"
        )
        assert isinstance(app.screen, BrowseScreen)


async def test_a_page_that_comes_does_not_hide_what_is_being_deleted(
    fresh_sandbox: RunningSandbox, delete_gate: Gate
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        delete_gate.shut()
        await pilot.press("D")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        await pilot.press(*keys_of("Text Analyst"), "enter")
        await wait_for_text(pilot, "deleting Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await wait_for_text(pilot, "deleting Text Analyst")
        delete_gate.open()
        await wait_for_text(pilot, " page 1/")
