"""The fields of a run's inputs, which do what the fields of every form do."""

from collections.abc import Awaitable

from aixtui.actions import AppAction
from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.controllers.inputs_form import InputsForm
from aixtui.controllers.picked import PickedController
from aixtui.controllers.run_inputs import refusal_of_inputs
from aixtui.editing.related import Related
from aixtui.face import Face
from aixtui.running.run import Run

MOVES = ("next-field", "previous-field")


class RunFieldsController:
    """Hands what a form can do on to the form of the inputs there are now."""

    def __init__(self, inputs: InputsForm, run: Run, face: Face, related: Related) -> None:
        """`related` leads to what inputs refer to."""
        self._run = run

        def make() -> tuple[FormController, PickedController]:
            assert inputs.form is not None, "refused without inputs"
            return FormController(inputs.form, face), PickedController(inputs.form, face, related)

        self._controllers = make

    @property
    def _form(self) -> FormController:
        return self._controllers()[0]

    def never(self, action: AppAction) -> bool:  # noqa: ARG002  # the same for each
        """There is nothing to type where the inputs are not shown."""
        return self._run.view != "inputs"

    @property
    def _picked(self) -> PickedController:
        return self._controllers()[1]

    def refusal(self, action: AppAction) -> str:
        """While it runs there is nothing to type; without inputs there is nothing to fill.

        What is shown instead has taken a key that moves, unless it was at its end: that says enough.
        """
        if action.id in MOVES and self.never(action):
            return ""
        return refusal_of_inputs(self._run) or Controllers(*self._controllers()).refusal(action)

    def label(self, action: AppAction) -> str:
        """What a key does in the current field."""
        return Controllers(*self._controllers()).labelled(action).label

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
        return self._picked.do_pick(text)

    def do_drop_reference(self) -> None:
        """Take away what the cursor is on."""
        self._picked.do_drop_reference()

    def do_open_reference(self) -> Awaitable[None]:
        """Show what the field refers to."""
        return self._picked.do_open_reference()

    def do_reference_up(self) -> None:
        """Put what the cursor is on further up."""
        self._picked.do_reference_up()

    def do_reference_down(self) -> None:
        """Put what the cursor is on further down."""
        self._picked.do_reference_down()

    def do_undo(self) -> None:
        """Take the last change back."""
        self._form.do_undo()

    def do_redo(self) -> None:
        """Do again what was taken back last."""
        self._form.do_redo()

    def do_next_field(self) -> None:
        """Go to the next field, where they are shown."""
        if self._run.view == "inputs":
            self._form.do_next_field()

    def do_previous_field(self) -> None:
        """Go to the field before, where they are shown."""
        if self._run.view == "inputs":
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
