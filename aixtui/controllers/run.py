"""A run: its inputs, sending them, leaving it."""

from collections.abc import Awaitable

from aixtui.actions import AppAction
from aixtui.controllers.run_inputs import UNCHOSEN
from aixtui.face import Face
from aixtui.running.run import Run
from aixtui.workspace.tab_search import TabSearch

WATCHED = "It is watched. Esc stops that."
NOT_GOING_ON = "It does not go on at the server as far as is known here: there is nothing to watch."


class RunController:
    """Starts a run, and stops watching it."""

    def __init__(self, run: Run, face: Face, search: TabSearch) -> None:
        self._run, self._face, self._search = run, face, search

    def label(self, action: AppAction) -> str:
        """Esc ends a search, then stops the watching, before it goes back; F5 sends again what was sent."""
        if action.id == "start" and self._is_sent:
            return "Run again"
        if action.id == "back" and self._is_searching:
            return "End search"
        return "Stop watching" if action.id == "back" and self._run.live.is_watching else action.label

    @property
    def _is_sent(self) -> bool:
        """Whether a run is looked at, and its inputs are not."""
        return self._run.view == "panel"

    @property
    def _is_searching(self) -> bool:
        """Whether something is searched for in what is seen."""
        return self._is_sent and bool(self._search.text)

    def refusal(self, action: AppAction) -> str:
        """One run at a time."""
        if action.id in ("start", "inputs") and self._run.live.is_watching:
            return "It is running. Esc stops watching."
        if action.id == "start" and self._run.is_uploading:
            return "Its files are being uploaded."
        if action.id == "start" and not self._run.form.is_known:
            return UNCHOSEN
        if action.id == "watch" and not self._run.live.may_go_on:
            return WATCHED if self._run.live.is_watching else NOT_GOING_ON
        if action.id == "background" and not self._run.live.is_watching:
            return "Nothing goes on here: Esc leaves."
        return ""

    def do_start(self) -> Awaitable[None] | None:
        """Send the inputs, if they fit, and watch what happens; where they are not in sight ask first."""
        if not self._run.is_ready(self._face):
            return None
        if self._is_sent:
            return self._run.send_again(self._face)
        self._run.send(self._face)
        return None

    async def do_watch(self) -> None:
        """Watch again what is no longer watched."""
        await self._run.watch_again(self._face)

    def do_inputs(self) -> None:
        """Show the inputs again."""
        self._run.show_inputs()

    def do_background(self) -> None:
        """Leave it, and go on watching it."""
        self._run.leave()

    async def leave(self) -> bool:
        """Leave it for another place, and go on watching it."""
        self.do_background()
        return True

    def do_back(self) -> None:
        """Leave a search, else stop watching a run that goes on, else leave."""
        if self._is_searching:
            self._search.look_for("")
        elif self._run.live.is_watching:
            self._run.stop(self._face)
        else:
            self._run.leave()
