"""The fields of a form below each other, those that belong together in one edge."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.widgets import Static

from aixtui.widgets.field_panel import GAP, MARK_CELLS, Columns, FieldPanel

EDGES = 2
"""Lines, and columns, of the edges of a box."""
NARROWEST = 56
"""Cells of a form in which labels stand beside their fields; in fewer they stand above them."""
WIDEST_LABEL, LABEL_SHARE = 22, 3
"""Cells that labels take at most, and part of the width, one of so many: longer ones have several lines."""


class FieldBox(Vertical):
    """Panels that belong together."""

    def __init__(self, heading: str = "") -> None:
        super().__init__(classes="form--box")
        self.border_title = Content(heading.upper()) if heading else None


class FieldForm(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Boxes of panels. The room that is left goes to the long texts, by their lines.

    What the field with the focus takes is told in a place of its own at the end, where nothing moves for it.
    Up and Down are left to the screen: they go from field to field.
    """

    BINDINGS = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hint = Static(classes="form--hint", markup=False)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._hint

    @property
    def _panels(self) -> list[FieldPanel]:
        return [panel for panel in self.query(FieldPanel) if panel.display]

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Give each panel its height."""
        width, panels = self.size.width - EDGES, self._panels
        if width <= EDGES or not panels:
            return
        columns = _columns(panels, width)
        heights = [panel.fit(columns) for panel in panels]
        self._hint.styles.height = hint_lines = _hint_lines(panels, self.size.width - EDGES)
        boxes = [*self.query(FieldBox)]
        left = max(self.size.height - hint_lines - sum(heights) - EDGES * len(boxes), 0)
        shares = sum(panel.lines for panel in panels if panel.grows)
        whole: dict[FieldBox, int] = dict.fromkeys(boxes, EDGES)
        for panel, height in zip(panels, heights, strict=True):
            share = panel.lines if panel.grows else 0
            more = left * share // (shares or 1)
            left, shares = left - more, shares - share
            panel.take(height + more)
            if isinstance(panel.parent, FieldBox):
                whole[panel.parent] += height + more
        for box, height in whole.items():
            box.styles.height = height
        self.call_after_refresh(self.show_focused)

    @on(events.DescendantFocus)
    def show_focused(self) -> None:
        """Have the field with the focus seen: with all of its box, else with its heading, else by itself."""
        panel = next((panel for panel in self._panels if panel.has_focus_within), None)
        if panel is None:
            return
        self._hint.update(Content(panel.hint))
        height = self.size.height - self._hint.size.height
        region = self._region(panel)
        if isinstance(panel.parent, FieldBox):
            box = self._region(panel.parent)
            headed = Region(box.x, box.y, box.width, region.bottom - box.y)
            region = next((one for one in (box, headed) if one.height <= height), region)
        below = Spacing(bottom=self._hint.size.height)
        self.scroll_to_region(region, spacing=below, animate=False, force=True, x_axis=False)

    def _region(self, widget: Vertical) -> Region:
        """Where it is in what is scrolled."""
        return widget.region.translate(self.scroll_offset - self.content_region.offset)


def _columns(panels: Sequence[FieldPanel], width: int) -> Columns:
    widest = max(Content(panel.label).cell_length for panel in panels)
    label = min(widest, WIDEST_LABEL, width // LABEL_SHARE) if width >= NARROWEST else 0
    return Columns(label, width - MARK_CELLS - (label + GAP if label else 0))


def _hint_lines(panels: Sequence[FieldPanel], width: int) -> int:
    """The lines that the longest hint takes, so that each has room."""
    return max((len(Content(panel.hint).wrap(width)) for panel in panels if panel.hint), default=0)
