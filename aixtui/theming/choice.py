"""Which theme the app begins with."""

from collections.abc import Mapping
from typing import Protocol

from textual.theme import BUILTIN_THEMES

from aixtui.theming.terminal_themes import NO_COLOUR, SIXTEEN
from aixtui.theming.themes import DARK, LIGHT, THEMES


class ThemeMemory(Protocol):
    """What was chosen in the app, from one start to the next."""

    @property
    def name(self) -> str:
        """The name of the theme, or `auto`; empty where none was chosen."""

    @property
    def was_dark(self) -> bool | None:
        """What a terminal told last of its background; None where none did."""

    def keep_background(self, *, is_dark: bool) -> None:
        """Keep what the terminal tells of it, where that can be. It blocks."""

    def keep(self, name: str) -> str:
        """Keep it; why that failed, empty where it did not. It blocks."""


class _Forgetful:
    """Keeps nothing."""

    name, was_dark = "", None

    def keep_background(self, *, is_dark: bool) -> None:
        """Done with it."""

    def keep(self, _name: str) -> str:
        """Done with it."""
        return ""


NOTHING_KEPT: ThemeMemory = _Forgetful()
NAMES = (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
"""All that can be chosen, ours first."""
AUTOMATIC = "auto"
"""The choice of whatever fits the terminal."""
_OF_SIXTEEN = {"linux", "ansi", "xterm-color", "cygwin", "cons25", "rxvt", "screen", "vt100", "vt220"}
"""Terminals by the name of what they are, where that tells of few colours."""
_LIGHT_COLOURS = {"7", "15"}
"""Of the sixteen, those that a light background has."""


def _has_sixteen_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has no more: others become the nearest, which tells nothing apart."""
    terminal = environ.get("TERM", "")
    return not environ.get("COLORTERM") and (terminal in _OF_SIXTEEN or terminal.endswith("-16color"))


def first_theme(
    wanted: str | None, environ: Mapping[str, str], *, no_color: bool, was_dark: bool | None = None
) -> str:
    """The name of the theme that is wanted; else one that fits what is known of the terminal.

    What the environment tells of its background comes before what that was in the last sitting.
    """
    if wanted and wanted != AUTOMATIC:
        return wanted
    if no_color:
        return NO_COLOUR.name
    if _has_sixteen_colours(environ):
        return SIXTEEN.name
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    is_light = background in _LIGHT_COLOURS if background else was_dark is False
    return (LIGHT if is_light else DARK).name
