"""The inputs of a run: the form that there is now, or why there is none."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aixtui.actions import key_of
from aixtui.controllers.inputs_form import InputsForm
from aixtui.screens.form_view import FormView


class InputsPane(Vertical):
    """Another action has another form."""

    def __init__(self, inputs: InputsForm, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._inputs = inputs
        self.view = FormView(inputs.form) if inputs.form is not None else None
        """What is typed in; None where there is nothing to type."""

    def compose(self) -> ComposeResult:
        yield Static(markup=False, classes="form--label", id="no-inputs")
        if self.view is not None:
            yield self.view

    def show(self, *, is_known: bool) -> None:
        """Show the form that there is now; without one, say why."""
        form = self._inputs.form
        note = self.query_one("#no-inputs", Static)
        note.display = form is None
        start, choose = key_of("run.start"), key_of("run.choose-action")
        note.update(
            f"It takes no inputs: {start} runs it." if is_known else f"What is it to do? {choose} chooses."
        )
        if form is not (self.view.form if self.view is not None else None):
            if self.view is not None:
                self.view.remove()
            self.view = None
            if form is not None:
                self.view = FormView(form)
                self.mount(self.view)
        elif self.view is not None and self.view.has_fields:
            self.view.draw()
