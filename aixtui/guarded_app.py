"""How the app ends, or goes on, when something outside its plan happens: an error, a signal, a stop."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from aixtui.listing.left_place import LeftPlace
from aixtui.look_alikes import degrade
from aixtui.screens.presence import is_present
from aixtui.screens.ringing import Ring
from aixtui.system.desktop_notice import notice_sequence
from aixtui.system.end_signals import FAILED, SIGNALLED, EndSignals
from aixtui.system.garbage import collect_garbage
from aixtui.system.job_control import JobControl
from aixtui.system.terminal_state import TerminalState
from aixtui.wire.letter_places import LetterTold
from aixtui.workspace.defects import Defect, record, record_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from aixtui.system.launch_screen import LaunchScreen

PROBLEM_SECONDS, START_SECONDS = 10, 2
STEP_SECONDS = 0.01
"""Between two looks whether the screen is there."""


class GuardedApp(App[None]):
    """Ends in order on a signal, with a report on an error that nobody handles, and stops as jobs do.

    Work in the background never ends it. `_handle_exception`, `_fatal_error` and `_background_screens` are
    Textual's own, without a public hook in the versions that the project asks for; nothing else that is
    private is replaced.
    """

    def __init__(self, driver_class: type[Driver] | None, css_path: list[str | PurePath]) -> None:
        # Else Textual, which knows no theme yet, would make greys of colours: black of the terminal's own.
        super().__init__(driver_class, css_path, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"  # over SSH a key that scrolls a form would paint ten screens
        self.left = LeftPlace()
        """Where it was when it ended."""
        self.latin: dict[str, str] = {}
        """The Latin signs at the places of other letters, as far as the terminal told them."""
        self.defect: Defect | None = None
        """The error that ended the app, or the first that work in the background met when it was ending."""
        self.launch_screen: LaunchScreen | None = None
        """What the terminal shows until the driver takes it."""
        self._told_size: Size | None = None
        self._is_ending = self._has_failed = False
        self._jobs: JobControl | None = None
        self._signals: EndSignals | None = None

    def run_in_terminal(
        self, signals: EndSignals, state: TerminalState, launch_screen: "LaunchScreen | None" = None
    ) -> int:
        """Run on the terminal until something ends it, leave that as it was, and return the exit code."""
        self.launch_screen = launch_screen
        if sys.__stderr__ is not None:
            degrade(sys.__stderr__)
        self._signals = signals
        try:
            self.run()
        except Exception as error:  # it went past Textual, which may not have left the terminal either
            state.reset()
            self._fail(record(error))
        finally:
            signals.lead_to(None)
            JobControl.release()
            state.restore()
        return FAILED if self._has_failed else self.return_code or 0

    def on_load(self) -> None:
        if self._signals is not None:
            asyncio.get_running_loop().set_exception_handler(self._take_stray)
            self._end_on_signals(self._signals)
            JobControl.hold()  # the driver would answer while the first screen is made
            if self._signals.number:  # before anything is on the terminal
                self.exit(return_code=SIGNALLED + self._signals.number)

    def _end_on_signals(self, signals: EndSignals) -> None:
        loop = asyncio.get_running_loop()
        signals.lead_to(lambda number: loop.call_soon_threadsafe(self.exit, None, SIGNALLED + number))

    async def on_mount(self) -> None:
        if self._signals is not None:
            self.set_timer(START_SECONDS, collect_garbage)
        if self._signals is not None and JobControl.is_possible:  # the driver's own act between any two steps
            loop = asyncio.get_running_loop()
            self._jobs = JobControl(
                lambda: loop.call_soon_threadsafe(self.call_later, self.action_suspend),
                lambda: loop.call_soon_threadsafe(self.call_later, self._come_back),
            )

    @property
    def place(self) -> LeftPlace:
        """Where the user is."""
        return LeftPlace()

    def leave(self) -> LeftPlace:
        """Where the user is, when nobody looks at it any more."""
        return self.place

    def on_letter_told(self, message: LetterTold) -> None:
        self.latin[message.letter] = message.latin

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """End the app. Whatever asks for it first gives the reason, and with it the code.

        A screen that is on its way comes first: Textual would leave it half made, and its handlers fail.
        """
        stack = self.screen_stack
        if self._is_ending:
            return
        if stack and not (len(stack) > 1 and is_present(stack[-1])):
            self.set_timer(STEP_SECONDS, partial(self.exit, *args, **kwargs))
            return
        self._is_ending = True
        try:
            self.left = self.leave()
        except Exception as error:  # whatever it is, nobody is to be kept in for it
            self._fail(record(error))
        super().exit(*args, **kwargs)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are seen below the one on top: none where that covers them.

        Textual takes the next one for seen whatever is above it, and paints the whole terminal anew for each
        of its changes: several kilobytes for a letter typed in a form, since the list below counts drafts.
        """
        is_covered = any(screen.styles.background.a == 1 for screen in self.screen_stack[-1:])
        return [] if is_covered else super()._background_screens

    def action_suspend(self) -> None:
        """Stop the process and go back to the shell, until that continues it."""
        if self._jobs is None or self._signals is None:
            self.notify("The app cannot be stopped here.", severity="warning", markup=False)
            return
        with self.suspend():
            self._signals.lead_to(self._signals.end_at_once)  # it has no terminal to come back to for an end
            has_stopped = self._jobs.stop()
            self._end_on_signals(self._signals)
        if not has_stopped:
            self.notify("There is no shell to go back to.", severity="warning", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """The terminal has moved what it shows. A start is told of its size twice, and laid out once."""
        if event.size == self._told_size:
            event.prevent_default()
        elif self._told_size is not None:
            self._forget_screen()
        self._told_size = event.size

    def action_repaint(self) -> None:
        """Paint the whole screen: somebody else may have written on it."""
        self._forget_screen()
        self.screen.refresh()

    def _forget_screen(self) -> None:
        getattr(self._driver, "forget_screen", lambda: None)()  # only a driver of ours has it

    def on_ring(self, message: Ring) -> None:
        if message.way == "bell":
            self.bell()
        elif self._driver is not None:
            self._driver.write(notice_sequence(message.way, message.text))

    def _come_back(self) -> None:
        """Set the terminal up anew: others had it while somebody stopped the process by force."""
        assert self._jobs is not None
        self._jobs.wait_for_foreground()
        take_again = getattr(self._driver, "take_again", None)  # only a driver of ours has it
        if take_again is None:
            with self.suspend():
                return
        take_again()
        self.refresh(layout=True)

    def tell_defect(self, error: BaseException) -> None:
        """Report an error of work in the background, and go on."""
        defect = record(error)
        if not self.is_running:
            self.defect = self.defect or defect
            return
        text = f"Something went wrong in the background: {defect.name}; {defect.report}"
        self.notify(text, title="A defect of aixtui", severity="error", timeout=PROBLEM_SECONDS, markup=False)

    def _take_stray(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """An error in a callback of the loop, or in a task that nobody waits for."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.tell_defect(error)

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed):
            self.tell_defect(error.error)
            return
        if self._is_ending and isinstance(error, NoMatches):
            return  # of a screen that was asked for after the end: Textual leaves it without its widgets
        if not self._has_failed:  # what comes after it comes of it
            self._fail(record(error))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._end_by_error()

    def panic(self, *renderables: "RenderableType") -> None:
        """End the app by an error of which there is only what Textual would print."""
        if not self._has_failed:
            self._fail(
                record_lines("an error of the terminal", chain.from_iterable(map(_lines, renderables)))
            )
        self._end_by_error()

    def _fail(self, defect: Defect) -> None:
        self._has_failed, self.defect = True, defect

    def _end_by_error(self) -> None:
        self._is_ending = True
        with suppress(Exception):  # it may not even know where it is
            self.left = self.place
        super().exit(return_code=FAILED)


def _lines(renderable: object) -> Iterator[str]:
    """What a traceback of Rich tells, without variables; drawn, it would cut words in two."""
    from rich.traceback import Traceback

    if not isinstance(renderable, Traceback):
        yield str(renderable)
        return
    for stack in reversed(renderable.trace.stacks):
        for frame in stack.frames:
            yield f'File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        yield f"{stack.exc_type}: {stack.exc_value}"
