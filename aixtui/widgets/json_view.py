"""A JSON document or a text, drawn row by row: only what is seen costs anything, however long it is."""

import re
from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from aixtui.bindings import bindings_for
from aixtui.kindspec.plain_text import counted
from aixtui.widgets.row_segments import CURSOR
from aixtui.workspace.folded_json import FoldedJson, JsonLines, JsonRow
from aixtui.workspace.tab_search import Mark

OPEN, FOLDED = "▾ ", "▸ "
GUTTER = 3
"""Cells before the text: the cursor, and the mark of what the document itself opens."""
READABLE, NARROWEST = 100, 16
"""Cells of a row that one still reads with ease; and those it has at least."""
_KEY = re.compile(r'\s*("(?:[^"\\]|\\.)*+")(?=: )')
_TOKENS = ("cursor", "key", "text", "value", "quiet", "match")
_FOUND, _CURRENT = Style(bold=True, underline=True), Style(bold=True, underline=True, reverse=True)


def indent_of(line: str) -> int:
    """Cells before the text of a line."""
    return len(line) - len(line.lstrip(" "))


def breaks(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Where the rows of a line start and end: the rows after the first are indented below it."""
    room, start = max(width, NARROWEST), 0
    hanging = max(room - indent_of(line) - len(OPEN), NARROWEST)
    while len(line) - start > room or not line.isascii():
        end = start + room
        while (over := cell_len(line[start:end]) - room) > 0:
            end = max(end - (over + 1) // 2, start + 1)
        if end >= len(line):
            break
        space = line.rfind(" ", start + room // 2, end)
        end = space + 1 if space > start + indent_of(line) else end
        yield start, end
        start, room = end, hanging
    yield start, len(line)


def _wrapped(line: str, width: int) -> Sequence[tuple[int, int]]:
    """Where the rows of a line start and end."""
    if len(line) <= width and line.isascii():
        return ((0, len(line)),)
    return tuple(breaks(line, width))


class JsonView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows what is seen of a document; its lines are wrapped to the width there is."""

    BINDINGS = bindings_for("json")
    COMPONENT_CLASSES = {f"json--{token}" for token in _TOKENS}

    def __init__(
        self,
        document: FoldedJson,
        marks_of: Callable[[int], Sequence[Mark]] = lambda _: (),
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._document, self._marks_of = document, marks_of
        self._styles: dict[str, Style] = {}
        self._keys: dict[int, tuple[int, int]] = {}
        """Where the key of a line stands, of the lines that were drawn."""
        self._drawn_source = document.source
        self._fitted: tuple[int, JsonLines | None] = (-1, None)
        """The width that a document was wrapped to, and which one."""

    def on_resize(self) -> None:
        width, source = min(self.size.width - GUTTER, READABLE), self._document.source
        if (width, source) == self._fitted:  # a long document takes long to be wrapped
            self._document.see(self.size.height)
        else:
            self._fitted = width, source
            self._document.fit(lambda line: _wrapped(line, width), self.size.height)

    def show(self) -> None:
        """Draw the document as it is now, with the cursor in sight."""
        document = self._document
        if document.source is not self._drawn_source:
            self._drawn_source = document.source
            self._keys.clear()
        self.virtual_size = Size(self.size.width, len(document.rows))
        self.scroll_to_region(Region(0, document.cursor, 1, 1), animate=False, x_axis=False)
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < len(self._document.rows):
            row = self._document.rows[place]
            at = indent_of(self._document.source.lines[row.line]) + 1
            is_on_mark = row.start == 0 and at <= event.x < at + len(OPEN)
            self._document.click(place, is_on_mark=is_on_mark)

    def _style(self, token: str) -> Style:
        if token not in self._styles:
            self._styles[token] = self.get_component_rich_style(f"json--{token}")
        return self._styles[token]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a row, or nothing."""
        width, place, document = self.size.width, y + self.scroll_offset.y, self._document
        if place >= len(document.rows):
            return Strip([Segment(" " * width, self.rich_style)], width)
        is_current = place == document.cursor and self.has_focus
        base = self._style("cursor") if is_current else self.rich_style
        segments = [Segment(CURSOR if is_current else " ", base)]
        row = document.rows[place]
        marks = self._marks_of(row.line)
        for start, text, token in self._pieces(row):
            style = base if is_current else self._style(token)
            found = base if is_current else style + self._style("match")
            segments += marked_segments(start, text, style, found, marks)
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, base)

    def _pieces(self, row: JsonRow) -> Iterator[tuple[int, str, str]]:
        """The text of a row, with where each part of it starts in the line (-1 beside it), and what it is."""
        line = self._document.source.lines[row.line]
        indent, last = indent_of(line), row.end
        if row.start:
            yield -1, " " * (indent + 2 * len(OPEN)), "quiet"
        else:
            mark = ""
            if row.line in self._document.source.ends:
                mark = FOLDED if self._document.is_folded(row.line) else OPEN
            yield -1, " " * indent, "quiet"
            yield -1, f"{mark:<{len(OPEN)}}", "quiet"
        begin, end = self._key(row.line, line)
        start = max(row.start, begin)
        yield start, line[start : max(min(last, end), row.start)], "key"
        start = max(row.start, end)
        first = line[end:].lstrip(": ")[:1] if end > indent else line[indent : indent + 1]
        yield start, line[start:last], _token(first) if self._document.source.is_json else "text"
        if self._document.is_folded(row.line):
            last_line = self._document.source.ends[row.line]
            yield -1, f" … {counted(last_line - row.line - 1, 'line')} … ", "quiet"
            yield -1, self._document.source.lines[last_line].lstrip(), "quiet"

    def _key(self, number: int, line: str) -> tuple[int, int]:
        """Where the key of a line starts and ends; where its value starts, where it has none."""
        if number not in self._keys:
            match = _KEY.match(line) if self._document.source.is_json else None
            self._keys[number] = match.span(1) if match else (indent_of(line),) * 2
        return self._keys[number]


def _token(first: str) -> str:
    """What a value is, by its first character."""
    if first == '"':
        return "text"
    return "quiet" if first in "{}[]" else "value"


def marked_segments(
    start: int, text: str, style: Style, found: Style, marks: Sequence[Mark]
) -> Iterator[Segment]:
    """A piece of a line that starts at this character of it, with what is found in it marked."""
    end = start + len(text)
    for mark in marks if start >= 0 else ():
        if mark.start < end and mark.end > start:
            first, last = max(mark.start, start), min(mark.end, end)
            yield Segment(text[: first - start], style)
            yield Segment(
                text[first - start : last - start], found + (_CURRENT if mark.is_current else _FOUND)
            )
            start, text = last, text[last - start :]
    yield Segment(text, style)
