"""A key that is held down comes again and again: it sends once, and answers nothing blindly."""

from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.dialogs.settle import Settle
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.held_key import HOLD_SECONDS, HeldKey
from aixtui.system import clock
from aixtui.workspace.stale_edit import StaleEditError
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, open_run, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
TIMES = 5


class StoppedClock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    stopped_clock = StoppedClock()
    monkeypatch.setattr(clock, "monotonic", stopped_clock)
    return stopped_clock


class Calls:
    """Counts what is sent by one method of the workspace; each call fails with `error` where there is one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception | None = None) -> None:
        self.count = 0
        original = getattr(WorkspaceGateway, method)

        def call(workspace: WorkspaceGateway, *args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if error is not None:
                raise error
            return original(workspace, *args, **kwargs)

        monkeypatch.setattr(WorkspaceGateway, method, call)


async def settle(pilot: Pilot[Any]) -> None:
    """Let everything that a key began come to its end."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    for _ in range(5):
        await pilot.pause()
    await wait_until(pilot, lambda: not app.session.bridge.writes, "the answers")


def test_a_pause_stands_for_letting_go(stopped: StoppedClock) -> None:
    held = HeldKey()
    states = []
    for key, seconds in (
        ("f5", 0),
        ("f5", 0.7),
        ("f5", 0.03),
        ("y", 0.03),
        ("f5", 0.03),
        ("f5", HOLD_SECONDS),
    ):
        stopped.now += seconds
        held.note(key)
        states.append(held.is_held)
    assert states == [False, True, True, False, False, False]
    held.note("f5")
    assert held.is_held
    stopped.now += HOLD_SECONDS
    assert not held.is_held


def test_a_key_is_held_since_it_came_first(stopped: StoppedClock) -> None:
    held = HeldKey()
    held.note("y")
    asked_at = stopped.now = stopped.now + 0.5
    assert not held.is_held_since_before(asked_at)
    held.note("y")
    assert held.is_held_since_before(asked_at)
    assert not held.is_held_since_before(asked_at - 1)


async def test_a_held_f5_runs_once_though_each_run_ends_at_once(
    sandbox: RunningSandbox, stopped: StoppedClock
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        run = (await open_run(pilot, MODEL, "sandbox/text-statistics")).run_state
        app.screen.query_one(TextArea).text = "One two."
        await pilot.pause()
        for _ in range(TIMES):
            stopped.now += 0.5
            await pilot.press("f5")
            await wait_until(pilot, lambda: run.is_finished and not run.is_watching, "the end of the run")
        assert run.number == 1
        await wait_for_text(pilot, "F5 is held down: let it go for a second.")
        stopped.now += HOLD_SECONDS
        await pilot.press("f5")
        await wait_until(pilot, lambda: run.number == 2, "the run that was asked for")


async def test_loading_again_is_no_key_of_a_run(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        run = (await open_run(pilot, MODEL, "sandbox/text-statistics")).run_state
        app.screen.query_one(TextArea).text = "One two."
        await pilot.press("f5")
        await wait_until(pilot, lambda: run.is_finished, "the end of the run")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert run.number == 1


async def test_a_held_y_saves_and_does_not_overwrite_what_others_changed(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = Calls(monkeypatch, "save", StaleEditError({"description": "Theirs."}, SimpleNamespace(name="It")))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        app.screen.query_one("#field-description", TextArea).text = "Mine."
        await pilot.press(*["ctrl+s"] * TIMES)
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press("y")
        await wait_for_text(pilot, "It was changed by somebody else")
        await pilot.press(*["y"] * TIMES)
        await settle(pilot)
        assert isinstance(app.screen, Settle)
        assert saves.count == 1


@pytest.mark.parametrize("first", ["D", "M"])
async def test_a_held_y_deletes_once(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    deletes = Calls(monkeypatch, "delete", OSError("The line is cut."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press(*((first, "D") if first == "M" else ("D",)))
        await wait_for_text(pilot, "This cannot be undone.")
        await pilot.press("D", *["y"] * TIMES)
        await wait_until(pilot, lambda: deletes.count > 0, "the deletion")
        await settle(pilot)
        assert deletes.count == 1


async def test_a_held_y_clones_once_though_it_fails(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    clones = Calls(monkeypatch, "clone", OSError("The line is cut."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("c")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        await pilot.press(*["f2"] * TIMES)
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press(*["y"] * TIMES)
        await wait_until(pilot, lambda: clones.count > 0, "the clone")
        await settle(pilot)
        assert clones.count == 1
        assert isinstance(app.screen, EditScreen)


async def test_a_held_enter_duplicates_once_though_it_fails(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    duplicates = Calls(monkeypatch, "duplicate", OSError("The line is cut."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("T")
        await wait_until(pilot, lambda: isinstance(app.screen, Prompt), "the question")
        for _ in range(TIMES):
            await pilot.press("enter")
            await settle(pilot)
        await wait_for_text(pilot, "The line is cut.")
        assert isinstance(app.screen, Prompt)
        assert duplicates.count == 1
        await pilot.press("x", "enter")
        await wait_until(pilot, lambda: duplicates.count == 2, "another try, with another name")


async def test_a_held_key_makes_one_form(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    creations = Calls(monkeypatch, "create", OSError("The line is cut."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("a")
        await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        app.screen.query_one("#field-name", Input).value = "New"
        app.screen.query_one("#field-instructions", TextArea).text = "Do."
        await pilot.press(*["f2"] * TIMES)
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press(*["y"] * TIMES)
        await wait_until(pilot, lambda: creations.count > 0, "the creation")
        await settle(pilot)
        assert creations.count == 1
        assert [type(screen) for screen in app.screen_stack].count(EditScreen) == 1
        assert not isinstance(app.screen, BrowseScreen)
