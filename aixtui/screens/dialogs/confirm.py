"""A question with a yes and a no. The safe answer has the focus."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from aixtui.face import Detail
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.widgets.diff import diff

WIDTH, SIDES, AROUND = 64, 6, 6
"""Cells of a dialog, those of its edges and paddings, and the lines around its detail, as in dialogs.tcss."""


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
            yield Static(self._question, markup=False, classes="dialog--title")
            if self._detail:
                with VerticalScroll(classes="dialog--detail", can_focus=False):
                    yield Static(self._detail, markup=False)
            if self._note:
                yield Static(self._note, markup=False, classes="dialog--note")
            with Horizontal(classes="dialog--buttons"):
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
        self.on_resize()

    def on_resize(self) -> None:
        """Be as tall as it needs; without room for that as tall as it may, with a detail that scrolls."""
        if self._detail:
            detail, size = self.query_one(".dialog--detail > Static", Static), self.app.size
            lines = detail.get_content_height(size, size, min(WIDTH, size.width) - SIDES)
            is_tall = lines + AROUND + 2 * bool(self._note) > size.height * 9 // 10
            self.query_one(".dialog").set_class(is_tall, "-tall")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        if answer:
            self.unless_held(lambda: self.finish(True))
        else:
            self.finish(False)

    def action_back(self) -> None:
        self.finish(False)
