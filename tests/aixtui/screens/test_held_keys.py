"""A key that is held down comes again and again: it sends once, and answers nothing blindly."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.model import MODEL
from aixtui.kindspec.field_conflict import Decision, FieldConflict
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.dialogs.settle import Settle
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.face import ScreenFace
from aixtui.screens.held_key import HOLD_SECONDS, PAUSE_SECONDS, HeldKey
from aixtui.system import clock
from aixtui.workspace.stale_edit import StaleEditError
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, keys_of, open_run, screen_text, wait_for_text, wait_until

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
    asked_at = stopped.now = stopped.now + 0.2
    assert held.since(asked_at) == "pressed"
    held.note("y")
    assert held.since(asked_at) == "held"
    assert held.since(asked_at - 1) == "pressed"


@pytest.mark.parametrize("pause", [0.31, 0.7])
def test_after_a_pause_it_is_unclear_until_it_has_not_come_again(stopped: StoppedClock, pause: float) -> None:
    held = HeldKey()
    held.note("y")
    asked_at = stopped.now
    stopped.now += pause
    held.note("y")
    assert held.since(asked_at) == "unclear"
    stopped.now += 0.03
    held.note("y")
    assert held.since(asked_at) == "held"
    stopped.now += HOLD_SECONDS
    held.note("y")
    assert held.since(asked_at) == "pressed"


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
            await wait_until(
                pilot, lambda: run.live.is_finished and not run.live.is_watching, "the end of the run"
            )
        assert run.number == 1
        await wait_for_text(pilot, "F5 is held down: let it go for a second.")
        stopped.now += HOLD_SECONDS
        await pilot.press("f5")
        await wait_for_text(pilot, "Run Text Statistics once more?")
        assert run.number == 1
        await pilot.press("y")
        await wait_until(pilot, lambda: run.number == 2, "the run that was asked for")


async def test_loading_again_is_no_key_of_a_run(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        run = (await open_run(pilot, MODEL, "sandbox/text-statistics")).run_state
        app.screen.query_one(TextArea).text = "One two."
        await pilot.press("f5")
        await wait_until(pilot, lambda: run.live.is_finished, "the end of the run")
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
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        app.screen.query_one("#field-description", TextArea).text = "Mine."
        await pilot.press(*["ctrl+s"] * TIMES)
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press("y")
        await wait_for_text(pilot, "It was changed by somebody else")
        await pilot.press(*["y"] * TIMES)
        await settle(pilot)
        assert isinstance(app.screen, Settle)
        assert saves.count == 1


@pytest.mark.parametrize(("keys", "word"), [(("D",), "Text Analyst"), (("M", "D"), "1")], ids=["one", "many"])
async def test_a_held_enter_deletes_once(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], word: str
) -> None:
    deletes = Calls(monkeypatch, "delete", OSError("The line is cut."))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press(*keys)
        await wait_for_text(pilot, "u makes it again")
        await pilot.press(*["enter"] * TIMES)
        assert isinstance(app.screen, Prompt)
        await pilot.press(*keys_of(word), *["enter"] * TIMES)
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
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
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
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
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


async def test_a_held_y_deletes_what_needs_no_name_once(
    filled_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    deletes = Calls(monkeypatch, "delete", OSError("The line is cut."))
    app = app_on(connection_to(filled_sandbox), start=AppAddress("session"))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ ticket 8812")
        await pilot.press("D")
        await wait_for_text(pilot, "This cannot be undone.")
        await pilot.press("D", *["y"] * TIMES)
        await wait_until(pilot, lambda: deletes.count > 0, "the deletion")
        await settle(pilot)
        assert deletes.count == 1


async def test_held_keys_of_the_undo_send_nothing(
    fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        app.screen.query_one("#field-description", TextArea).text = "New."
        await pilot.press("ctrl+s", "y")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        saves = Calls(monkeypatch, "save")
        await pilot.press("u")
        await wait_for_text(pilot, "Saved and deleted from here")
        await pilot.press(*["u"] * TIMES)
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        await pilot.press(*["backspace"] * TIMES, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "what will be sent")
        await settle(pilot)
        assert saves.count == 0
        await pilot.press("escape")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await pilot.press(*["enter"] * TIMES)
        await settle(pilot)
        assert isinstance(app.screen, EditScreen)
        assert saves.count == 0
        await pilot.press(*["f2"] * TIMES)
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm), "the question")
        await pilot.press(*["f2"] * TIMES)
        await settle(pilot)
        assert saves.count == 0
        await pilot.press("y")
        await wait_until(pilot, lambda: saves.count == 1, "the save")


async def ask_twice(pilot: Pilot[Any]) -> list[Decision | None]:
    """Answer the first of two questions by a key; the answers, with the second question in sight."""
    assert isinstance(pilot.app, AixtuiApp)
    await wait_for_text(pilot, "▌ Text Analyst")
    face, answers = screen_face(pilot.app), list[Decision | None]()

    async def ask() -> None:
        for label in ("Name", "Description"):
            conflict = FieldConflict(label, "Was.", "Mine.", "Theirs.", can_mark=True)
            answers.append(await face.settle("It was changed", "", conflict))

    face.start(ask())
    await wait_for_text(pilot, "Name")
    await pilot.press("m")
    await wait_until(pilot, lambda: answers == ["mine"], "the first answer")
    await wait_for_text(pilot, "Description")
    return answers


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.7])
async def test_a_held_key_answers_no_second_question_and_it_is_said_why(
    sandbox: RunningSandbox, stopped: StoppedClock, delay: float
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        answers = await ask_twice(pilot)
        for seconds in (delay, *[0.03] * TIMES):
            stopped.now += seconds
            await pilot.press("m")
        await wait_for_text(pilot, "m counts as held down since before this question: let it go for a")
        await asyncio.sleep(2 * PAUSE_SECONDS)  # what waits for the key to come again would be over
        assert answers == ["mine"]
        stopped.now += HOLD_SECONDS
        await pilot.press("m")
        await wait_until(pilot, lambda: answers == ["mine", "mine"], "the second answer")


@pytest.mark.parametrize("key", ["m", "t", "e"])
async def test_a_key_that_is_pressed_again_after_a_short_pause_answers(
    sandbox: RunningSandbox, stopped: StoppedClock, key: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        answers = await ask_twice(pilot)
        stopped.now += 0.4
        await pilot.press(key)
        sides = {"m": "mine", "t": "theirs", "e": "marked"}
        await wait_until(pilot, lambda: answers == ["mine", sides[key]], "the second answer")
        assert "held down" not in screen_text(app)


async def test_after_being_held_a_key_answers_by_another_press(
    sandbox: RunningSandbox, stopped: StoppedClock
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        answers = await ask_twice(pilot)
        for seconds in (0.5, 0.03, 0.03, 0.4):
            stopped.now += seconds
            await pilot.press("m")
        await wait_until(pilot, lambda: answers == ["mine", "mine"], "the second answer")


def screen_face(app: AixtuiApp) -> ScreenFace:
    assert isinstance(app.screen, BrowseScreen)
    return app.screen.face
