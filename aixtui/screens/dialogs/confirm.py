"""A question with a yes and a no. The safe answer has the focus."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Button

from aixtui.face import Detail
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.widgets.diff import diff
from aixtui.widgets.question_text import Answers, QuestionText


class Confirm(Dialog[bool]):
    """Ends with True for yes, which a key that is still held down cannot say. Esc and n mean no."""

    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No", show=False),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> None:
        super().__init__()
        self._question, self._note = question, note
        self._detail = detail if isinstance(detail, str) else diff(detail)
        self._yes, self._danger = yes, danger

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -danger" if self._danger else "dialog"):
            yield QuestionText(self._question, self._detail, self._note)
            with Answers():
                yield Button("Cancel (n)", id="no", compact=True)
                yield Button(
                    f"{self._yes} (y)", id="yes", compact=True, variant="error" if self._danger else "primary"
                )

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "y", f"{self._yes}."
        yield "n Esc", "Cancel: nothing is done."
        yield "Left Right", "Go to the other answer, which Enter gives."
        yield from SCROLLING if self._detail else ()

    def on_mount(self) -> None:
        self.query_one("#no" if self._danger else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        if answer:
            self.unless_held(lambda: self.finish(True))
        else:
            self.finish(False)

    def action_back(self) -> None:
        self.finish(False)
