"""The fields of a form that belong together, in one edge."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import NULL_OFFSET, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from aixtui.widgets.field_row import FieldRow

EDGES = 2
"""Lines, and columns, of the edges of a box."""
NO_MARGIN = Spacing()


class FieldBox(Vertical):
    """Draws the labels and the notes around the fields that are in sight."""

    def __init__(self, heading: str, rows: Sequence[FieldRow]) -> None:
        super().__init__(classes="form--box")
        self.border_title = Content(heading.upper()) if heading else None
        self.rows = rows
        self.top = self.height = 0
        """Where it stands in the form, in lines."""
        self._rows_layout = _RowsLayout()

    def compose(self) -> ComposeResult:
        yield from (row.widget for row in self.rows if row.widget is not None)

    @property
    def layout(self) -> Layout:
        return self._rows_layout

    @property
    def shown(self) -> list[FieldRow]:
        """The rows that are there."""
        return [row for row in self.rows if row.is_shown]

    def bring(self, row: FieldRow) -> Widget:
        """The widget of one of the rows, which is made where it has not been in sight."""
        if row.widget is not None:
            return row.widget
        after = self.rows[self.rows.index(row) + 1 :]
        self.mount(row.made(), before=next((one.widget for one in after if one.widget is not None), None))
        return row.made()

    def stack(self, top: int, heights: Sequence[int]) -> None:
        """Stand at a line of the form, with rows that are so many lines high."""
        is_first, self.top, self.height = not self.height, top, sum(heights) + EDGES
        below = 0
        for row, lines in zip(self.shown, heights, strict=True):
            row.top, row.height = below, lines
            below += lines
        moved = [row for row in self.shown if row.arranged != row.place]
        for row in moved:
            row.arranged = row.place
        if moved and not is_first:
            self.refresh()
            for widget in (row.widget for row in moved if row.widget is not None):
                widget.refresh(layout=True)  # else Textual has it stand where it stood

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._draw_again(event.widget)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._draw_again(event.widget)

    def _draw_again(self, widget: Widget) -> None:
        self.refresh(*(row.region for row in self.shown if row.widget in widget.ancestors_with_self))

    def render(self) -> Content:
        """The labels and the notes of all rows."""
        return Content("\n").join([line for row in self.shown for line in row.drawn()])


class _RowsLayout(Layout):
    """Each field where its row has it."""

    name = "rows"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],  # noqa: ARG002  # the rows know theirs
        size: Size,  # noqa: ARG002  # it is that of the rows
        greedy: bool = True,  # noqa: ARG002
    ) -> ArrangeResult:
        assert isinstance(parent, FieldBox)
        there = ((row.place, row.widget) for row in parent.shown)
        return [
            WidgetPlacement(place, NULL_OFFSET, NO_MARGIN, widget)
            for place, widget in there
            if widget is not None
        ]
