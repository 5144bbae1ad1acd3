"""The keys of a screen or a dialog, from the action table and from what the focused part says of itself."""

from collections.abc import Sequence
from itertools import zip_longest

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.help_groups import HelpGroup, HelpRow
from aixtui.widgets.text_line import TextLine

_KEYS_CELLS = 16
"""Cells of the keys with what is around them, at most: many keys, and long ones, have several lines."""
_KEY_CELLS = 12
"""Cells that one key takes with those."""
_NARROWEST, _SCROLLBAR = 16, 2
_INDENT = Content("  ")


class HelpLines(Static):
    """Groups of keys, and what they do, wrapped in its own column."""

    def __init__(self) -> None:
        super().__init__("\n", markup=False)  # whatever is seen is told its width
        self._groups: Sequence[HelpGroup] = ()

    def show(self, groups: Sequence[HelpGroup]) -> None:
        """Show these groups from now on."""
        self._groups = groups
        if self.size.width:
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        room = max(self.container_size.width - _SCROLLBAR, _NARROWEST)
        keys_cells = min(_KEYS_CELLS, max(room * 2 // 5, _KEY_CELLS))
        lines = []
        for group in self._groups:
            lines += [line.stylize("bold $heading") for line in _wrapped(group.title, room)]
            lines += [_INDENT + line for line in _wrapped(group.about, room - _INDENT.cell_length)]
            for row in group.rows:
                lines += _side_by_side(row, keys_cells, room - keys_cells)
            lines.append(Content(""))
        self.update(Content("\n").join(lines or [Content.styled("No key does that here.", "$quiet")]))


class HelpScreen(Dialog[None]):
    """Shows what can be done below it, narrowed by what is typed. Esc closes it, or the key for it."""

    def __init__(self, title: str, groups: Sequence[HelpGroup], *, note: str = "") -> None:
        super().__init__()
        self._heading, self._groups, self._note = title, groups, note

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide -tall"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield TextLine(placeholder="type to narrow", select_on_focus=True, classes="dialog--input")
            with VerticalScroll(classes="dialog--detail"):
                yield HelpLines()
            yield Static(f"Esc closes this. {self._note}".strip(), markup=False, classes="form--help")

    def on_mount(self) -> None:
        self._narrow()
        self.query_one(TextLine).focus()

    @on(TextLine.Changed)
    def _narrow(self) -> None:
        words = self.query_one(TextLine).text.casefold().split()
        narrowed = [group.narrowed(words) for group in self._groups]
        self.query_one(HelpLines).show([group for group in narrowed if group.rows or group.about])

    def action_back(self) -> None:
        self.finish(None)


def _wrapped(text: str, width: int) -> list[Content]:
    return [line for part in text.split("\n") if part for line in Content(part).wrap(max(width, 1))]


def _side_by_side(row: HelpRow, keys_cells: int, help_cells: int) -> list[Content]:
    """Keys and what they do, each wrapped in its own column."""
    keys = _wrapped(row.keys, keys_cells - _INDENT.cell_length - 1)
    pairs = zip_longest(keys, _wrapped(row.help, help_cells), fillvalue=Content(""))
    return [
        _INDENT + key.stylize("bold $key") + " " * (keys_cells - _INDENT.cell_length - key.cell_length) + told
        for key, told in pairs
    ]
