"""A text that is told once, to be copied or written down before it is gone."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from aixtui.screens.dialogs.dialog import Dialog

NOT_BY_ESC = "Esc does not close this: c copies it, i closes it for good."


class HandOver(Dialog[bool]):
    """Ends with True to copy the text, with False once the user has it: neither by Esc nor by a held key."""

    BINDINGS = [
        Binding("c", "answer(True)", "Copy", show=False),
        Binding("i", "answer(False)", "I have it", show=False),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, note: str, *, is_copied: bool) -> None:
        super().__init__()
        self._heading, self._text, self._note, self._is_copied = title, text, note, is_copied

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -broad"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail", can_focus=False):
                yield Static(self._text, markup=False)
            yield Static(self._note, markup=False, classes="dialog--note")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Copy (c)", id="copy", compact=True, variant="primary")
                yield Button("I have it (i)", id="done", compact=True)

    def on_mount(self) -> None:
        self.query_one("#done" if self._is_copied else "#copy", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "copy")

    def action_answer(self, answer: bool) -> None:
        self.unless_held(lambda: self.finish(answer))

    def action_back(self) -> None:
        """Say which keys close it: what it holds cannot be asked for again."""
        self.query_one(".dialog--note", Static).update(f"{self._note}\n{NOT_BY_ESC}")
