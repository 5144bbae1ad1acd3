"""The steps of a run as a tree, drawn row by row: only what is seen costs anything."""

from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from aixtui.bindings import bindings_for
from aixtui.running.step_tree import StepTree
from aixtui.widgets.row_segments import CURSOR
from aixtui.widgets.step_line import TOKENS, Picture, pieces_of

GUTTER = 2
"""Cells before the text: the cursor, and a gap."""


class StepsView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the tree of a run; its keys go to the screen."""

    BINDINGS = bindings_for("steps")
    COMPONENT_CLASSES = {"steps--cursor", *(f"steps--{token}" for token in TOKENS)}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tree: StepTree | None = None
        self._picture: Picture | None = None
        self._drawn: list[list[Segment]] = []
        """The rows in sight as they were painted last, in their pieces."""
        self._styles: dict[str, Style] = {}

    def show(self, tree: StepTree) -> None:
        """Show the tree as it is now, with the cursor in sight; only rows that changed are painted."""
        self._tree = tree
        tree.fit(self.size.height)
        self._picture = Picture.of(tree, self.size.width - GUTTER)
        self.virtual_size = Size(self.size.width, len(tree.rows))
        last = len(tree.rows) - 1 if tree.is_followed else tree.cursor
        self.scroll_to_region(Region(0, last, 1, 1), animate=False, x_axis=False)
        self.scroll_to_region(Region(0, tree.cursor, 1, 1), animate=False, x_axis=False)
        self._paint_what_changed()

    def _paint_what_changed(self) -> None:
        drawn, self._drawn = self._drawn, [self._segments(y) for y in range(self.size.height)]
        if len(drawn) != len(self._drawn):
            self.refresh()
            return
        pairs = enumerate(zip(drawn, self._drawn, strict=True))
        regions = [region for y, (old, new) in pairs if (region := _changed(y, old, new, self.size.width))]
        if regions:
            self.refresh(*regions)

    @property
    def has_more_below(self) -> bool:
        """Whether rows below are out of sight."""
        return self.scroll_offset.y + self.size.height < self.virtual_size.height

    def on_resize(self) -> None:
        if self._tree is not None:
            self._drawn = []
            self.show(self._tree)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if self._tree is not None and place < len(self._tree.rows):
            self._tree.click(place)

    def _style(self, token: str) -> Style:
        if token not in self._styles:
            self._styles[token] = self.get_component_rich_style(f"steps--{token}")
        return self._styles[token]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a row, or nothing."""
        segments = self._segments(y)
        return Strip(Segment.simplify(segments)).adjust_cell_length(self.size.width, segments[0].style)

    def _segments(self, y: int) -> list[Segment]:
        """The pieces of a line."""
        width, place, tree = self.size.width, y + self.scroll_offset.y, self._tree
        if tree is None or place >= len(tree.rows):
            return [Segment(" " * width, self.rich_style)]
        is_current = place == tree.cursor and self.has_focus
        base = self._style("cursor") if is_current else self.rich_style
        segments = [Segment(f"{CURSOR if is_current else ' '} ", base)]
        if self._picture is None or self._picture.waterfall is not tree.waterfall:  # steps came since
            self._picture = Picture.of(tree, width - GUTTER)
        pieces = pieces_of(tree, tree.rows[place], self._picture)
        segments += [Segment(text, base if is_current else self._style(token)) for text, token in pieces]
        return segments


def _changed(y: int, old: list[Segment], new: list[Segment], width: int) -> Region | None:
    """From the first piece of a line that says something else to the last; all of it, where places differ."""
    if old == new:
        return None
    ends = list(accumulate(piece.cell_length for piece in new))
    if list(accumulate(piece.cell_length for piece in old)) != ends:
        return Region(0, y, width, 1)
    places = [at for at, (before, now) in enumerate(zip(old, new, strict=True)) if before != now]
    start = ends[places[0]] - new[places[0]].cell_length
    return Region(start, y, ends[places[-1]] - start, 1)
