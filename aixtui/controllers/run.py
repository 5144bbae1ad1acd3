"""A run: its inputs, sending them, leaving it."""

from aixtui.actions import AppAction
from aixtui.face import Face
from aixtui.running.run import Run
from aixtui.workspace.tab_search import TabSearch


class RunController:
    """Starts a run, and stops watching it."""

    def __init__(self, run: Run, face: Face, search: TabSearch) -> None:
        self._run, self._face, self._search = run, face, search

    def label(self, action: AppAction) -> str:
        """Esc ends a search before it goes back."""
        return "End search" if action.id == "back" and self._is_searching else action.label

    @property
    def _is_searching(self) -> bool:
        """Whether something is searched for in what is seen."""
        return self._run.view == "panel" and bool(self._search.text)

    def refusal(self, action: AppAction) -> str:
        """One run at a time."""
        if action.id in ("start", "inputs") and self._run.live.is_watching:
            return "It is running. Esc stops watching."
        if action.id == "start" and self._run.is_uploading:
            return "Its files are being uploaded."
        if action.id == "start" and not self._run.form.is_known:
            return "Choose first what it is to do."
        if action.id == "background" and not self._run.live.is_watching:
            return "Nothing goes on here: Esc leaves."
        return ""

    def do_start(self) -> None:
        """Send the inputs, if they fit, and watch what happens."""
        if self._run.is_ready(self._face):
            self._run.send(self._face)

    def do_inputs(self) -> None:
        """Show the inputs again."""
        self._run.show_inputs()

    def do_background(self) -> None:
        """Leave it, and go on watching it."""
        self._run.leave()

    def do_back(self) -> None:
        """Leave a search, else stop watching a run that goes on, else leave."""
        if self._is_searching:
            self._search.look_for("")
        elif self._run.live.is_watching:
            self._run.stop(self._face)
        else:
            self._run.leave()
