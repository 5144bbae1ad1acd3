"""The fields of a form, each in an edge of its own: its heading above, a hint at what it takes below."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

EDGES = 2
"""Lines, and cells beside the corners, that the edges of a panel take."""


class FieldPanel(Vertical):
    """Holds a line, a choice, or a text of at least so many lines."""

    def __init__(
        self, field: Widget, heading: str, *, lines: int = 1, hint: str = "", warning: str = ""
    ) -> None:
        super().__init__(classes="form--field")
        self._field, self._hint, self._warning = field, hint, warning
        self.lines = lines
        self.border_title = Content(heading)
        self.styles.height = lines + EDGES + bool(warning)  # until its width is known

    def compose(self) -> ComposeResult:
        yield self._field
        if self._warning:
            yield Static(self._warning, classes="form--warning", markup=False)
        if self._hint:
            yield Static(self._hint, classes="form--help", markup=False)

    def show_heading(self, heading: Content) -> None:
        """Have another heading: it says what has become of the field."""
        self.border_title = heading

    def fit(self, width: int) -> int:
        """Put the hint in the edge, or in lines of its own where that is too short; the lines this needs."""
        is_short = cell_len(self._hint) <= width - 2 * EDGES
        self.border_subtitle = Content(self._hint if is_short else "")
        for note in self.query(".form--help"):
            note.display = not is_short
        notes = [self._warning, "" if is_short else self._hint]
        below = sum(len(Content(note).wrap(width - EDGES - 1)) for note in notes if note)
        return self.lines + below + EDGES


class FieldForm(VerticalScroll, can_focus=False):
    """Panels below each other. The room that is left goes to the long texts, by their lines."""

    def on_resize(self) -> None:
        panels = [*self.query(FieldPanel)]
        heights = [panel.fit(self.size.width) for panel in panels]
        left = max(self.size.height - sum(heights), 0)
        shares = sum(panel.lines for panel in panels if panel.lines > 1)
        for panel, height in zip(panels, heights, strict=True):
            share = panel.lines if panel.lines > 1 else 0
            more = left * share // (shares or 1)
            left, shares = left - more, shares - share
            panel.styles.height = height + more
