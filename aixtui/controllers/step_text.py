"""One step of a run, whole: leaving it."""

from aixtui.running.step_text import StepText


class StepTextController:
    """Answers for the keys of the screen that shows it."""

    def __init__(self, step: StepText) -> None:
        self._step = step

    def do_back(self) -> None:
        """Go back to the run."""
        self._step.leave()
