"""A run: its inputs, what happens, its reply."""

from aixtui.actions import AppAction
from aixtui.face import Face
from aixtui.running.run import Run


class RunController:
    """Starts a run, stops watching it, and shows its parts."""

    def __init__(self, run: Run, face: Face) -> None:
        self._run, self._face = run, face

    def refusal(self, action: AppAction) -> str:
        """One run at a time; and a reply is there only at the end."""
        if action.id in ("start", "inputs") and self._run.live.is_watching:
            return "It is running. Esc stops watching."
        if action.id == "background" and not self._run.live.is_watching:
            return "Nothing goes on here: Esc leaves."
        if action.id == "raw" and not self._run.live.is_finished:
            return "There is no reply yet."
        return ""

    def do_start(self) -> None:
        """Send the inputs, if they fit, and watch what happens."""
        if self._run.is_ready(self._face):
            self._run.send(self._face)

    def do_inputs(self) -> None:
        """Show the inputs again."""
        self._run.show_inputs()

    def do_raw(self) -> None:
        """Show or hide the raw reply."""
        self._run.toggle_raw()

    def do_background(self) -> None:
        """Leave it, and go on watching it."""
        self._run.leave()

    def do_back(self) -> None:
        """Stop watching a run that goes on; else leave."""
        if self._run.live.is_watching:
            self._run.stop(self._face)
        else:
            self._run.leave()
