"""Every screen is left at every await of the work it began: nothing is raised, and nothing is drawn on it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.kind import Kind
from aixtui.listing import live_refresh
from aixtui.sandbox import RunningSandbox
from aixtui.screens.base import BaseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.presence import is_present
from aixtui.workspace.bridge import Bridge
from tests.aixtui.screens.test_welcome import app_without_key
from tests.driving import app_on, connection_to, open_run, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MOST_AWAITS = 6


class Gate:
    """Lets answers through; the one of this number, counted from `begin` on, waits until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self._number, self._count = number, -1
        self.arrival, self._open = asyncio.Event(), asyncio.Event()
        for name in ("read", "write"):
            monkeypatch.setattr(Bridge, name, self._with_gate(getattr(Bridge, name)))
        monkeypatch.setattr(Bridge, "stream", self._stream_with_gate(Bridge.stream))

    def begin(self) -> None:
        self._count = 0

    def open(self) -> None:
        self._open.set()

    async def _pass(self) -> None:
        self._count += self._count >= 0
        if self._count == self._number:
            self._count = -1
            self.arrival.set()
            await self._open.wait()

    def _with_gate(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def call_through(bridge: Bridge, work: Callable[[], Any]) -> Any:
            try:
                return await call(bridge, work)
            finally:
                await self._pass()

        return call_through

    def _stream_with_gate(
        self, stream: Callable[..., AsyncIterator[Any]]
    ) -> Callable[..., AsyncIterator[Any]]:
        async def call_through(bridge: Bridge, generate: Callable[[], Any]) -> AsyncIterator[Any]:
            async for item in stream(bridge, generate):
                await self._pass()
                yield item

        return call_through


def app_with_key(sandbox: RunningSandbox) -> AixtuiApp:
    return app_on(connection_to(sandbox))


class Work(NamedTuple):
    """What a screen does: how to get there, then the keys that begin it, each after the text it waits for."""

    arrive: Callable[[Pilot[Any]], Awaitable[object]]
    begin: tuple[str, ...]
    start: Callable[[RunningSandbox], AixtuiApp] = app_with_key
    sees: str = "page 1/"
    """What is seen once the app is there."""


async def stay(pilot: Pilot[Any]) -> None:
    """The list is there already."""


def keys_first(*keys: str) -> Callable[[Pilot[Any]], Awaitable[object]]:
    async def arrive(pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)

    return arrive


def run_of(kind: Kind, path: str) -> Callable[[Pilot[Any]], Awaitable[object]]:
    async def arrive(pilot: Pilot[Any]) -> None:
        screen = await open_run(pilot, kind, path)
        screen.run_state.form.type(screen.run_state.form.inputs[0].name, "Lovely.")

    return arrive


async def type_key(pilot: Pilot[Any]) -> None:
    pilot.app.screen.query_one(Input).value = "a-key-that-is-refused"


async def question_of_the_last(pilot: Pilot[Any]) -> None:
    await press(pilot, "G", "enter", ":Instructions", "D")
    await wait_until(
        pilot,
        lambda: isinstance(pilot.app.screen, Choose | Prompt) and is_present(pilot.app.screen),
        "the question, with what is in it",
    )
    if isinstance(pilot.app.screen, Choose):  # below the copies that others made the last one is in use
        await press(pilot, *"same", ":all the same", "enter", ":Type its name")
    (detail,) = [one for one in pilot.app.screen_stack if isinstance(one, DetailScreen)]
    pilot.app.screen.query_one(Input).value = detail.document.name


async def type_unknown_model(pilot: Pilot[Any]) -> None:
    await press(pilot, "0", ":▌ sandbox", "a", ":nothing changed yet", "x", ":changed: Name")
    screen = pilot.app.screen
    assert isinstance(screen, EditScreen)
    screen.form.type("asset_limits", '{"assetId":"no-such-model"}')


async def pick_tool_of_events(pilot: Pilot[Any]) -> None:
    await press(pilot, "8", ":WHEN", "a", ":nothing changed yet", *["tab"] * 5, *"google")
    await press(pilot, ":Google Search  tool", "enter", ":▌Google Search", "tab", ":asks the tool")


DETAIL = keys_first("enter", ":Instructions")
LAST = keys_first("G", "enter", ":Instructions")
FORM = keys_first("e", ":nothing changed yet", "x", ":changed: Name")
WORKS = {
    "load of a document": Work(DETAIL, ("ctrl+r",)),
    "reading for a clone of a document": Work(DETAIL, ("c",)),
    "clone of a document": Work(
        keys_first("enter", ":Instructions", "c", ":nothing changed yet"),
        ("ctrl+s", ":Make this clone", "y"),
    ),
    "reading for a duplicate of a document": Work(DETAIL, ("T",)),
    "duplicate of a document": Work(
        keys_first("enter", ":Instructions", "T", ":the name of the copy"), ("enter",)
    ),
    "reading for a state of a document": Work(DETAIL, ("B",)),
    "state of a document": Work(keys_first("enter", ":Instructions", "B", ":published"), ("y",)),
    "question of a deletion": Work(LAST, ("D",)),
    "deletion of a document": Work(question_of_the_last, ("enter",)),
    "copy of a document": Work(DETAIL, ("y", ":Copy of", *"json", "enter")),
    "save of a form": Work(FORM, ("ctrl+s", ":Save these changes?", "y")),
    "a document in an editor": Work(DETAIL, ("f4",)),
    "a form in an editor": Work(FORM, ("f9",)),
    "a file for a form": Work(FORM, ("ctrl+o", ":JSON or YAML file", "x", "enter")),
    "question about a tool": Work(
        keys_first("e", ":nothing changed yet", *["tab"] * 5, "enter", ":Enter opens"),
        ("enter",),
    ),
    "question about the events of a tool": Work(pick_tool_of_events, ("enter",)),
    "look-up of what a form refers to": Work(type_unknown_model, ("ctrl+s",)),
    "a run": Work(run_of(MODEL, "sandbox/text-statistics"), ("f5",)),
    "an agent's run": Work(run_of(AGENT, "sandbox-ws/text-analyst"), ("f5",)),
    "opening of a document": Work(stay, ("enter",)),
    "opening of messages": Work(keys_first("7", ":ticket 8812"), ("m",)),
    "check of a key": Work(type_key, ("enter",), app_without_key, "Welcome to aixtui"),
    "the sandbox instead of a key": Work(stay, ("f3",), app_without_key, "Welcome to aixtui"),
    "messages": Work(keys_first("7", ":ticket 8812", "m", ":2 messages"), ("ctrl+r",)),
}
MARKED = ("G", "space", ":1 marked")
LIST_WORKS = {
    "load of a list": ("ctrl+r",),
    "another list": ("2",),
    "opening": ("colon", *"agents/sandbox-ws%2Ftext-analyst", "enter"),
    "clone": ("c",),
    "duplicate": ("T",),
    "a state": ("B",),
    "question of a deletion of many": (*MARKED, "D"),
    "a copy of many": ("space", "space", ":2 marked", "y", ":Copy of", *"document", "enter"),
    "a favourite": ("plus",),
    "views": ("v",),
    "a view": ("V", ":Name for", *"mine", "enter"),
    "columns": ("w",),
    "the preview": ("o",),
    "live refresh": ("W", ":live 0.01 s"),
}


QUITTING = {
    **WORKS,
    **{name: Work(stay, keys) for name, keys in LIST_WORKS.items()},
    # What uses them is looked for before the question, which waits at no answer then.
    "making of a duplicate": Work(keys_first("T", ":the name of the copy"), ("enter",)),
    "change of a state": Work(keys_first("B", ":published"), ("y",)),
    "deletion of many": Work(keys_first(*MARKED, "D", ":Type how many", "1"), ("enter",)),
}


async def press(pilot: Pilot[Any], *steps: str) -> None:
    """Press keys; a step that starts with a colon waits for the text after it."""
    for step in steps:
        if step.startswith(":") and len(step) > 1:
            await wait_for_text(pilot, step[1:])
        else:
            await pilot.press(step)


class RefreshLog:
    """The widgets of a screen; what is drawn on them once it has gone is noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, gone: Sequence[Widget]) -> None:
        widgets = {id(widget) for widget in gone}
        self.refreshes: list[str] = []
        refresh = Widget.refresh

        def note_refresh(widget: Widget, *regions: Any, **options: Any) -> Widget:
            if id(widget) in widgets:
                self.refreshes.append(f"{type(widget).__name__}#{widget.id}")
            return refresh(widget, *regions, **options)

        monkeypatch.setattr(Widget, "refresh", note_refresh)


async def leave_at(
    number: int, work: Work, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, *, quits: bool
) -> bool:
    """Leave the screen, or the app, at the answer of this number; False where there is no such one."""
    app = work.start(sandbox)
    gate = Gate(monkeypatch, number)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, work.sees)
        await settle(app)
        await work.arrive(pilot)
        await settle(app)
        gate.begin()
        await press(pilot, *work.begin)
        await settle(app, gate.arrival)
        screen = [one for one in app.screen_stack if isinstance(one, BaseScreen)][-1]
        if not gate.arrival.is_set():
            return False
        if not quits:
            widgets = (screen, *screen.walk_children(Widget))
            screen.leave()
            # Its widgets end one by one, each with its timers.
            await wait_until(
                pilot, lambda: not any(one.is_running for one in widgets), "the end of the screen"
            )
            refresh_log = RefreshLog(monkeypatch, widgets)
            gate.open()
            await settle(app)
            assert refresh_log.refreshes == []
        else:
            app.exit()
            delivery = asyncio.ensure_future(open_without(screen, gate))
    if quits:
        await delivery
    return True


def is_busy(app: AixtuiApp) -> bool:
    """Whether any work goes on that waits neither for the user nor for its next turn."""
    screens = [screen for screen in app.screen_stack if isinstance(screen, BaseScreen)]
    screen_waits = screens[0].context.screen_waits if screens else {}
    workers = [one for one in app.workers if one.group != "live" and not one.is_finished]
    return bool(app.session.bridge.writes) or any(worker not in screen_waits for worker in workers)


async def settle(app: AixtuiApp, arrival: asyncio.Event | None = None) -> None:
    """Let all work end, or an event come first; work may begin other work a turn later."""
    quiet = 0
    while quiet < 20 and not (arrival and arrival.is_set()):
        quiet = 0 if is_busy(app) else quiet + 1
        await asyncio.sleep(0.004)


async def open_without(screen: Screen[Any], gate: Gate) -> None:
    """Let the answer come once the screen has lost its widgets, and the app has not ended yet."""
    while screen.children:
        await asyncio.sleep(0)
    gate.open()


async def leave_everywhere(work: Work, sandbox: RunningSandbox, *, quits: bool) -> int:
    """Leave at each answer; how many there were."""
    for number in range(1, MOST_AWAITS):
        with pytest.MonkeyPatch.context() as patches:
            patches.setattr(live_refresh, "LIVE_SECONDS", 0.01)
            if not await leave_at(number, work, sandbox, patches, quits=quits):
                return number - 1
    return MOST_AWAITS


@pytest.mark.parametrize("name", WORKS)
async def test_a_screen_is_left_at_every_await(name: str, fresh_filled_sandbox: RunningSandbox) -> None:
    # In a sandbox of its own: deletions would leave less and less to the tests after them.
    assert await leave_everywhere(WORKS[name], fresh_filled_sandbox, quits=False) > 0


@pytest.mark.parametrize("name", QUITTING)
async def test_the_app_is_quit_at_every_await(name: str, fresh_filled_sandbox: RunningSandbox) -> None:
    # In a sandbox of its own: deletions would leave less and less to the tests after them.
    assert await leave_everywhere(QUITTING[name], fresh_filled_sandbox, quits=True) > 0
