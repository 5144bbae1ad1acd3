"""Keys typed faster than the app follows: each waits until the one before it has been acted on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea
from textual.worker import Worker

from aixtui.actions import AppAction, actions_of
from aixtui.screens.base import BaseScreen
from aixtui.screens.presence import is_present

STEP_SECONDS = 0.01
OPENING_STEPS, OTHER_STEPS = 100, 10
"""How often it is looked whether held keys can go on: then they do, whatever has become of the one before."""
OPENING_GROUPS = ("dialog", "actions")
"""Groups of the workers that open dialogs."""
LAPS = {"enter": 3, "escape": 3}
"""Ways up that a key can set off: its own, the one of the field's message, the one of the part around it."""


class TypeAhead:
    """Holds back keys and pasted text until the key before them has been acted on.

    A key goes from the field that has the focus up to the app, and may open something that is to have the
    next one. So a message goes the same way behind each key, and tells that it has been acted on; a dialog
    may be on its way even then. It all happens in the app's own queue: keys stay in their order.
    """

    @dataclass
    class Passed(Message):
        """The key of this number has gone all its way."""

        number: int

    def __init__(
        self,
        app: App[Any],
        dispatch: Callable[[events.Event], Awaitable[None]],
        waiting: Mapping[Worker[Any], Screen[Any]],
    ) -> None:
        """`waiting` is the work that waits for a screen to be left."""
        self._app, self._dispatch, self._waiting = app, dispatch, waiting
        self._held: list[events.Event] | None = None
        self._number = self._laps = self._steps = 0
        self._blind = 0
        """How many of the held were typed before anything had opened."""
        self._opening: AppAction | None = None
        self._target: MessagePump = app
        self._from: Screen[Any] | None = None
        self._workers_before: set[Worker[Any]] = set()
        self._timer: Timer | None = None

    async def take(self, event: events.Event) -> None:
        """Dispatch what was typed, now or when what is before it has been acted on."""
        if self._held is not None:
            self._held.append(event)
            self._blind += self._app.screen is self._from
            await self._look()
            return
        key = event if isinstance(event, events.Key) else None
        self._held, self._number, self._blind = [], self._number + 1, 0
        self._laps = LAPS.get(key.key, 1) if key else 1
        self._from, self._target = self._app.screen, self._app.focused or self._app.screen
        self._opening = self._opened_by(key) if key else None
        self._steps = OPENING_STEPS if self._opening else OTHER_STEPS
        self._workers_before = set(self._app.workers)
        await self._dispatch(event)
        self._follow()

    def _opened_by(self, event: events.Key) -> AppAction | None:
        screen = self._app.screen
        if not isinstance(screen, BaseScreen):
            return None
        if event.is_printable and isinstance(screen.focused, Input | TextArea):  # it is text itself
            return None
        opening = (known for known in actions_of(screen.SCOPE, "app") if known.types or known.danger)
        return next((action for action in opening if event.key in action.keys), None)

    def _follow(self) -> None:
        if not self._target.post_message(self.Passed(self._number)):
            self._laps = 0

    async def passed(self, message: Passed) -> None:
        """The message behind a key has come to the app."""
        if self._held is None or message.number != self._number:
            return
        self._laps -= 1
        if self._laps > 0:
            self._follow()
        else:
            await self._look()

    async def _look(self) -> None:
        """Let the held keys go on, in order, if there is what takes them; else look again a little later."""
        if self._held is None or not self._app.screen_stack:  # at its end the app has no screen any more
            return
        if self._steps > 0 and not self._is_ready():
            if self._held and self._timer is None:
                self._timer = self._app.set_interval(STEP_SECONDS, self._look_again)
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        held, self._held = self._held, None
        asked = self._opening is not None and self._opening.danger and self._app.screen is not self._from
        for event in held[self._blind if asked else 0 :]:  # nobody answers what was not there to be seen
            await self.take(event)

    async def _look_again(self) -> None:
        self._steps -= 1
        await self._look()

    def _is_ready(self) -> bool:
        screen = self._app.screen
        moved = screen is not self._from
        if moved and not (is_present(screen) and (screen.focused is not None or not screen.focus_chain)):
            return False
        if moved and (self._opening is not None or isinstance(screen, ModalScreen)):
            return True
        stack = self._app.screen_stack
        waiting = {worker for worker, awaited in self._waiting.items() if awaited in stack}
        workers = set(self._app.workers) - (set() if moved else self._workers_before) - waiting
        on_its_way = any(worker.group in OPENING_GROUPS and not worker.is_finished for worker in workers)
        return (moved or self._laps <= 0) and not on_its_way


def is_typed(event: events.Event) -> bool:
    """Whether an event is a key or pasted text, fresh from the terminal."""
    return isinstance(event, events.Key | events.Paste) and not event.is_forwarded
