"""Keys typed faster than screens open: they wait for what the key before them opens, and go there."""

from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea
from textual.worker import Worker

from aixtui.actions import Action, actions_of
from aixtui.screens.base import BaseScreen

STEP_SECONDS = 0.01
PATIENCE_STEPS = 100
"""How often it is looked whether the keys can go on: after a second they do, whatever has become of it."""
OPENING_GROUPS = ("dialog", "actions")
"""Groups of the workers that open dialogs."""


class TypeAhead:
    """Holds back keys and pasted text behind a key whose action `types`, until there is what takes them.

    All of it happens in the app's own queue, so that keys stay in their order.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._held: list[events.Event] | None = None
        self._opening: Action | None = None
        self._from: Screen[Any] | None = None
        self._workers_before: set[Worker[Any]] = set()
        self._steps = 0
        self._timer: Timer | None = None

    def keeps(self, event: events.Event) -> bool:
        """Whether an event is held back for now; a key that opens something is not, but those after it."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if self._held is not None:
            self._held.append(event)
            return True
        opening = self._opened_by(event) if isinstance(event, events.Key) else None
        if opening is not None:
            self._held, self._opening, self._steps = [], opening, PATIENCE_STEPS
            self._from, self._workers_before = self._app.screen, set(self._app.workers)
            self._timer = self._app.set_interval(STEP_SECONDS, self._look)
        return False

    def _opened_by(self, event: events.Key) -> Action | None:
        screen = self._app.screen
        if not isinstance(screen, BaseScreen):
            return None
        if event.is_printable and isinstance(screen.focused, Input | TextArea):  # it is text itself
            return None
        opening = (action for action in actions_of(screen.SCOPE, "app") if action.types)
        return next((action for action in opening if event.key in action.keys), None)

    async def carried_out(self, action: Action) -> None:
        """An action has been done or refused: where no dialog is on its way, the keys can go on."""
        if self._held is not None and action is self._opening:
            self._opening = None
            await self._look()

    async def _look(self) -> None:
        """Let the held keys go on, in order, once there is what takes them."""
        self._steps -= 1
        if self._held is None or (self._steps > 0 and not self._is_open()):
            return
        assert self._timer is not None
        self._timer.stop()
        held, self._held = self._held, None
        for event in held:
            await self._app.on_event(event)  # one of them may open something, too: the rest waits for that

    def _is_open(self) -> bool:
        screen = self._app.screen
        if screen is not self._from:
            return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)
        started = set(self._app.workers) - self._workers_before
        return self._opening is None and all(
            worker.is_finished for worker in started if worker.group in OPENING_GROUPS
        )
