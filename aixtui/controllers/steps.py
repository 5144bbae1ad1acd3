"""The steps of a run: going through them, folding and unfolding, reading one whole."""

from aixtui.actions import AppAction
from aixtui.face import Face
from aixtui.running.run import Run
from aixtui.running.step_text import StepText
from aixtui.running.step_tree import StepTree


class StepsController:
    """Answers for the keys of what a run does, while that has the focus."""

    def __init__(self, run: Run, face: Face) -> None:
        self._run, self._face = run, face

    @property
    def _tree(self) -> StepTree:
        return self._run.live.steps

    def refusal(self, action: AppAction) -> str:
        """Only what failed can be gone to, and an agent has nothing to read."""
        if action.id in ("next-failed", "previous-failed") and not self._tree.failed:
            return "No step has failed."
        if action.id == "read-step" and self._tree.current is None:
            return "Choose a step: an agent is what its steps are."
        return ""

    def do_follow_end(self) -> None:
        """Go to the end of what comes, and keep it in sight."""
        self._run.live.keep_up()

    def do_step_down(self) -> None:
        """Go to the next row."""
        self._tree.move(+1)

    def do_step_up(self) -> None:
        """Go to the row before."""
        self._tree.move(-1)

    def do_steps_down(self) -> None:
        """Go a screenful down."""
        self._tree.turn(+1)

    def do_steps_up(self) -> None:
        """Go a screenful up."""
        self._tree.turn(-1)

    def do_first_step(self) -> None:
        """Go to the beginning."""
        self._tree.move_to(0)

    def do_last_step(self) -> None:
        """Go to the end, and on with the run."""
        self._tree.move_to(len(self._tree.rows))

    async def do_read_step(self) -> None:
        """Show what the step got and gave, whole."""
        step = self._tree.current
        if step is not None:
            await self._face.open(StepText(step, (self._run.kind.label, self._run.name)))

    def do_toggle_step(self) -> None:
        """Open the agent or the step, or fold it."""
        self._tree.toggle()

    def do_fold_step(self) -> None:
        """Fold the step, or go to its agent."""
        self._tree.fold()

    def do_unfold_step(self) -> None:
        """Open the agent or the step."""
        self._tree.unfold()

    def do_fold_steps(self) -> None:
        """Fold all steps."""
        self._tree.fold_all()

    def do_unfold_steps(self) -> None:
        """Open all steps."""
        self._tree.unfold_all()

    def do_next_failed(self) -> None:
        """Go to the next step that failed."""
        self._tree.go_to_failed(+1)

    def do_previous_failed(self) -> None:
        """Go to the one before that failed."""
        self._tree.go_to_failed(-1)
