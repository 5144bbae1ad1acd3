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
    """Holds a field of so many lines, which `grows` where there is room."""

    def __init__(
        self,
        field: Widget,
        heading: str,
        *,
        lines: int = 1,
        grows: bool = False,
        hint: str = "",
        warning: str = "",
    ) -> None:
        super().__init__(classes="form--field")
        self._field, self._hint, self._warning, self._note = field, hint, warning, ""
        self.lines, self.grows = lines, grows
        self.border_title = Content(heading)
        self.styles.height = lines + EDGES + bool(warning)  # until its width is known

    def compose(self) -> ComposeResult:
        yield self._field
        if self._warning:
            yield Static(self._warning, classes="form--warning", markup=False)
        yield Static(classes="form--note", markup=False)
        if self._hint:
            yield Static(self._hint, classes="form--help", markup=False)

    def show_heading(self, heading: Content) -> None:
        """Have another heading: it says what has become of the field."""
        self.border_title = heading

    def show_note(self, note: str, *, is_bad: bool) -> None:
        """Say what is wrong with what is typed, or what it comes to; empty where there is nothing to say."""
        if (note, is_bad) != (self._note, self.has_class("-bad")):
            self._note = note
            shown = self.query_one(".form--note", Static)
            shown.display = bool(note)
            shown.update(Content(note))
            self.set_class(is_bad, "-bad")
            self._fit_form()

    def show_lines(self, lines: int) -> None:
        """Be as high as so many lines need."""
        if lines != self.lines:
            self.lines = lines
            self._fit_form()

    def show_or_hide(self, *, is_shown: bool) -> None:
        """Be there only where there is anything to say in the field."""
        if self.display != is_shown:
            self.display = is_shown
            self._fit_form()

    def _fit_form(self) -> None:
        for form in self.ancestors:
            if isinstance(form, FieldForm):
                form.fit()

    def fit(self, width: int) -> int:
        """Put the hint in the edge, or in lines of its own where that is too short; the lines this needs."""
        is_short = cell_len(self._hint) <= width - 2 * EDGES
        self.border_subtitle = Content(self._hint if is_short else "")
        for note in self.query(".form--help"):
            note.display = not is_short
        notes = [self._warning, self._note, "" if is_short else self._hint]
        below = sum(len(Content(note).wrap(width - EDGES - 1)) for note in notes if note)
        return self.lines + below + EDGES


class FieldForm(VerticalScroll, can_focus=False):
    """Panels below each other. The room that is left goes to the long texts, by their lines."""

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Give each panel its height."""
        panels = [panel for panel in self.query(FieldPanel) if panel.display]
        heights = [panel.fit(self.size.width) for panel in panels]
        left = max(self.size.height - sum(heights), 0)
        shares = sum(panel.lines for panel in panels if panel.grows)
        for panel, height in zip(panels, heights, strict=True):
            share = panel.lines if panel.grows else 0
            more = left * share // (shares or 1)
            left, shares = left - more, shares - share
            panel.styles.height = height + more
            if panel.has_focus_within:
                self.call_after_refresh(self.scroll_to_widget, panel, animate=False)
