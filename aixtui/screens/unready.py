"""Input for what is not laid out yet, or no longer there: Textual would fail on it, and end the app."""

from typing import Any

from textual import events
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widgets import OptionList

_PAGE_KEYS = ("pageup", "pagedown")


def is_for_nothing(screen: Screen[Any], event: events.Event) -> bool:
    """Whether an event is a click on a widget that has gone, or turns a page of a list that has no room."""
    if isinstance(event, events.MouseDown):
        return _has_gone(screen, event)
    if isinstance(event, events.Key) and event.key in _PAGE_KEYS:
        focused = screen.focused
        return isinstance(focused, OptionList) and not focused.scrollable_content_region
    return False


def _has_gone(screen: Screen[Any], event: events.MouseDown) -> bool:
    try:
        widget, _ = screen.get_widget_at(event.x, event.y)
    except NoWidget:
        return False
    return widget.parent is None
