"""A dialog whose detail scrolls by keys while something else has the focus."""

from typing import Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen

SCROLLING = [
    Binding("down", "scroll_detail(1)", show=False),
    Binding("up", "scroll_detail(-1)", show=False),
    Binding("pagedown", "scroll_detail(8)", show=False),
    Binding("pageup", "scroll_detail(-8)", show=False),
]


class Scrolling(Screen[Any]):
    """Its detail, where it has one, is its only VerticalScroll."""

    def action_scroll_detail(self, by: int) -> None:
        for detail in self.query(VerticalScroll):
            detail.scroll_relative(y=by, animate=False)
