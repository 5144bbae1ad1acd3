"""Which theme the app begins with."""

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES

from aixtui.theming.terminal_themes import NO_COLOUR
from aixtui.theming.themes import DARK, LIGHT, THEMES

NAMES = (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
"""All that can be chosen, ours first."""
_LIGHT_COLOURS = {"7", "15"}
"""Of the sixteen, those that a light background has."""


def first_theme(wanted: str | None, environ: Mapping[str, str], *, no_color: bool) -> str:
    """The name of the theme that is wanted; else one that fits what the environment tells of the terminal."""
    if wanted:
        return wanted
    if no_color:
        return NO_COLOUR.name
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return (LIGHT if background in _LIGHT_COLOURS else DARK).name
