"""The filters that hold, as chips: a click takes one away, or a key while they have the focus."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean
from aixtui.widgets.bars import Bar, clickable
from aixtui.widgets.columns import fit

COUNT_CELLS = 4
"""Kept for the number of chips that do not fit."""
LONGEST_VALUE = 28
"""Cells of a value that are shown where there is no room for all chips with their names."""


class FilterChips(Bar, can_focus=True):
    """Chips with names where there is room, else without; what still does not fit is counted.

    The chosen chip is among those that are shown.
    """

    BINDINGS = bindings_for("chips")

    @dataclass
    class Dropped(Message):
        """The filter at this place, from 0, is to be taken away."""

        index: int

    class Left(Message):
        """The user is done with the chips."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._filters: Sequence[tuple[str, str]] = ()
        self._room = 0
        self._chosen = 0

    def show_filters(self, filters: Sequence[tuple[str, str]], room: int) -> None:
        """Show (name, value) pairs in at most `room` cells."""
        self._filters, self._room = filters, room
        self.can_focus = bool(filters)
        self._choose(self._chosen)

    def _choose(self, index: int) -> None:
        self._chosen = min(max(index, 0), max(len(self._filters) - 1, 0))
        self._draw()

    def _draw(self) -> None:
        named = [f" {name}:{clean(value)} x " for name, value in self._filters]
        short = [f" {_cut(clean(value))} x " for _, value in self._filters]
        texts = named if _width(named) <= self._room else short
        chosen = self._chosen if self.has_focus else 0
        ways = (_fitting(texts, start, self._room) for start in range(len(texts)))
        shown = next((way for way in ways if chosen in way), range(0))
        chips = [self._chip(texts[index], index) for index in shown]
        chips += [Content(f"+{len(texts) - len(shown)}")] if len(shown) < len(texts) else []
        line = Content(" ").join(chips)
        self.styles.width = line.cell_length + 1 if chips else 0
        self.show(line)

    def _chip(self, text: str, index: int) -> Content:
        chosen = self.has_focus and index == self._chosen
        style = "bold reverse" if chosen else "$text-accent on $accent-muted"
        return clickable(Content.styled(text, style), f"screen.drop_filter({index})")

    def on_focus(self) -> None:
        self.call_later(self._draw)

    def on_blur(self) -> None:
        self.call_later(self._draw)

    def action_previous_chip(self) -> None:
        self._choose(self._chosen - 1)

    def action_next_chip(self) -> None:
        self._choose(self._chosen + 1)

    def action_drop_chip(self) -> None:
        self.post_message(self.Dropped(self._chosen))

    def action_leave_chips(self) -> None:
        self.post_message(self.Left())


def _fitting(texts: Sequence[str], start: int, room: int) -> range:
    """The texts from `start` on that fit, at least one."""
    end = len(texts)
    while end > start + 1 and _width(texts[start:end]) > room - (
        COUNT_CELLS if end - start < len(texts) else 0
    ):
        end -= 1
    return range(start, end)


def _cut(value: str) -> str:
    return fit(value, min(Content(value).cell_length, LONGEST_VALUE))


def _width(texts: Sequence[str]) -> int:
    return sum(Content(text).cell_length + 1 for text in texts)
