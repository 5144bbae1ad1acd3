"""The filters that hold, as chips; a click on one takes it away."""

from collections.abc import Sequence

from textual.content import Content

from aixtui.catalog.cells import clean
from aixtui.widgets.bars import Bar, clickable

COUNT_CELLS = 4
"""Kept for the number of chips that do not fit."""


class FilterChips(Bar):
    """Chips with names where there is room, else without; what still does not fit is counted."""

    def show_filters(self, filters: Sequence[tuple[str, str]], room: int) -> None:
        """Show (name, value) pairs in at most `room` cells."""
        named = [f" {name}:{clean(value)} x " for name, value in filters]
        short = [f" {clean(value)} x " for _, value in filters]
        texts = named if _width(named) <= room else short
        fitting = len(texts)
        while fitting and _width(texts[:fitting]) > (room if fitting == len(texts) else room - COUNT_CELLS):
            fitting -= 1
        chips = [_chip(text, index) for index, text in enumerate(texts[:fitting])]
        chips += [Content(f"+{len(texts) - fitting}")] if fitting < len(texts) else []
        line = Content(" ").join(chips)
        self.styles.width = line.cell_length + 1 if chips else 0
        self.show(line)


def _width(texts: Sequence[str]) -> int:
    return sum(Content(text).cell_length + 1 for text in texts)


def _chip(text: str, index: int) -> Content:
    return clickable(Content.styled(text, "$text-accent on $accent-muted"), f"screen.drop_filter({index})")
