"""Dialogs opened before what they offer is known: it is shown as soon as it has come."""

import threading
from typing import Any

import pytest

from aixtui.app import AixtuiApp
from aixtui.entrance import Entrance
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import ChosenColumn, Recent, StateStore
from aixtui.stores.views import View, ViewStore
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.controllers.fruit import fruit
from tests.aixtui.headless import NOWHERE, session_on
from tests.driving import NO_PROFILES, app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


class Gate:
    """Holds one method back until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: type, method: str) -> None:
        self._open, self.entry = threading.Event(), threading.Event()
        original = getattr(owner, method)

        def wait_and_call(one: Any, *args: Any, **kwargs: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                raise StoreError("It is busy, and a glance does not wait.")
            self.entry.set()
            assert self._open.wait(30)
            return original(one, *args, **kwargs)

        monkeypatch.setattr(owner, method, wait_and_call)

    def open(self) -> None:
        self._open.set()


async def test_what_was_opened_lately_comes_once_the_state_is_read(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    StateStore().add_recent("sandbox", Recent("model", "m1", "Once seen"))
    gate = Gate(monkeypatch, StateStore, "recents")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, gate.entry.is_set, "the question for what was opened")
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        assert "Once seen" not in screen_text(app)
        gate.open()
        await wait_for_text(pilot, "Once seen  opened model")


async def test_what_another_program_saves_comes_once_it_is_read(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        browse = app.screen
        assert isinstance(browse, BrowseScreen)
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        ViewStore().save_view(View("Theirs", "model", "models"))
        await browse.browsing.saved_file.read()
        await wait_for_text(pilot, "Theirs  view: models")


async def test_enter_is_kept_for_a_choice_that_comes_after_it(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        browse = app.screen
        assert isinstance(browse, BrowseScreen)
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        await pilot.press(*"theirs", "enter")
        await wait_for_text(pilot, "Nothing matches")
        ViewStore().save_view(View("Theirs", "model", "models"))
        await browse.browsing.saved_file.read()
        await wait_for_text(pilot, "▌ Text Statistics")


async def test_columns_that_were_chosen_before_come_once_the_state_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    StateStore().choose_columns("fruit", [ChosenColumn("colour")])
    gate = Gate(monkeypatch, StateStore, "columns")
    app = AixtuiApp(Entrance("default", session_on(NOWHERE)), lambda _: [fruit()], NO_PROFILES)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ apple")
        await pilot.press("C")
        await wait_for_text(pilot, "[x] Name")
        gate.open()
        await wait_for_text(pilot, "[ ] Name")


async def test_filters_that_the_rows_suggest_come_with_them(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, WorkspaceGateway, "search")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, gate.entry.is_set, "the search")
        await pilot.press("2", "F")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        await pilot.press(*"host:")
        await wait_until(pilot, lambda: "[ ] Host: " not in screen_text(app), "nothing seen yet")
        gate.open()
        await wait_for_text(pilot, "[ ] Host: ")


async def test_a_dialog_that_was_closed_is_told_nothing_more(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        browse = app.screen
        assert isinstance(browse, BrowseScreen)
        await pilot.press("v")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the dialog")
        dialog = app.screen
        assert isinstance(dialog, Choose)
        await pilot.press("escape")
        await wait_until(pilot, lambda: not dialog.is_running, "its end")
        asked: list[str] = []
        dialog._choices = lambda text: asked.append(text) or []  # type: ignore[func-returns-value]  # noqa: SLF001
        browse.browsing.places.changed()
        assert asked == []
