"""A text that is told once, to be copied or written down before it is gone."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Button, Static

from aixtui.face import State
from aixtui.kindspec.handed_over import HandedOver
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.screens.presence import when_present
from aixtui.widgets.question_text import Answers, QuestionText

NOT_BY_ESC = "Esc does not close this: c copies it, i closes it for good."


class HandOver(Dialog[bool]):
    """Ends with True to copy the text, with False once the user has it: neither by Esc nor by a held key."""

    BINDINGS = [
        Binding("c", "answer(True)", "Copy", show=False),
        Binding("i", "answer(False)", "I have it", show=False),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, told: HandedOver, *, is_copied: bool, awaiting: State | None) -> None:
        super().__init__()
        self._told, self._is_copied, self._awaiting = told, is_copied, awaiting

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -broad"):
            yield QuestionText(self._told.title, self._told.text, self._told.note)
            if self._awaiting is not None:
                yield Static(markup=False, classes="dialog--note", id="awaited")
            with Answers():
                yield Button("Copy (c)", id="copy", compact=True, variant="primary")
                yield Button("I have it (i)", id="done", compact=True)

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "c", "Copy it."
        yield "i", "You have it: close this for good."
        yield "Esc", "Says which keys close it: what it holds cannot be asked for again."
        yield "Left Right", "Go to the other answer, which Enter gives."
        yield from SCROLLING

    def on_mount(self) -> None:
        self.query_one("#done" if self._is_copied else "#copy", Button).focus()

        if self._awaiting is not None:
            self._draw_state()
            self._awaiting.changed.listen(self._follow_state)

    def on_unmount(self) -> None:
        if self._awaiting is not None:
            self._awaiting.changed.forget(self._follow_state)

    def _follow_state(self) -> None:
        when_present(self, self._draw_state)

    def _draw_state(self) -> None:
        assert self._awaiting is not None, "there is a place for it only then"
        self.query_one("#awaited", Static).update(self._awaiting.state)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "copy")

    def action_answer(self, answer: bool) -> None:
        self.unless_held(lambda: self.finish(answer))

    def action_back(self) -> None:
        """Say which keys close it: what it holds cannot be asked for again."""
        self.query_one(QuestionText).note = f"{self._told.note}\n{NOT_BY_ESC}"
