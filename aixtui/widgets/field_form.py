"""The fields of a form below each other, those that belong together in one edge."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from aixtui.widgets.field_box import EDGES, NO_MARGIN, FieldBox
from aixtui.widgets.field_hint import FieldHint
from aixtui.widgets.field_row import GAP, MARK_CELLS, Columns, FieldRow

NARROWEST = 56
"""Cells of a form in which labels stand beside their fields; in fewer they stand above them."""
WIDEST_LABEL, LABEL_SHARE = 22, 3
"""Cells that labels take at most, and part of the width, one of so many: longer ones have several lines."""
FIRST_LINES = 24
"""Lines whose fields are made before the first frame. Those further down follow it, beside their labels."""


class FieldForm(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Boxes of fields. The room that is left goes to the long texts, by their lines.

    Fields are made as they come into sight. What the one with the focus takes is told in a place of its own
    at the end, where nothing moves for it. Up and Down are left to the screen: they go from field to field.
    """

    BINDINGS = [
        Binding("tab", "focus_row(1)", show=False),
        Binding("shift+tab", "focus_row(-1)", show=False),
        Binding("pageup", "focus_beyond(-1)", show=False),
        Binding("pagedown", "focus_beyond(1)", show=False),
    ]

    def __init__(self, boxes: Sequence[FieldBox], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.boxes = boxes
        self._hint = FieldHint(lambda: (row.hint for row in self.rows))
        self._boxes_layout = _BoxesLayout()
        self._fitted = Size()
        """The room in which all was put in its place."""

    def compose(self) -> ComposeResult:
        self._make_first()
        yield from self.boxes
        yield self._hint

    def _make_first(self) -> None:
        """Make what will be in sight, going by all the room there is: how much of it is ours shows later."""
        self.fit(self.app.size)
        for box in self.boxes:
            for row in box.rows:
                if row.at_once or (row.is_shown and self._region(box, row).y < FIRST_LINES):
                    row.made()
        self._fitted = Size()
        for box in self.boxes:
            box.height = 0

    @property
    def layout(self) -> Layout:
        return self._boxes_layout

    @property
    def rows(self) -> list[FieldRow]:
        """The fields that are there."""
        return [row for _, row in self._placed]

    @property
    def _placed(self) -> list[tuple[FieldBox, FieldRow]]:
        return [(box, row) for box in self.boxes for row in box.shown]

    def give_focus(self, row: FieldRow) -> None:
        """Have a field take the keys."""
        box = next(box for box in self.boxes if row in box.rows)
        box.bring(row).focus()

    def action_focus_row(self, steps: int) -> None:
        """Go so many fields on, or back; behind the last one comes the first. It may not be made yet."""
        places = [*self._placed]
        at = next((at for at, (_, row) in enumerate(places) if row.has_focus), -1)
        box, row = places[(at + steps) % len(places)]
        self.screen.set_focus(box.bring(row))

    def action_focus_beyond(self, screens: int) -> None:
        """Go a screenful on, or back, to the field that is there: what is typed next goes where one looks."""
        places = [*self._placed] if screens > 0 else [*reversed(self._placed)]
        at = next((at for at, (_, row) in enumerate(places) if row.has_focus), 0)
        start = self._region(*places[at])
        beyond = places[at + 1 :]
        near = [place for place in beyond if abs(self._region(*place).bottom - start.bottom) <= self._height]
        if beyond:
            box, row = near[-1] if near else beyond[0]
            self.screen.set_focus(box.bring(row))

    def draw(self) -> None:
        """Draw what has changed of the fields; all have their lines anew where one needs other ones."""
        rows = [(box, row) for box in self.boxes for row in box.rows]
        if self._fitted and any(row.needs_room for _, row in rows):
            self._share()
            for box in self.boxes:
                box.refresh(layout=True)
            self.call_after_refresh(self.show_focused)
        elif self._fitted and any(row.has_other_note for _, row in rows):
            self._make_way_for_notes()
        elif any(row.has_moved and row.has_focus for _, row in rows):
            self.show_focused()
        for box, row in rows:
            if row.is_stale:
                box.refresh(row.region)
            row.is_stale = row.needs_room = row.has_moved = row.has_other_note = False

    def _make_way_for_notes(self) -> None:
        """Have what is said of fields seen, with the field that has the focus where it is on the screen."""
        parts = self.screen.focused.ancestors_with_self if self.screen.focused is not None else []
        focused = next(((box, row) for box, row in self._placed if row.widget in parts), None)
        top, lines = self._region(*focused).y if focused else 0, self._lines
        is_told = focused is not None and focused[1].has_other_note
        self._share(grows=False)
        for box in self.boxes:
            box.refresh(layout=True)
        # It is as high as it will be already, so that no frame shows it at another place.
        self.virtual_size += Size(0, self._lines - lines)
        moved = self._region(*focused).y - top if focused else 0
        if focused and is_told:  # what is said of a long text stands below its last line
            region, start = self._region(*focused), self.scroll_offset.y + moved
            moved += max(min(region.bottom - start - self._height, region.y - start), 0)
        if moved:
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False, force=True, immediate=True)
        self.call_after_refresh(self._bring_into_sight)

    @property
    def _lines(self) -> int:
        return sum(box.height for box in self.boxes)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_focused)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._bring_into_sight()

    def fit(self, size: Size) -> None:
        """Put all in its place in a size, unless that was done."""
        if size != self._fitted:
            self._fitted = size
            self._share(is_anew=True)

    def _share(self, *, is_anew: bool = False, grows: bool = True) -> None:
        """Put all in its place; `grows` shares out the room that is left, which stays as it is otherwise."""
        size = self._fitted
        columns = _columns(self.rows, size.width - EDGES)
        needed = [[row.fit(columns, is_anew=is_anew) for row in box.shown] for box in self.boxes]
        if grows:
            self._grow(max(size.height - EDGES * len(self.boxes) - sum(map(sum, needed)), 0))
        top = 0
        for box, lines in zip(self.boxes, needed, strict=True):
            box.stack(top, [least + row.grown for row, least in zip(box.shown, lines, strict=True)])
            top += box.height

    def _grow(self, left: int) -> None:
        shares = sum(row.lines for row in self.rows if row.grows)
        for row in self.rows:
            share = row.lines if row.grows else 0
            row.grown = left * share // (shares or 1)
            left, shares = left - row.grown, shares - share

    @on(events.DescendantFocus)
    def show_focused(self) -> None:
        """Have the field with the focus seen: with all of its box, else with its heading, else by itself."""
        self._scroll_to_focused()
        self._bring_into_sight()

    def _scroll_to_focused(self) -> None:
        placed = next(((box, row) for box, row in self._placed if row.has_focus), None)
        if placed is None:
            return
        box, row = placed
        self._hint.show(row.hint)
        height = self._height
        region = self._region(box, row)
        whole = Region(0, box.top, region.width, box.height)
        headed = Region(0, box.top, region.width, region.bottom - box.top)
        line = row.cursor_line.translate((0, box.top + EDGES // 2))
        region = next((one for one in (whole, headed, region) if one.height <= height), line)
        below = Spacing(bottom=self._hint.size.height)
        # At once: what makes way for notes next goes by where it stands then.
        self.scroll_to_region(region, spacing=below, animate=False, force=True, x_axis=False, immediate=True)

    @property
    def _height(self) -> int:
        """Lines in which fields are seen."""
        return self.size.height - self._hint.size.height

    @staticmethod
    def _region(box: FieldBox, row: FieldRow) -> Region:
        """Where a field is in what is scrolled."""
        return row.region.translate((0, box.top + EDGES // 2))

    def _bring_into_sight(self) -> None:
        seen = Region(0, self.scroll_offset.y, self.size.width, self._height)
        for box, row in self._placed:
            if row.widget is None and seen.overlaps(self._region(box, row)):
                box.bring(row)


class _BoxesLayout(Layout):
    """Boxes below each other, as high as the form has them."""

    name = "boxes"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],  # noqa: ARG002  # the form knows its boxes
        size: Size,
        greedy: bool = True,  # noqa: ARG002
    ) -> ArrangeResult:
        assert isinstance(parent, FieldForm)
        parent.fit(size)
        return [
            WidgetPlacement(Region(0, box.top, size.width, box.height), NULL_OFFSET, NO_MARGIN, box)
            for box in parent.boxes
        ]


def _columns(rows: Sequence[FieldRow], width: int) -> Columns:
    widest = max((Content(row.label).cell_length for row in rows), default=0)
    label = min(widest, WIDEST_LABEL, width // LABEL_SHARE) if width >= NARROWEST else 0
    return Columns(label, max(width - MARK_CELLS - (label + GAP if label else 0), 1))
