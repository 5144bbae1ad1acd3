"""A screen that something stands over: nobody types in it, and no field of it shows a cursor."""

from typing import Any

from textual.screen import Screen

_BELOW = "-below"
"""The class of the field that had the focus; Textual draws its cursor or not, as it was blinking."""


def go_below(screen: Screen[Any]) -> None:
    """Another screen is on top now."""
    if screen.focused is not None:
        screen.focused.add_class(_BELOW)


def come_back(screen: Screen[Any]) -> None:
    """It is on top again."""
    screen.query(f".{_BELOW}").remove_class(_BELOW)
