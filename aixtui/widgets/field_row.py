"""A field of a form with its label, and what is said of it below."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

MARK_CELLS, GAP = 2, 1
"""Cells before a label, for the mark of what has become of its field, and behind it."""
CHANGED, BAD = "*", "✗"


class Columns(NamedTuple):
    """How the width of a form is divided."""

    label: int
    """Cells of the labels; 0 where each stands above its field."""
    field: int

    @property
    def left(self) -> int:
        """Cells before the fields."""
        return MARK_CELLS + (self.label + GAP if self.label else 0)


class FieldRow:
    """A field of so many lines, which `grows` where there is room.

    Its widget is made when it comes into sight, and what holds it draws its label: a form has many of these.
    """

    def __init__(
        self,
        make: Callable[[], Widget],
        label: str,
        *,
        lines: int = 1,
        grows: bool = False,
        hint: str = "",
        warning: str = "",
        at_once: bool = False,
    ) -> None:
        """`at_once` is for what is made of other widgets: made later, it fails if it is left meanwhile."""
        self._make, self.label, self._warning = make, label, warning
        self.widget: Widget | None = None
        """What is typed in; None before it was in sight."""
        self.hint = hint
        """What it takes, to be shown while it has the focus."""
        self.lines, self.grows, self.at_once = lines, grows, at_once
        self.is_shown = True
        """Whether there is anything to say in it."""
        self.top = self.height = 0
        """Where it stands in its box, in lines."""
        self.arranged = Region()
        """Where what is typed in was put last."""
        self.is_stale = self.needs_room = self.has_moved = self.has_other_note = False
        """Whether it looks other than it was drawn, needs other room than it has, has moved its cursor, says
        something else below it."""
        self.grown = 0
        """Lines that it has beyond those it needs."""
        self._note_lines = 0
        """Lines for what is said below it: they stay once it is gone, so that nothing moves for it."""
        self._cursor = 0
        self._columns = Columns(0, 0)
        self._is_bad, self._is_changed, self._note = False, False, ""
        self._labels: list[Content] = []
        self._notes: list[Content] = []

    @property
    def region(self) -> Region:
        """All its lines, in its box."""
        return Region(0, self.top, self._columns.left + self._columns.field, self.height)

    @property
    def place(self) -> Region:
        """Where what is typed in stands, in its box."""
        height = self.height - self._above - self._note_lines if self.grows else self.lines
        return Region(self._columns.left, self.top + self._above, self._columns.field, max(height, 0))

    @property
    def cursor_line(self) -> Region:
        """The line that its cursor is on, in its box."""
        return self.region._replace(y=self.top + self._above + self._cursor, height=1)

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to it."""
        return self.widget is not None and self.widget.has_focus_within

    def made(self) -> Widget:
        """What is typed in, made now where it has not been in sight."""
        if self.widget is None:
            self.widget = self._make()
            self._show()
        return self.widget

    def show_state(self, note: str, *, is_bad: bool, is_changed: bool) -> None:
        """Mark it; say what is wrong with what is typed, or what it comes to."""
        self.is_stale |= (is_bad, is_changed) != (self._is_bad, self._is_changed)
        self.has_other_note |= note != self._note
        self._note, self._is_bad, self._is_changed = note, is_bad, is_changed
        self._show()

    def show_or_hide(self, *, is_shown: bool) -> None:
        """Be there only where there is anything to say in the field."""
        self.needs_room |= is_shown != self.is_shown
        self.is_shown = is_shown
        self._show()

    def show_lines(self, lines: int, cursor: int) -> None:
        """Be as high as so many lines need, with the cursor on one of them."""
        self.needs_room |= lines != self.lines
        self.has_moved |= cursor != self._cursor
        self.lines, self._cursor = lines, cursor

    def _show(self) -> None:
        if self.widget is not None:
            self.widget.display = self.is_shown
            self.widget.set_class(self._is_bad, "-bad")

    def fit(self, columns: Columns, *, is_anew: bool) -> int:
        """Take a width; the lines this needs. Those of notes that have gone go `is_anew` alone."""
        self._columns = columns
        self._labels = Content(self.label).wrap(columns.label or columns.field)
        self._notes = [
            *_wrapped(self._note, "$bad" if self._is_bad else "$quiet", columns.field),
            *_wrapped(self._warning, "$warn", columns.field),
        ]
        self._note_lines = max(len(self._notes), 0 if is_anew else self._note_lines)
        return max(self._above + self.lines + self._note_lines, len(self._labels))

    @property
    def _above(self) -> int:
        """Lines of the label above the field."""
        return 0 if self._columns.label else len(self._labels)

    def drawn(self) -> list[Content]:
        """The mark and the label before the field, or above it, and the notes below it."""
        lines = [Content("")] * self.height
        has_focus = self.has_focus
        for place, label in enumerate(self._labels):
            mark = Content(" " * MARK_CELLS) if place else self._mark
            lines[place] = mark + label.stylize("bold" if has_focus else "")
        left = " " * (self._columns.left + 1)
        for place, note in enumerate(self._notes, self._above + self.place.height):
            lines[place] = Content(left) + note
        color = "$bad" if self._is_bad else "$key" if has_focus else "$label"
        return [line.stylize_before(color) for line in lines]

    @property
    def _mark(self) -> Content:
        if self._is_bad:
            return Content.styled(f"{BAD} ", "bold $bad")
        return Content.styled(f"{CHANGED} ", "bold $changed") if self._is_changed else Content("  ")


def _wrapped(note: str, style: str, width: int) -> list[Content]:
    return Content.styled(note, f"not bold {style}").wrap(max(width - 1, 1)) if note else []
