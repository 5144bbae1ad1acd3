"""The sections of a resource, each in an edge: labelled lines, wrapped under their own column."""

from itertools import zip_longest

from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Kind, Resource, Section

LABEL_WIDTH = 14
NARROWEST = 20
READABLE = 100
"""Cells of a line that one still reads with ease."""
TWO_COLUMNS = 100
"""From so many cells on, short sections stand beside each other."""
COLUMN_GAP = 1
EDGES = 4
"""Cells that the edges of a section take, with the space beside them."""
_STYLES = {
    "good": "$good",
    "warn": "$warn",
    "bad": "$bad",
    "accent": "$key",
    "muted": "$quiet",
}


def _value(value: Cell | str) -> Content:
    if isinstance(value, Cell):
        return Content.styled(value.text, _STYLES.get(value.style, ""))
    return Content(value) if value.strip() else Content.styled("-", "$quiet")


def _lines(label: str, value: Cell | str, width: int) -> list[Content]:
    head = Content.styled(f"{label:<{LABEL_WIDTH}}", "$label")
    lines = _value(value).wrap(min(max(width - LABEL_WIDTH, NARROWEST), READABLE))
    return [(head if index == 0 else Content(" " * LABEL_WIDTH)) + line for index, line in enumerate(lines)]


def _section(section: Section, resource: Resource, width: int) -> list[Content]:
    """The facts in an edge with their heading; where that would leave too little, below it."""
    is_boxed = width >= LABEL_WIDTH + NARROWEST + EDGES
    inner = width - EDGES if is_boxed else width
    lines: list[Content] = []
    for fact in section.facts:
        if (value := fact.value(resource)) is not None:
            lines.extend(_lines(fact.label, value, inner))
    title = Content.styled(section.title.upper(), "bold $heading")
    return _box(title, lines, width) if is_boxed else [title, *lines, Content("")]


def _box(title: Content, lines: list[Content], width: int) -> list[Content]:
    """Lines in an edge of this width, with the title in it."""
    side = Content.styled("│", "$faint")
    after = Content.styled(f" {'─' * (width - title.cell_length - 5)}╮", "$faint")
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


def facts_lines(kind: Kind, resource: Resource, width: int) -> list[Content]:
    """The sections below each other; where it is wide, all but the first beside each other."""
    if width < TWO_COLUMNS or len(kind.sections) < 3:
        return [line for section in kind.sections for line in _section(section, resource, width)]
    first, *rest = kind.sections
    column = (width - COLUMN_GAP) // 2
    columns: tuple[list[Content], list[Content]] = ([], [])
    for section in rest:
        min(columns, key=len).extend(_section(section, resource, column))
    return [*_section(first, resource, width), *_beside(*columns, column + COLUMN_GAP)]


class Facts(Static):
    """Shows what a kind says of a resource; wraps anew when its width changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._target: tuple[Kind, Resource] | None = None
        self._width = 0

    def show(self, kind: Kind, resource: Resource) -> bool:
        """Show this resource from now on; whether it is another one than before."""
        if self._target is not None and self._target[0] is kind and self._target[1] is resource:
            return False
        self._target, self._width = (kind, resource), 0
        self._draw()
        return True

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if self._target is None or width <= 0 or width == self._width:
            return
        self._width = width
        kind, resource = self._target
        self.update(Content("\n").join(facts_lines(kind, resource, width)))
