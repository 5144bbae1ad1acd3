"""A dialog that asks for one line of text."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, Static

from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.widgets.path_line import PathLine
from aixtui.widgets.question_text import Answers, QuestionText
from aixtui.widgets.text_line import TextLine


class Prompt(Dialog[str | None]):
    """Ends with the text, or with None when it was cancelled."""

    def __init__(
        self, title: str, text: str, *, yes: str, problem: str = "", detail: str = "", is_path: bool = False
    ) -> None:
        super().__init__()
        self._is_path = is_path
        self._title, self._text, self._yes, self._problem = title, text, yes, problem
        self._detail = detail

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield QuestionText(self._title, self._detail)
            yield self._line()
            yield Static(self._problem, markup=False, classes="dialog--problem")
            with Answers():
                yield Button("Cancel (Esc)", id="no", compact=True)
                yield Button(f"{self._yes} (Enter)", id="yes", compact=True, variant="primary")

    def _line(self) -> TextLine:
        line = PathLine if self._is_path else TextLine
        return line(self._text, select_on_focus=True, classes="dialog--input")

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "Enter", f"{self._yes}, with what is typed."
        yield "Esc", "Cancel: nothing is done."
        if self._is_path:
            yield "Tab", "Complete the path, then take one match after the other."
        yield from SCROLLING if self._detail else ()

    def on_mount(self) -> None:
        self.query_one(TextLine).focus()

    def on_input_submitted(self) -> None:
        if self._problem:  # held down, Enter would try again and again
            self.unless_held(self._submit)
        else:
            self._submit()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.on_input_submitted()
        else:
            self.finish(None)

    def _submit(self) -> None:
        text = self.query_one(TextLine).text.strip()
        if text:
            self.finish(text)
        else:
            self.query_one(".dialog--problem", Static).update("Nothing is typed yet.")

    def action_back(self) -> None:
        self.finish(None)
