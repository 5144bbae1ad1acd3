"""What a run is given from elsewhere than its fields: another action, what was sent or saved before."""

from aixtui.actions import AppAction, key_of
from aixtui.face import Face
from aixtui.running.earlier_inputs import EarlierInputs
from aixtui.running.presets import Presets
from aixtui.running.reloading import Reloading
from aixtui.running.run import Run
from aixtui.workspace.session import AppSession

NO_INPUTS = "It takes no inputs."
UNCHOSEN = "Choose first what it is to do."
ONE_THING = "It does one thing alone: there is nothing to choose."


def refusal_of_inputs(run: Run) -> str:
    """Why nothing can be typed now; empty where it can."""
    if run.view != "inputs":
        return f"The inputs are not shown: {key_of('run.inputs')} shows them."
    return "" if run.form.inputs else NO_INPUTS


class RunInputsController:
    """Chooses what is run, fills its inputs, and shows more of them."""

    def __init__(self, session: AppSession, run: Run, face: Face) -> None:
        self._run, self._face = run, face
        self._earlier, self._presets = EarlierInputs(run, face), Presets(session, run, face)
        self._reloading = Reloading(session, run, face)

    def never(self, action: AppAction) -> bool:  # noqa: ARG002  # the same for each
        """There is nothing to fill where the inputs are not shown."""
        return self._run.view != "inputs"

    def refusal(self, action: AppAction) -> str:
        """While it runs there is nothing to fill; and some have no actions, or nothing more to show."""
        form = self._run.form
        if action.id == "choose-action" and self._run.view == "inputs":
            return "" if form.has_actions else ONE_THING
        if action.id == "refresh" and self._run.view == "inputs":
            return "" if form.is_known else UNCHOSEN
        if action.id == "more" and form.inputs and not form.has_more:
            return "All of its inputs are shown."
        refused = refusal_of_inputs(self._run)
        return self._earlier.refusal if action.id == "earlier-inputs" and not refused else refused

    async def do_choose_action(self) -> None:
        """Have the user choose what is run."""
        await self._run.choose_action(self._face)

    async def do_earlier_inputs(self) -> None:
        """Have the user choose what was sent before."""
        await self._earlier.choose()

    async def do_refresh(self) -> None:
        """Ask the platform again what it takes."""
        await self._reloading.reload()

    async def do_presets(self) -> None:
        """Have the user choose what is kept under a name, or keep what is typed."""
        await self._presets.choose()

    def do_more(self) -> None:
        """Unfold what is rarely needed, or fold it."""
        self._run.toggle_more()
