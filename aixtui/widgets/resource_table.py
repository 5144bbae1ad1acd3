"""The table of one page of resources, drawn line by line from prepared text."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from aixtui.bindings import bindings_for
from aixtui.catalog.kind import Column
from aixtui.runtime.workspace import Row
from aixtui.widgets.columns import GAP, Placed, fit, place

CURSOR_MARK = "▌"
HEADER_LINES = 1


class ResourceTable(Widget, can_focus=True):
    """A header and the rows of one page. The cursor follows a row's id, not its position."""

    BINDINGS = bindings_for("table")
    COMPONENT_CLASSES = {
        "resource-table--header",
        "resource-table--cursor",
        "resource-table--cursor-blurred",
        "resource-table--muted",
        "resource-table--good",
        "resource-table--warn",
        "resource-table--bad",
    }

    @dataclass
    class Opened(Message):
        """A row was opened with Enter or a double click."""

        row: Row

    @dataclass
    class Turned(Message):
        """The cursor was moved past the end (+1) or the start (-1) of the page."""

        direction: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Row] = ()
        self._placed: list[Placed] = []
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
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    def show(
        self, columns: Sequence[Column], rows: Sequence[Row], *, sort: str = "", cursor: str = ""
    ) -> None:
        """Show a page. The cursor goes to the row with the id `cursor`, or to the first one."""
        self._columns, self._rows, self._sort = columns, rows, sort
        self._cursor = next((index for index, row in enumerate(rows) if row.id == cursor), 0)
        self._top = 0
        self._arrange()

    def _arrange(self) -> None:
        self._placed = place(self._columns, self.size.width - 1)
        self._left = min(self._left, self._farthest_left)
        self._styles_now = {}
        self._keep_cursor_visible()
        self.refresh()

    @property
    def _farthest_left(self) -> int:
        whole = sum(placed.width + GAP for placed in self._placed) - GAP + 1
        return max(whole - self.size.width, 0)

    def on_resize(self) -> None:
        self._arrange()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_now = {}

    def _keep_cursor_visible(self) -> None:
        fitted = self.rows_in(self.size.height)
        highest = max(len(self._rows) - fitted, 0)
        self._top = min(max(self._top, self._cursor - fitted + 1, 0), self._cursor, highest)

    def _move(self, to: int) -> None:
        to = min(max(to, 0), len(self._rows) - 1)
        if not self._rows or to == self._cursor:
            return
        before, top = self._cursor, self._top
        self._cursor = to
        self._keep_cursor_visible()
        if self._top == top:
            lines = (HEADER_LINES + index - top for index in (before, to))
            self.refresh(*(Region(0, line, self.size.width, 1) for line in lines))
        else:
            self.refresh()

    def action_cursor_down(self) -> None:
        self._move(self._cursor + 1)

    def action_cursor_up(self) -> None:
        self._move(self._cursor - 1)

    def action_first_row(self) -> None:
        self._move(0)

    def action_last_row(self) -> None:
        self._move(len(self._rows) - 1)

    def action_page_down(self) -> None:
        if self._cursor >= len(self._rows) - 1:
            self.post_message(self.Turned(+1))
        self._move(self._cursor + self.rows_in(self.size.height))

    def action_page_up(self) -> None:
        if self._cursor == 0:
            self.post_message(self.Turned(-1))
        self._move(self._cursor - self.rows_in(self.size.height))

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
        if event.y >= HEADER_LINES and index < len(self._rows):
            self._move(index)
            if event.chain == 2:
                self.action_open_row()

    def on_mouse_scroll_down(self) -> None:
        self._move(self._cursor + 1)

    def on_mouse_scroll_up(self) -> None:
        self._move(self._cursor - 1)

    def _style(self, name: str) -> Style:
        if name not in self._styles_now:
            plain = self.rich_style
            self._styles_now[name] = (
                self.get_component_rich_style(f"resource-table--{name}") if name else plain
            )
        return self._styles_now[name]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or nothing."""
        width = self.size.width
        index = self._top + y - HEADER_LINES
        if y < HEADER_LINES:
            return self._cut(self._header(), self._style("header"), width)
        if index < len(self._rows):
            chosen = index == self._cursor
            base = (
                self._style("cursor" if self.has_focus else "cursor-blurred") if chosen else self._style("")
            )
            return self._cut(self._cells(self._rows[index], base, chosen=chosen), base, width)
        return Strip([Segment(" " * width, self._style(""))], width)

    def _header(self) -> list[Segment]:
        style = self._style("header")
        texts = (fit(self._heading(placed), placed.width, placed.column.align) for placed in self._placed)
        return [Segment(" " + (" " * GAP).join(texts), style)]

    def _heading(self, placed: Placed) -> str:
        field = placed.column.sort
        if not field or self._sort.lstrip("-") != field:
            return placed.column.label
        return f"{placed.column.label} {'▼' if self._sort.startswith('-') else '▲'}"

    def _cells(self, row: Row, base: Style, *, chosen: bool) -> list[Segment]:
        segments = [Segment(CURSOR_MARK if chosen else " ", base)]
        for position, placed in enumerate(self._placed):
            cell = row.cells[placed.index]
            # The colours of the tokens are made for the plain background; the cursor's is another.
            style = base if chosen or not cell.style else self._style(cell.style)
            gap = " " * GAP if position else ""
            segments.append(Segment(gap + fit(cell.text, placed.width, placed.column.align), style))
        return segments

    def _cut(self, segments: list[Segment], base: Style, width: int) -> Strip:
        strip = Strip(segments)
        if self._left:
            strip = strip.crop(self._left, self._left + width)
        return strip.adjust_cell_length(width, base)
