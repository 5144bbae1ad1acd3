"""A text to read in a dialog."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from aixtui.face import Detail
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.widgets.diff import diff


class Reader(Dialog[None]):
    """Shows clean text of any length, or a difference. Esc closes it."""

    def __init__(self, title: str, detail: Detail) -> None:
        super().__init__()
        self._heading = title
        self._text = detail if isinstance(detail, str) else diff(detail)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide -tall"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(self._text, markup=False)
            yield Static("Esc closes this.", markup=False, classes="form--help")

    def action_back(self) -> None:
        self.finish(None)
