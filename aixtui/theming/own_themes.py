"""Themes of the user: each is a file of colours by the names that Textual gives them."""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import Theme

from aixtui.files.gate import BYTE_ORDER_MARK, read_text
from aixtui.theming.choice import AUTOMATIC, NAMES
from aixtui.theming.theme_files import theme_files

COLOURS = (
    *("primary", "secondary", "accent", "foreground", "background", "surface", "panel", "boost"),
    *("success", "warning", "error"),
)
_REQUIRED = "primary"
_IS_DARK = "dark"
_FIELDS = (*COLOURS, _IS_DARK)


class WrongThemeError(Exception):
    """The file of a theme is wrong. `str(error)` is one sentence with the file and the line."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint
        """What to do about it; empty when the text says it already."""


class OwnThemes(NamedTuple):
    """Those that can be used, and the names of the others."""

    themes: tuple[Theme, ...]
    wrong: tuple[str, ...]


def read_own_themes() -> OwnThemes:
    """Read them all. It blocks."""
    themes, wrong = [], []
    for name, file in theme_files().items():
        try:
            themes.append(read_own_theme(name, file))
        except WrongThemeError:
            wrong.append(name)
    return OwnThemes(tuple(themes), tuple(wrong))


def read_own_theme(name: str, file: Path) -> Theme:
    """The theme of a file.

    Raises:
        WrongThemeError: it cannot be read, or has a field or a colour that is none; or the name is taken.
    """
    if name in (AUTOMATIC, *NAMES):
        raise WrongThemeError(
            f"The theme {file} has the name of a built-in one.", "Give the file another name."
        )
    try:
        text = read_text(file).removeprefix(BYTE_ORDER_MARK)
        table = tomllib.loads(text)
    except OSError as error:
        raise WrongThemeError(f"Cannot read the theme {file}: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongThemeError(f"The theme {file} is not valid TOML: {error}.") from error
    for field, value in table.items():
        what, near = _wrong(field, value)
        if what:
            place = f"{file}, line {_line_of(field, text)}"
            hint = f"Did you mean {near!r}?" if near else ""
            raise WrongThemeError(f"In {place}, the field {field!r} {what}.", hint)
    if _REQUIRED not in table:
        raise WrongThemeError(
            f"The theme {file} lacks the field {_REQUIRED!r}.", "All others may be left out."
        )
    return Theme(name=name, **table)


def _wrong(field: str, value: Any) -> tuple[str, str]:
    """What is said of a field, and the word that may have been meant; empty where it is right."""
    if field == _IS_DARK:
        return ("" if isinstance(value, bool) else "must be true or false"), ""
    if field not in COLOURS:
        return "is unknown", next(iter(get_close_matches(field, _FIELDS, 1)), "")
    try:
        colour = Color.parse(value) if isinstance(value, str) else None
    except ColorParseError as error:
        return f"is no colour: {value!r}", error.suggested_color or ""
    is_solid = colour is not None and colour.a == 1 and colour.ansi is None
    return ("" if is_solid else "must be a colour in quotes, such as '#4fc1e9' or 'teal'"), ""


def _line_of(field: str, text: str) -> int:
    """The line in which a field stands, from 1."""
    wanted = re.compile(rf"""\s*\[*\s*["']?{re.escape(field)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if wanted.match(line)), 1)
