"""What a question says, and the answers to it: the answers are seen however little room there is."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

LOW = 16
"""Lines of a screen on which dialogs do without empty lines, and may be as high as it."""
EDGES, SIDES = 2, 6
"""Lines, and cells, of the edges and paddings of a dialog, as in dialogs.tcss."""
LEAST_DETAIL = 3
"""Lines of a detail that is scrolled by itself; with fewer the title and the note are scrolled with it."""
WIDE_BUTTON, WIDE_GAP = 16, 2
"""Cells that a button takes at least where there is room, and those behind it, as in forms.tcss."""
BUTTON_PADDING, GAP = 2, 1
"""Cells around the label of a button, and behind it, where there is little room."""


class QuestionText(Vertical):
    """A title, a detail and a note; the detail scrolls, where there is hardly any room all of them do."""

    def __init__(self, title: str, detail: str | Content = "", note: str = "") -> None:
        super().__init__(classes="question--text")
        self._heading = Content.styled(title, "bold $name")
        self._detail = Content(detail) if isinstance(detail, str) else detail
        self._note = Content(note)

    def compose(self) -> ComposeResult:
        yield Static(self._heading, markup=False, classes="dialog--title")
        with VerticalScroll(classes="dialog--detail", can_focus=False):
            yield Static(self._detail, markup=False)
        yield Static(self._note, markup=False, classes="dialog--note")

    @property
    def note(self) -> str:
        """What stands below the detail."""
        return self._note.plain

    @note.setter
    def note(self, text: str) -> None:
        self._note = Content(text)
        self.fit()

    def fit(self) -> None:
        """Take the room that the answers leave on the screen."""
        box, size = self.parent, self.app.size
        assert isinstance(box, Widget)
        wanted = int(box.styles.width.value) if box.styles.width is not None else size.width
        width = max(min(wanted, size.width * 96 // 100) - SIDES, 1)
        most = size.height if size.height < LOW else size.height * 9 // 10
        others = [child for child in box.children if child is not self and child.display]
        if not others:  # it is being taken away, and has a last size to take
            return
        room = most - EDGES - sum(_lines(child, width) for child in others)
        is_bare = isinstance(others[0], Answers) and not (self._detail.plain or self._note.plain)
        self._show(width, max(room, 1), gap=size.height >= LOW, is_bare=is_bare)

    def _show(self, width: int, room: int, *, gap: bool, is_bare: bool) -> None:
        """`gap` is an empty line between the parts, `is_bare` one behind the title."""
        title, detail, note = (_height(part, width) for part in (self._heading, self._detail, self._note))
        around = title + (gap and not is_bare) + (note + (gap and bool(detail)) if note else 0)
        is_joined = around + min(detail, LEAST_DETAIL) > room
        text = self._joined if is_joined else self._detail
        heading, below = self.query_one(".dialog--title", Static), self.query_one(".dialog--note", Static)
        heading.display, below.display = not is_joined, bool(note) and not is_joined
        heading.set_class(is_bare, "-bare")
        below.update(self._note)
        scroll = self.query_one(VerticalScroll)
        scroll.display = bool(text.plain)
        scroll.query_one(Static).update(text)
        self.styles.height = min(_height(text, width) if is_joined else around + detail, room)

    @property
    def _joined(self) -> Content:
        parts = [part for part in (self._heading, self._detail, self._note) if part.plain]
        return Content("\n").join(parts)


class Answers(Horizontal):
    """The buttons of a question; below each other where they are too long to stand side by side."""

    def __init__(self) -> None:
        super().__init__(classes="dialog--buttons")

    def fit(self, width: int) -> int:
        """Take a width; the lines this needs."""
        labels = (Content(str(button.label)).cell_length for button in self.query(Button))
        needed = [label + BUTTON_PADDING for label in labels]
        if not needed:  # they are being taken away
            return 0
        is_narrow = sum(max(cells, WIDE_BUTTON) + WIDE_GAP for cells in needed) - WIDE_GAP > width
        columns = len(needed)
        if is_narrow and sum(needed) + GAP * (columns - 1) > width:
            columns = 2 if 2 * (max(needed) + GAP) <= width else 1
        lines = -(-len(needed) // columns)
        self.set_class(is_narrow, "-narrow")
        if lines > 1:
            self.styles.layout = "grid"
            self.styles.grid_size_columns, self.styles.grid_size_rows = columns, lines
        else:
            self.styles.layout = "horizontal"
        self.styles.height = lines
        return lines


def _height(part: Content, width: int) -> int:
    return len(part.wrap(width)) if part.plain else 0


def _lines(widget: Widget, width: int) -> int:
    """The lines that a widget beside the text takes, with its margins."""
    margin = widget.styles.margin.height
    if isinstance(widget, Answers):
        return widget.fit(width) + margin
    if isinstance(widget, Static):
        return max(_height(Content(str(widget.content)), width), 1) + margin
    return 1 + margin
