"""A text to read in a dialog."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from aixtui.face import Detail
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.widgets.diff import diff
from aixtui.widgets.side_by_side import side_by_side

BROAD = 100
"""Columns from which both sides of a difference stand beside each other."""
_AROUND = 8
"""Cells of the border, the padding and the scrollbar."""


class Reader(Dialog[None]):
    """Shows clean text of any length, or a difference. Esc closes it."""

    def __init__(self, title: str, detail: Detail) -> None:
        super().__init__()
        self._heading, self._detail = title, detail
        self._text = Static(detail if isinstance(detail, str) else diff(detail), markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide -tall"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield self._text
            yield Static("Esc closes this.", markup=False, classes="form--help")

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield from SCROLLING
        yield "Esc", "Close it."

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        """Show a difference in two columns where there is room for them."""
        if isinstance(self._detail, str):
            return
        width = self.app.size.width
        is_broad = width >= BROAD
        self.query_one(".dialog").set_class(is_broad, "-sides")
        self._text.update(side_by_side(self._detail, width - _AROUND) if is_broad else diff(self._detail))

    def action_back(self) -> None:
        self.finish(None)
