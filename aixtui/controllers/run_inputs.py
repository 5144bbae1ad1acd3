"""What a run is given: typed as in every form, filled from elsewhere, kept under names."""

from collections.abc import Awaitable

from aixtui.actions import AppAction
from aixtui.controllers.form import FormController
from aixtui.controllers.inputs_form import InputsForm
from aixtui.editing.form import Form
from aixtui.face import Face
from aixtui.running.earlier_inputs import EarlierInputs
from aixtui.running.presets import Presets
from aixtui.running.run import Run
from aixtui.workspace.session import AppSession

NOT_SHOWN = "The inputs are not shown: i shows them."
NO_INPUTS = "It takes no inputs."


class RunInputsController:
    """Hands what a form can do on to the form of the inputs there are now."""

    def __init__(self, session: AppSession, inputs: InputsForm, run: Run, face: Face) -> None:
        self._inputs, self._run, self._face = inputs, run, face
        self._earlier, self._presets = EarlierInputs(session, run, face), Presets(session, run, face)
        self._made_for: Form | None = None
        self._controller: FormController | None = None

    @property
    def _form(self) -> FormController:
        form = self._inputs.form
        assert form is not None, "refused without inputs"
        if self._controller is None or form is not self._made_for:
            self._made_for, self._controller = form, FormController(form, self._face)
        return self._controller

    def refusal(self, action: AppAction) -> str:
        """While it runs there is nothing to type; without inputs there is nothing to fill."""
        if self._run.view != "inputs":
            return NOT_SHOWN
        if action.id == "choose-action":
            return (
                "" if self._run.form.has_actions else "It does one thing alone: there is no action to choose."
            )
        if self._inputs.form is None:
            return NO_INPUTS
        if action.id == "more":
            return "" if self._run.form.has_more else "All of its inputs are shown."
        return "" if action.id in ("earlier-inputs", "presets") else self._form.refusal(action)

    async def do_choose_action(self) -> None:
        """Have the user choose what is run."""
        await self._run.choose_action(self._face)

    async def do_earlier_inputs(self) -> None:
        """Have the user choose what was sent before."""
        await self._earlier.choose()

    async def do_presets(self) -> None:
        """Have the user choose what is kept under a name, or keep what is typed."""
        await self._presets.choose()

    def do_more(self) -> None:
        """Unfold what is rarely needed, or fold it."""
        self._run.toggle_more()

    def do_edit_text(self) -> Awaitable[None]:
        """Edit the field in the user's own editor, or all of them where it is no long text."""
        return self._form.do_edit_text()

    def do_edit_document(self) -> Awaitable[None]:
        """Edit all of them in the user's own editor."""
        return self._form.do_edit_document()

    def do_from_file(self) -> Awaitable[None]:
        """Fill them from a file."""
        return self._form.do_from_file()

    def do_pick(self, text: str = "") -> Awaitable[None]:
        """Pick what the field refers to, or list its entries."""
        return self._form.do_pick(text)

    def do_drop_reference(self) -> None:
        """Take away what the field refers to last."""
        self._form.do_drop_reference()

    def do_undo(self) -> None:
        """Take the last change back."""
        self._form.do_undo()

    def do_next_field(self) -> None:
        """Go to the next field."""
        self._form.do_next_field()

    def do_previous_field(self) -> None:
        """Go to the field before."""
        self._form.do_previous_field()

    def do_next_group(self) -> None:
        """Go to the next heading."""
        self._form.do_next_group()

    def do_previous_group(self) -> None:
        """Go to this heading, or the one before."""
        self._form.do_previous_group()

    def do_revert_field(self) -> None:
        """Put the field back to what it began with."""
        self._form.do_revert_field()

    def do_revert_all(self) -> Awaitable[None]:
        """Put all fields back to what they began with, after asking."""
        return self._form.do_revert_all()
