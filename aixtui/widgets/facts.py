"""The sections of a resource, each in an edge: labelled lines, wrapped under their own column."""

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.overview import ShownFact, ShownSection
from aixtui.widgets.marking import marked, place_of_current
from aixtui.workspace.tab_search import NO_MARKS, Mark, Marks

LABEL_WIDTH = 14
NARROWEST = 20
READABLE = 100
"""Cells of a line that one still reads with ease."""
TWO_COLUMNS = 100
"""From so many cells on, short sections stand beside each other."""
COLUMN_GAP = 1
EDGES = 4
"""Cells that the edges of a section take, with the space beside them."""
TITLE_EDGES = 5
"""Cells that the edge takes in the line of its title."""
LINK = "underline"
"""What names a resource that can be gone to; also where there are no colours."""
_STYLES = {
    "good": "$good",
    "warn": "$warn",
    "bad": "$bad",
    "accent": "$key",
    "muted": "$quiet",
}
LineMarks = Iterator[Sequence[Mark]]
"""What is found in each of the lines of sections, in their order."""


def _value(fact: ShownFact) -> Content:
    value = Content.styled(fact.value.text, _STYLES.get(fact.value.style, ""))
    for start, end in fact.spans:
        value = value.stylize(LINK, start, end)
    return value


def _lines(fact: ShownFact, width: int, marks: LineMarks) -> list[Content]:
    """The value beside its label, below one that is too long for that, or alone."""
    label = marked(Content.styled(fact.label, "$label"), next(marks))
    indent = LABEL_WIDTH if fact.label else 0
    values = marked(_value(fact), next(marks)).wrap(min(max(width - indent, NARROWEST), READABLE))
    heads = [] if label.cell_length < indent or not fact.label else label.wrap(max(width, NARROWEST))
    first = Content(" " * indent) if heads else label.pad_right(max(indent - label.cell_length, 0))
    return [*heads, *((Content(" " * indent) if row else first) + line for row, line in enumerate(values))]


def _section(section: ShownSection, width: int, marks: LineMarks) -> list[Content]:
    """The facts in an edge with their heading; where that would leave too little, below it."""
    is_boxed = width >= LABEL_WIDTH + NARROWEST + EDGES
    inner = width - EDGES if is_boxed else width
    title = marked(Content.styled(section.heading, "bold $heading"), next(marks))
    lines = [line for fact in section.facts for line in _lines(fact, inner, marks)]
    return box(title, lines, width) if is_boxed else [title, *lines, Content("")]


def box(title: Content, lines: list[Content], width: int) -> list[Content]:
    """Lines in an edge of this width, with the title in it."""
    title = title.truncate(max(width - TITLE_EDGES, 1), ellipsis=True)
    side = Content.styled("│", "$faint")
    after = Content.styled(f" {'─' * (width - title.cell_length - TITLE_EDGES)}╮", "$faint")
    return [
        Content.styled("╭─ ", "$faint") + title + after,
        *(
            side + " " + line.pad_right(max(width - EDGES - line.cell_length, 0)) + " " + side
            for line in lines
        ),
        Content.styled(f"╰{'─' * (width - 2)}╯", "$faint"),
    ]


def _beside(left: list[Content], right: list[Content], width: int) -> list[Content]:
    """Two columns of lines, the left one of this width."""
    pairs = zip_longest(left, right, fillvalue=Content(""))
    return [one.pad_right(max(width - one.cell_length, 0)) + other for one, other in pairs]


def facts_lines(sections: Sequence[ShownSection], width: int, marks: Marks = NO_MARKS) -> list[Content]:
    """The sections below each other; where it is wide, all but the first beside each other.

    The marks are those of the `lines` of the sections, one section after the other.
    """
    each = (marks.get(place, ()) for place in count())
    if width < TWO_COLUMNS or len(sections) < 3:
        return [line for section in sections for line in _section(section, width, each)]
    first, *rest = sections
    top, column = _section(first, width, each), (width - COLUMN_GAP) // 2
    columns: tuple[list[Content], list[Content]] = ([], [])
    for section in rest:
        min(columns, key=len).extend(_section(section, column, each))
    return [*top, *_beside(*columns, column + COLUMN_GAP)]


class Facts(Static):
    """Shows what a kind says of a resource; wraps anew when its width changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._sections: Sequence[ShownSection] = ()
        self._marks = NO_MARKS
        self._width = 0
        self.current_line: int | None = None
        """The line that has the current match, from 0."""

    def show(self, sections: Sequence[ShownSection], marks: Marks = NO_MARKS) -> bool:
        """Show these from now on, with what is found in them; whether they are others than before."""
        is_other = sections != self._sections
        if is_other or marks != self._marks:
            self._sections, self._marks, self._width = sections, marks, 0
            if not sections:
                self.update("")
            self._draw()
        return is_other

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if not self._sections or width <= 0 or width == self._width:
            return
        self._width = width
        lines = facts_lines(self._sections, width, self._marks)
        self.current_line = place_of_current(lines)
        self.update(Content("\n").join(lines))
