"""The settings, drawn line by line: name, value, and who says so, below the heading of each group."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from aixtui.editing.settings_list import SettingLine, SettingsList
from aixtui.kindspec.cells import clean
from aixtui.settings.values import DEFAULT, value_words
from aixtui.widgets.fitting import fit
from aixtui.widgets.row_segments import CURSOR

GUTTER, GAP = 2, 2
NAME_SHARE, SOURCE_CELLS = 0.4, 14
"""What the name has of the width; cells of who says so."""
_TOKENS = ("cursor", "heading", "name", "quiet", "changed")


class SettingsView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the list of them with the cursor in sight; its keys go to the screen."""

    COMPONENT_CLASSES = {f"settings--{token}" for token in _TOKENS}

    @dataclass
    class Picked(Message):
        """The setting at this place, from 0, was clicked."""

        place: int

    def __init__(self, settings: SettingsList, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._list = settings
        self._lines: list[SettingLine] = []
        self._styles: dict[str, Style] = {}

    def show(self) -> None:
        """Show them as they are now."""
        self._lines = list(self._list.lines)
        self._list.fit(self.size.height)
        self.virtual_size = Size(self.size.width, len(self._lines))
        current = self._list.current
        place = next((at for at, line in enumerate(self._lines) if line.value == current), 0)
        is_first = place == 1  # with the heading of its group
        self.scroll_to_region(Region(0, place - is_first, 1, 1 + is_first), animate=False, x_axis=False)
        self.refresh()

    def on_resize(self) -> None:
        self.show()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < len(self._lines) and self._lines[place].value is not None:
            self.post_message(self.Picked(sum(line.value is not None for line in self._lines[:place])))

    def _style(self, token: str) -> Style:
        if token not in self._styles:
            self._styles[token] = self.get_component_rich_style(f"settings--{token}")
        return self._styles[token]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a heading, a setting, or nothing."""
        width, place = self.size.width, y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip([Segment(" " * width, self.rich_style)], width)
        line = self._lines[place]
        if line.value is None:
            return Strip(
                [Segment(fit(f" {clean(line.heading).upper()}", width), self._style("heading"))], width
            )
        value = line.value
        is_current = value == self._list.current
        base = self._style("cursor") if is_current and self.has_focus else self.rich_style
        name_cells = int((width - GUTTER) * NAME_SHARE)
        value_cells = max(width - GUTTER - name_cells - SOURCE_CELLS - 2 * GAP, 1)
        pieces = (
            (f"{CURSOR if is_current else ' '} ", ""),
            (fit(clean(value.name), name_cells), "name"),
            (" " * GAP, ""),
            (fit(clean(value_words(value.value)) or "-", value_cells), ""),
            (" " * GAP, ""),
            (fit(clean(value.source), SOURCE_CELLS), "quiet" if value.source == DEFAULT else "changed"),
        )
        plain = base if is_current and self.has_focus else None
        segments = [Segment(text, plain or (self._style(token) if token else base)) for text, token in pieces]
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, base)
