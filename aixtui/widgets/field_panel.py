"""A field of a form with its label, and what is said of it below."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

MARK_CELLS, GAP = 2, 1
"""Cells before a label, for the mark of what has become of its field, and behind it."""
CHANGED, BAD = "*", "✗"


class Columns(NamedTuple):
    """How the width of a form is divided."""

    label: int
    """Cells of the labels; 0 where each stands above its field."""
    field: int


class FieldPanel(Vertical):
    """Holds a field of so many lines, which `grows` where there is room.

    It draws the label and the notes itself, around the field: a form has many of these.
    """

    def __init__(
        self,
        field: Widget,
        label: str,
        *,
        lines: int = 1,
        grows: bool = False,
        hint: str = "",
        warning: str = "",
    ) -> None:
        super().__init__(classes="form--field")
        self._field, self.label, self._warning = field, label, warning
        self.hint = hint
        """What it takes, to be shown while it has the focus."""
        self.lines, self.grows = lines, grows
        self._columns = Columns(0, 0)
        self._is_changed, self._note = False, ""
        self._labels: list[Content] = []
        self._notes: list[Content] = []

    def compose(self) -> ComposeResult:
        yield self._field

    def on_descendant_focus(self) -> None:
        self.refresh()

    def on_descendant_blur(self) -> None:
        self.refresh()

    def show_state(self, note: str, *, is_bad: bool, is_changed: bool) -> bool:
        """Mark it; say what is wrong with what is typed, or what it comes to. Whether it needs other room."""
        before = (self._note, self.has_class("-bad"), self._is_changed)
        if (note, is_bad, is_changed) == before:
            return False
        self._note, self._is_changed = note, is_changed
        self.set_class(is_bad, "-bad")
        self.refresh()
        return note != before[0]

    def show_or_hide(self, *, is_shown: bool) -> bool:
        """Be there only where there is anything to say in the field. Whether others have other room then."""
        before, self.display = self.display, is_shown
        return before != is_shown

    def show_lines(self, lines: int) -> bool:
        """Be as high as so many lines need. Whether it needs other room."""
        before, self.lines = self.lines, lines
        return lines != before

    def fit(self, columns: Columns) -> int:
        """Take a width; the lines this needs."""
        is_bad = self.has_class("-bad")
        self._columns = columns
        self._labels = Content(self.label).wrap(columns.label or columns.field)
        self._notes = [
            *_wrapped(self._note, "$bad" if is_bad else "$quiet", columns.field),
            *_wrapped(self._warning, "$warn", columns.field),
        ]
        return max(self._above + self.lines + len(self._notes), len(self._labels))

    @property
    def _above(self) -> int:
        """Lines of the label above the field."""
        return 0 if self._columns.label else len(self._labels)

    def take(self, height: int) -> None:
        """Be so many lines high."""
        left = MARK_CELLS + (self._columns.label + GAP if self._columns.label else 0)
        self._field.styles.margin = (self._above, 0, len(self._notes), left)
        self.styles.height = height
        self.refresh()

    def render(self) -> Content:
        """The mark and the label before the field, or above it, and the notes below it."""
        lines = [Content("")] * max(self.size.height, len(self._labels) + len(self._notes))
        for place, label in enumerate(self._labels):
            style = "bold" if self.has_focus_within else ""
            mark = Content(" " * MARK_CELLS) if place else self._mark
            lines[place] = mark + label.stylize(style)
        left = MARK_CELLS + (self._columns.label + GAP if self._columns.label else 0) + 1
        for place, note in enumerate(self._notes, self.size.height - len(self._notes)):
            lines[place] = Content(" " * left) + note
        return Content("\n").join(lines)

    @property
    def _mark(self) -> Content:
        if self.has_class("-bad"):
            return Content.styled(f"{BAD} ", "bold $bad")
        return Content.styled(f"{CHANGED} ", "bold $changed") if self._is_changed else Content("  ")


def _wrapped(note: str, style: str, width: int) -> list[Content]:
    return Content.styled(note, f"not bold {style}").wrap(max(width - 1, 1)) if note else []
