"""One key that saves what is looked at, whichever half of a run that is."""

from collections.abc import Awaitable

from aixtui.actions import AppAction
from aixtui.controllers.run_inputs import refusal_of_inputs
from aixtui.controllers.taking import NOTHING_YET
from aixtui.running.outputs.taking import OutputTaking
from aixtui.running.presets import Presets
from aixtui.running.run import Run


class RunSavingController:
    """Keeps the inputs under a name while they are typed, and writes what a run gave to a file."""

    def __init__(self, run: Run, presets: Presets, taking: OutputTaking) -> None:
        self._run, self._presets, self._taking = run, presets, taking

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """There has to be something to save."""
        if self._run.view == "inputs":
            return refusal_of_inputs(self._run)
        return "" if self._taking.offers() else NOTHING_YET

    def do_save(self) -> Awaitable[None]:
        """Ask for a name, or for what to write and where to."""
        return self._presets.save() if self._run.view == "inputs" else self._taking.export()
