"""A difference of fields in two columns: what goes on the left, what comes in its place beside it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from aixtui.face import FieldChange
from aixtui.widgets.diff import blocks_of

BETWEEN = " │ "
_NOTHING = Content("")


def side_by_side(changes: Sequence[FieldChange], width: int) -> Content:
    """Show what happens to each field in so many cells; long lines go on below, in their column."""
    column = (width - len(BETWEEN)) // 2
    lines: list[Content] = []
    for change in changes:
        lines.append(Content.styled(change.label, "bold"))
        for old, new in blocks_of(change):
            for pair in zip_longest(old, new, fillvalue=_NOTHING):
                lines += _beside(*pair, column)
    return Content("\n").join(lines)


def _beside(left: Content, right: Content, column: int) -> Iterator[Content]:
    between = Content.styled(BETWEEN, "$faint")
    for old, new in zip_longest(left.wrap(column), right.wrap(column), fillvalue=_NOTHING):
        yield old.pad_right(column - old.cell_length) + between + new
