"""A table of records, drawn row by row: only what is seen costs anything, however many there are."""

from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from aixtui.bindings import bindings_for
from aixtui.running.outputs.record_columns import RecordColumn
from aixtui.running.outputs.records_part import BETWEEN, RecordsPart
from aixtui.widgets.fitting import fit
from aixtui.widgets.json_view import marked_segments
from aixtui.widgets.row_segments import CURSOR
from aixtui.workspace.tab_search import Mark

HEADER_LINES, GUTTER, GAP, MORE = 1, 2, 2, "…"
_TOKENS = ("header", "cursor", "cursor-blurred", "name", "quiet", "match")


class RecordsView(Widget, can_focus=True):
    """The heads, and the rows around the cursor."""

    BINDINGS = bindings_for("table")
    COMPONENT_CLASSES = {f"records--{token}" for token in _TOKENS}

    def __init__(self, part: RecordsPart, marks_of: Callable[[int], Sequence[Mark]]) -> None:
        super().__init__()
        self.part, self._marks_of = part, marks_of
        self._top = 0
        self._styles: dict[str, Style] = {}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As tall as it would like to be."""
        return self.part.size + HEADER_LINES

    def on_resize(self) -> None:
        self.part.fit(self._rows_seen)

    @property
    def _rows_seen(self) -> int:
        return max(self.size.height - HEADER_LINES, 1)

    def show(self) -> None:
        """Draw it as it is now, with the cursor in sight."""
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y - HEADER_LINES
        if event.y >= HEADER_LINES and place < self.part.size:
            self.part.move_to(place)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, +1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: Message, by: int) -> None:
        before = self.part.cursor
        self.part.move(by)
        if self.part.cursor != before:  # at an end the wheel moves what is around it
            event.stop()
            event.prevent_default()

    def _style(self, token: str) -> Style:
        if token not in self._styles:
            self._styles[token] = self.get_component_rich_style(f"records--{token}")
        return self._styles[token]

    @property
    def _columns(self) -> Sequence[tuple[int, RecordColumn]]:
        """Those that begin to be seen, with their places; those that are cut take what room is left."""
        columns = list(enumerate(self.part.columns))[self.part.left :]
        room = self.size.width - GUTTER - sum(column.width + GAP for _, column in columns) + GAP
        for at, (number, column) in enumerate(columns):
            more = min(column.widest - column.width, room)
            if more > 0:
                columns[at] = number, column._replace(width=column.width + more)
                room -= more
        return columns

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the heads, a row, or nothing."""
        part, width = self.part, self.size.width
        highest = max(part.size - self._rows_seen, 0)
        self._top = min(max(self._top, part.cursor - self._rows_seen + 1, 0), part.cursor, highest)
        place = self._top + y - HEADER_LINES
        if y < HEADER_LINES:
            return self._cropped(
                [Segment(self._heads(), self._style("header"))], self._style("header"), width
            )
        if place >= part.size:
            return Strip([Segment(" " * width, self.rich_style)], width)
        is_current = place == part.cursor
        cursor = self._style("cursor" if self.has_focus else "cursor-blurred")
        base = cursor if is_current else self.rich_style
        segments = [Segment(f"{CURSOR if is_current else ' '} ", base), *self._row(place, base, is_current)]
        return self._cropped(segments, base, width)

    def _heads(self) -> str:
        texts = []
        for _, column in self._columns:
            arrow = ""
            if self.part.sort is not None and self.part.sort[0] == column.key:
                arrow = " ▼" if self.part.sort[1] else " ▲"
            align = "right" if column.is_number else "left"
            texts.append(fit(f"{column.label.upper()}{arrow}", column.width, align))
        return " " * GUTTER + (" " * GAP).join(texts)

    def _row(self, place: int, base: Style, is_current: bool) -> Iterator[Segment]:
        cells, marks, start = self.part.cells(place), self._marks_of(place), 0
        starts = []
        for cell in cells:
            starts.append(start)
            start += len(cell) + len(BETWEEN)
        for number, column in self._columns:
            style = base if is_current else self._style("name" if number == 0 else "quiet")
            found = style if is_current else style + self._style("match")
            text = fit(cells[number], column.width, "right" if column.is_number else "left")
            indent = len(text) - len(text.lstrip(" ")) if column.is_number else 0
            yield Segment(text[:indent], style)
            yield from marked_segments(starts[number], text[indent:], style, found, marks)
            yield Segment(" " * GAP, style)

    def _cropped(self, segments: Sequence[Segment], base: Style, width: int) -> Strip:
        """A line as far as it is seen; a sign at its end says that there is more to the right."""
        strip = Strip(Segment.simplify(segments))
        if strip.cell_length - GAP <= width:
            return strip.adjust_cell_length(width, base)
        return Strip([*strip.crop(0, width - 1), Segment(MORE, base)], width)
