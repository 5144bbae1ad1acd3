"""The filters that hold, as chips: a click takes one away, or a key while they have the focus."""

from collections.abc import Sequence

from textual.content import Content

from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean
from aixtui.widgets.bars import Bar, clickable
from aixtui.widgets.fitting import fit

COUNT_CELLS = 4
"""Kept for the number of chips that do not fit."""
LONGEST_VALUE = 12
"""Cells of a value that are shown where there is no room for all chips with their whole values."""
DROP = "x"
"""What ends a chip: it drops it by a click, and is the key that leads to the chips."""


class FilterChips(Bar, can_focus=True):
    """Each filter by its name; where room is short values are cut, and what still does not fit is counted.

    The chosen chip is among those that are shown.
    """

    BINDINGS = bindings_for("chips")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._filters: Sequence[tuple[str, str]] = ()
        self._room = 0
        self._current = 0

    def show_filters(self, filters: Sequence[tuple[str, str]], room: int, current: int) -> None:
        """Show (name, value) pairs in at most `room` cells; the chosen one, from 0, stands out."""
        if (filters, room, current) != (self._filters, self._room, self._current):
            self._filters, self._room, self._current = filters, room, current
            self.can_focus = bool(filters)
            self._draw()

    def _draw(self) -> None:
        long_texts = [_text(name, clean(value)) for name, value in self._filters]
        short_texts = [_text(name, _shorten(clean(value))) for name, value in self._filters]
        texts = long_texts if _width(long_texts) <= self._room else short_texts
        current = self._current if self.has_focus else 0
        ranges = (_visible_range(texts, start, self._room) for start in range(len(texts)))
        indices = next((one for one in ranges if current in one), range(0))
        chips = [self._chip(texts[index], index) for index in indices]
        chips += [Content(f"+{len(texts) - len(indices)}")] if len(indices) < len(texts) else []
        line = Content(" ").join(chips)
        self.styles.width = line.cell_length + 1 if chips else 0
        self.show(line)

    def _chip(self, text: str, index: int) -> Content:
        is_current = self.has_focus and index == self._current
        style = "bold reverse" if is_current else "$chip-text on $chip"
        chip = Content.styled(text, style).stylize("bold underline", len(text) - 2, len(text) - 1)
        return clickable(chip, f"screen.do('drop-chip', {index})")

    def on_focus(self) -> None:
        self.call_later(self._draw)

    def on_blur(self) -> None:
        self.call_later(self._draw)


def _visible_range(texts: Sequence[str], start: int, room: int) -> range:
    """The texts from `start` on that fit, at least one."""
    end = len(texts)
    while end > start + 1 and _width(texts[start:end]) > room - (
        COUNT_CELLS if end - start < len(texts) else 0
    ):
        end -= 1
    return range(start, end)


def _text(name: str, value: str) -> str:
    return f" {name}:{value} {DROP} "


def _shorten(value: str) -> str:
    return fit(value, min(Content(value).cell_length, LONGEST_VALUE))


def _width(texts: Sequence[str]) -> int:
    return sum(Content(text).cell_length + 1 for text in texts)
