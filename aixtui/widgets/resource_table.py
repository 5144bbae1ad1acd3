"""The table of one page of resources, drawn line by line from prepared text."""

from collections.abc import Iterator, Sequence
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
from aixtui.listing.columns import GAP, PLAIN, PlacedColumn, constant_columns, place, shared_units, width_of
from aixtui.listing.listing import Listing
from aixtui.listing.page_filter import RowMatch
from aixtui.widgets import row_segments
from aixtui.widgets.row_segments import GUTTER

HEADER_LINES = 1
MORE = "…"
_TOKENS = (
    "header",
    "cursor",
    "cursor-blurred",
    "name",
    "quiet",
    "muted",
    "good",
    "warn",
    "bad",
    "accent",
    "match",
)


class ResourceTable(Widget, can_focus=True):
    """A header and the rows of one page, as a listing has them."""

    BINDINGS = bindings_for("table")
    COMPONENT_CLASSES = {f"resource-table--{token}" for token in _TOKENS}

    @dataclass
    class Clicked(Message):
        """The row at this place, from 0, was clicked, once or twice."""

        place: int
        is_double: bool

    @dataclass
    class Scrolled(Message):
        """The wheel was turned by so many rows."""

        by: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[Column, ...] = ()
        self._hits: tuple[RowMatch, ...] = ()
        self._marks: frozenset[str] = frozenset()
        self._layout = PLAIN
        self._constant: frozenset[str] = frozenset()
        self._cached_columns: tuple[PlacedColumn, ...] = ()
        self._cached_width = -1
        self._sort = ""
        self._units: dict[int, str] = {}
        self._cursor = 0
        self._top = 0
        self._scroll_x = 0
        self._style_cache: dict[str, Style] = {}

    @staticmethod
    def rows_in(height: int) -> int:
        """How many rows a table of this height shows without scrolling."""
        return max(height - HEADER_LINES, 1)

    @property
    def _visible_row_count(self) -> int:
        """How many rows are seen; before its first layout, as many as there is room for where it stands."""
        around = self.parent if isinstance(self.parent, Widget) else self
        return self.rows_in(self.size.height or around.size.height)

    def show(self, listing: Listing) -> None:
        """Show the rows, the marks and the cursor of a listing; only what differs is drawn."""
        source, page = listing.source, listing.page
        constant = constant_columns(source.columns, source.filters, page) if page else frozenset()
        arrangement = (source.columns, listing.layout, constant, listing.visible_sort)
        previous = (self._columns, self._layout, self._constant, self._sort)
        marks, hits = frozenset(listing.marks), listing.hits
        if hits is not self._hits or arrangement != previous:
            self._keep_offset(hits, listing.at)
            self._columns, self._layout, self._constant, self._sort = arrangement
            self._hits, self._marks, self._cursor, self._scroll_x = hits, marks, listing.at, listing.scroll_x
            self._units = shared_units(page)
            self._arrange()
        elif marks != self._marks or listing.scroll_x != self._scroll_x:
            self._marks, self._cursor, self._scroll_x = marks, listing.at, listing.scroll_x
            self._keep_cursor_visible()
            self.refresh()
        else:
            self.show_cursor(listing.at)

    def cells_of(self, number: int) -> Iterator[tuple[RowMatch, Region]]:
        """Where the cells of a column are on the screen: those of each row that is seen, if it is shown."""
        at = GUTTER - self._scroll_x
        for column in self._visible_columns:
            if column.number == number and 0 <= at <= self.size.width - column.width:
                rows = self._hits[self._top : self._top + self._visible_row_count]
                for line, hit in enumerate(rows, HEADER_LINES):
                    yield hit, Region(at, line, column.width, 1).translate(self.content_region.offset)
            at += column.width + GAP

    def show_cursor(self, place: int) -> None:
        """Show the cursor on the row at this place, from 0."""
        if place == self._cursor or not self._hits:
            return
        previous, top = self._cursor, self._top
        self._cursor = place
        self._keep_cursor_visible()
        if self._top == top:
            lines = (HEADER_LINES + at - top for at in (previous, place))
            self.refresh(*(Region(0, line, self.size.width, 1) for line in lines))
        else:
            self.refresh()

    def _keep_offset(self, hits: Sequence[RowMatch], place: int) -> None:
        """Where the cursor stays on its row, or in the place of one that has gone, it keeps its line."""
        ids = [hit.row.id for hit in hits]
        row_id = self._hits[self._cursor].row.id if self._hits else None
        is_kept = row_id is not None and (ids[place] == row_id if row_id in ids else place == self._cursor)
        self._top = max(place - (self._cursor - self._top if is_kept else 0), 0)

    def _arrange(self) -> None:
        self._cached_width = -1
        self._style_cache = {}
        self._keep_cursor_visible()
        self.refresh()

    @property
    def _visible_columns(self) -> tuple[PlacedColumn, ...]:
        """The columns for the width there is now: a frame may be drawn before the resize is told."""
        if self._cached_width != self.size.width:
            self._cached_width = self.size.width
            self._cached_columns = place(
                self._columns, self.size.width - GUTTER, self._layout, self._constant
            )
        return self._cached_columns

    def on_resize(self) -> None:
        self._arrange()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._style_cache = {}

    def _keep_cursor_visible(self) -> None:
        count = self._visible_row_count
        highest = max(len(self._hits) - count, 0)
        self._top = min(max(self._top, self._cursor - count + 1, 0), self._cursor, highest)

    def on_hide(self, event: events.Hide) -> None:
        """Keep the keys where this comes late: it is seen again, and the search would have them for text."""
        if self.display:
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y - HEADER_LINES
        if event.y >= HEADER_LINES and index < len(self._hits):
            self.post_message(self.Clicked(index, event.chain == 2))

    def on_mouse_scroll_down(self) -> None:
        self.post_message(self.Scrolled(+1))

    def on_mouse_scroll_up(self) -> None:
        self.post_message(self.Scrolled(-1))

    def _style(self, token: str) -> Style:
        if token not in self._style_cache:
            self._style_cache[token] = self.get_component_rich_style(f"resource-table--{token}")
        return self._style_cache[token]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or nothing."""
        width = self.size.width
        index = self._top + y - HEADER_LINES
        if y < HEADER_LINES:
            style = self._style("header")
            line = row_segments.header(self._visible_columns, self._sort, style, self._units)
            return self._crop(line, style, width)
        if index >= len(self._hits):
            return Strip([Segment(" " * width, self.rich_style)], width)
        hit, is_current = self._hits[index], index == self._cursor
        cursor = "cursor" if self.has_focus else "cursor-blurred"
        base = self._style(cursor) if is_current else self.rich_style
        is_marked = hit.row.id in self._marks
        segments = row_segments.row(
            hit,
            self._visible_columns,
            base,
            self._style,
            units=self._units,
            is_current=is_current,
            is_marked=is_marked,
        )
        return self._crop(segments, base, width)

    def _crop(self, segments: list[Segment], base: Style, width: int) -> Strip:
        """The part of a line that is seen; a sign at its end says that more of it is to the right."""
        strip = Strip(segments)
        hidden = max(width_of(self._visible_columns) + GUTTER - width, 0)
        left = min(self._scroll_x, hidden)  # no farther than there are columns
        strip = strip.crop(left, left + width).adjust_cell_length(width, base)
        if left == hidden:
            return strip
        return Strip([*strip.crop(0, width - 1), Segment(MORE, base)], width)
