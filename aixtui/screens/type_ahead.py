"""Keys typed faster than the app follows: each waits until the one before it has been acted on."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.worker import Worker

from aixtui.actions import AppAction, actions_of
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.presence import is_present

STEP_SECONDS = 0.01
MOST_WAITING = 2_000
"""Keys that may wait: some ten seconds of them, far more than anybody types."""
TOO_MANY = "More keys came than can be followed: the last ones were dropped."
OPENING_STEPS, OTHER_STEPS = 100, 10
"""How often it is looked whether held keys can go on: then they do, whatever has become of the one before."""
OPENING_GROUPS = ("dialog", "actions")
"""Groups of the workers that open dialogs."""
QUIT_KEY = "ctrl+q"
"""What is never dropped: behind whatever came, it is the way out."""
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
        placed: Callable[[events.Event], events.Event],
        dispatch: Callable[[events.Event], Awaitable[None]],
        context: ScreenContext,
    ) -> None:
        self._app, self._placed, self._dispatch = app, placed, dispatch
        self._screen_waits, self._held_key = context.screen_waits, context.held_key
        self._queue: deque[events.Event] = deque()
        self._is_waiting = False
        """Whether a key is on its way."""
        self._number = self._laps = self._steps = 0
        self._is_full_told = False
        """Whether the user knows that keys are dropped, since all that waited was last acted on."""
        self._blind_count = 0
        """How many of the queue were typed before anything had opened."""
        self._action: AppAction | None = None
        self._target: MessagePump = app
        self._start_screen: Screen[Any] | None = None
        self._initial_workers: set[Worker[Any]] = set()
        self._timer: Timer | None = None

    async def take(self, event: events.Event) -> None:
        """Dispatch what was typed, now or when what is before it has been acted on."""
        if len(self._queue) >= MOST_WAITING and not self._is_first_to_quit(event):
            if not self._is_full_told:
                self._is_full_told = True
                self._app.notify(TOO_MANY, severity="warning", markup=False)
            return
        self._queue.append(event)
        if not self._is_waiting:
            await self._go_on()
            return
        self._blind_count += self._app.screen is self._start_screen
        if self._timer is None:
            await self._look()

    def _is_first_to_quit(self, event: events.Event) -> bool:
        """Whether an event asks for the end, and none that waits last does."""
        last = self._queue[-1]
        return (
            isinstance(event, events.Key)
            and event.key == QUIT_KEY
            and not (isinstance(last, events.Key) and last.key == QUIT_KEY)
        )

    async def _go_on(self) -> None:
        """Dispatch the first that waits, and follow it."""
        if not self._queue:
            self._is_full_told = False
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
            return
        event = self._placed(self._queue.popleft())  # where it leads is known only now
        self._is_waiting = True
        key = event if isinstance(event, events.Key) else None
        self._number, self._blind_count = self._number + 1, len(self._queue)
        self._laps = LAPS.get(key.key, 1) if key else 1
        self._start_screen, self._target = self._app.screen, self._app.focused or self._app.screen
        self._action = self._opening_action(key) if key else None
        self._steps = OPENING_STEPS if self._action else OTHER_STEPS
        self._initial_workers = set(self._app.workers)
        self._held_key.note(key.key if key else "")
        await self._dispatch(event)
        self._follow()
        self._watch()

    def _watch(self) -> None:
        """Look again and again while something waits: what is behind a key may never come to the app."""
        if self._queue and self._timer is None:
            self._timer = self._app.set_interval(STEP_SECONDS, self._look_again)

    def _opening_action(self, event: events.Key) -> AppAction | None:
        screen = self._app.screen
        if not isinstance(screen, BaseScreen):
            return None
        if event.is_printable and screen.is_typing:  # it is text itself
            return None
        actions = (action for action in actions_of(screen.SCOPE, "app") if action.types or action.danger)
        return next((action for action in actions if event.key in action.keys), None)

    def _follow(self) -> None:
        if not self._target.post_message(self.Passed(self._number)):
            self._laps = 0

    async def advance(self, message: Passed) -> None:
        """The message behind a key has come to the app."""
        if not self._is_waiting or message.number != self._number:
            return
        self._laps -= 1
        if self._laps > 0:
            self._follow()
        else:
            await self._look()

    async def _look(self) -> None:
        """Let the held keys go on, in order, if there is what takes them; else look again a little later."""
        if not self._is_waiting or not self._app.screen_stack:  # at its end the app has no screen any more
            return
        is_between = len(self._app.screen_stack) == 1  # one workspace was left, and none is there yet
        if (self._steps > 0 or is_between) and not self._is_ready():
            self._watch()
            return
        is_question = (
            self._action is not None and self._action.danger and self._app.screen is not self._start_screen
        )
        for _ in range(
            self._blind_count if is_question else 0
        ):  # nobody answers what was not there to be seen
            self._queue.popleft()
        self._is_waiting = False
        await self._go_on()

    async def _look_again(self) -> None:
        self._steps -= 1
        await self._look()

    def _is_ready(self) -> bool:
        screen = self._app.screen
        has_moved = screen is not self._start_screen
        if has_moved and not (is_present(screen) and (screen.focused is not None or not screen.focus_chain)):
            return False
        if has_moved and (self._action is not None or isinstance(screen, ModalScreen)):
            return True
        stack = self._app.screen_stack
        waits = {worker for worker, wait_screen in self._screen_waits.items() if wait_screen in stack}
        workers = set(self._app.workers) - (set() if has_moved else self._initial_workers) - waits
        is_opening = any(worker.group in OPENING_GROUPS and not worker.is_finished for worker in workers)
        return (has_moved or self._laps <= 0) and not is_opening


def is_typed(event: events.Event) -> bool:
    """Whether an event is a key or pasted text, fresh from the terminal."""
    return isinstance(event, events.Key | events.Paste) and not event.is_forwarded
