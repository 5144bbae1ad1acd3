"""The table of one page of resources, drawn line by line from prepared text."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from aixtui.bindings import bindings_for
from aixtui.kindspec.kind import Column
from aixtui.widgets import row_segments
from aixtui.widgets.columns import GAP, PLAIN, Layout, Placed, place
from aixtui.widgets.page_filter import Hit
from aixtui.widgets.row_segments import GUTTER
from aixtui.workspace.workspace import Row

HEADER_LINES = 1
_TOKENS = ("header", "cursor", "cursor-blurred", "muted", "good", "warn", "bad", "accent")


class ResourceTable(Widget, can_focus=True):
    """A header and the rows of one page. The cursor follows a row's id, not its position."""

    BINDINGS = bindings_for("table")
    COMPONENT_CLASSES = {f"resource-table--{token}" for token in _TOKENS}

    @dataclass
    class Opened(Message):
        """A row was opened with Enter or a double click."""

        row: Row

    @dataclass
    class Pointed(Message):
        """The cursor is on this row now."""

        row: Row

    @dataclass
    class Turned(Message):
        """The cursor was moved past the end (+1) or the start (-1) of the page."""

        direction: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._hits: Sequence[Hit] = ()
        self._marks: Container[str] = ()
        self._wanted = PLAIN
        self._placed: list[Placed] = []
        self._placed_for = -1
        self._sort = ""
        self._cursor = 0
        self._top = 0
        self._left = 0
        self._styles_now: dict[str, Style] = {}

    @staticmethod
    def rows_in(height: int) -> int:
        """How many rows a table of this height shows without scrolling."""
        return max(height - HEADER_LINES, 1)

    @property
    def _rows_seen(self) -> int:
        """How many rows are seen; before its first layout, as many as there is room for where it stands."""
        around = self.parent if isinstance(self.parent, Widget) else self
        return self.rows_in(self.size.height or around.size.height)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._hits[self._cursor].row if self._hits else None

    @property
    def shown(self) -> tuple[Row, ...]:
        """All rows, from the top."""
        return tuple(hit.row for hit in self._hits)

    def show(
        self,
        columns: Sequence[Column],
        hits: Sequence[Hit],
        *,
        layout: Layout = PLAIN,
        sort: str = "",
        cursor: str = "",
        marks: Container[str] = (),
    ) -> None:
        """Show rows. The cursor goes to the row with the id `cursor`, or to the first one.

        Where it was on that row already it keeps its line, and its place when the row is gone.
        """
        stays = self.current is not None and self.current.id == cursor
        offset = self._cursor - self._top if stays else 0
        otherwise = min(self._cursor, max(len(hits) - 1, 0)) if stays else 0
        self._columns, self._hits, self._wanted, self._sort, self._marks = columns, hits, layout, sort, marks
        self._cursor = next((index for index, hit in enumerate(hits) if hit.row.id == cursor), otherwise)
        self._top = max(self._cursor - offset, 0)
        self._arrange()
        self._tell()

    def show_marks(self) -> None:
        """Draw the marks as they are now."""
        self.refresh()

    def move_to(self, index: int) -> None:
        """Move the cursor to the row at this place, from 0."""
        index = min(max(index, 0), len(self._hits) - 1)
        if not self._hits or index == self._cursor:
            return
        before, top = self._cursor, self._top
        self._cursor = index
        self._keep_cursor_visible()
        if self._top == top:
            lines = (HEADER_LINES + place - top for place in (before, index))
            self.refresh(*(Region(0, line, self.size.width, 1) for line in lines))
        else:
            self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.current is not None:
            self.post_message(self.Pointed(self.current))

    def _arrange(self) -> None:
        self._placed_for = -1
        self._left = min(self._left, self._farthest_left)
        self._styles_now = {}
        self._keep_cursor_visible()
        self.refresh()

    @property
    def column_ids(self) -> tuple[str, ...]:
        """The columns that are there now, in their order, also those to be scrolled to."""
        return tuple(placed.column.id for placed in self._shown_columns)

    @property
    def _shown_columns(self) -> list[Placed]:
        """The columns for the width there is now: a frame may be drawn before the resize is told."""
        if self._placed_for != self.size.width:
            self._placed_for = self.size.width
            self._placed = place(self._columns, self.size.width - GUTTER, self._wanted)
        return self._placed

    @property
    def _farthest_left(self) -> int:
        whole = sum(placed.width + GAP for placed in self._shown_columns) - GAP + GUTTER
        return max(whole - self.size.width, 0)

    def on_resize(self) -> None:
        self._arrange()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_now = {}

    def _keep_cursor_visible(self) -> None:
        fitted = self._rows_seen
        highest = max(len(self._hits) - fitted, 0)
        self._top = min(max(self._top, self._cursor - fitted + 1, 0), self._cursor, highest)

    def action_cursor_down(self) -> None:
        self.move_to(self._cursor + 1)

    def action_cursor_up(self) -> None:
        self.move_to(self._cursor - 1)

    def action_first_row(self) -> None:
        self.move_to(0)

    def action_last_row(self) -> None:
        self.move_to(len(self._hits) - 1)

    def action_page_down(self) -> None:
        if self._cursor >= len(self._hits) - 1:
            self.post_message(self.Turned(+1))
        self.move_to(self._cursor + self._rows_seen)

    def action_page_up(self) -> None:
        if self._cursor == 0:
            self.post_message(self.Turned(-1))
        self.move_to(self._cursor - self._rows_seen)

    def action_scroll_left(self) -> None:
        self._scroll_sideways(-10)

    def action_scroll_right(self) -> None:
        self._scroll_sideways(+10)

    def _scroll_sideways(self, cells: int) -> None:
        left = min(max(self._left + cells, 0), self._farthest_left)
        if left != self._left:
            self._left = left
            self.refresh()

    def action_open_row(self) -> None:
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y - HEADER_LINES
        if event.y >= HEADER_LINES and index < len(self._hits):
            self.move_to(index)
            if event.chain == 2:
                self.action_open_row()

    def on_mouse_scroll_down(self) -> None:
        self.move_to(self._cursor + 1)

    def on_mouse_scroll_up(self) -> None:
        self.move_to(self._cursor - 1)

    def _style(self, token: str) -> Style:
        if token not in self._styles_now:
            self._styles_now[token] = self.get_component_rich_style(f"resource-table--{token}")
        return self._styles_now[token]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or nothing."""
        width = self.size.width
        index = self._top + y - HEADER_LINES
        if y < HEADER_LINES:
            style = self._style("header")
            return self._cut(row_segments.header(self._shown_columns, self._sort, style), style, width)
        if index >= len(self._hits):
            return Strip([Segment(" " * width, self.rich_style)], width)
        hit, chosen = self._hits[index], index == self._cursor
        cursor = "cursor" if self.has_focus else "cursor-blurred"
        base = self._style(cursor) if chosen else self.rich_style
        marked = hit.row.id in self._marks
        segments = row_segments.row(hit, self._shown_columns, base, self._style, chosen=chosen, marked=marked)
        return self._cut(segments, base, width)

    def _cut(self, segments: list[Segment], base: Style, width: int) -> Strip:
        strip = Strip(segments)
        if self._left:
            strip = strip.crop(self._left, self._left + width)
        return strip.adjust_cell_length(width, base)
