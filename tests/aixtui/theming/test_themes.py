"""The themes can be read, and the first one fits the terminal."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from aixtui.theming.choice import NAMES, first_theme
from aixtui.theming.contrast import LEAST, contrast, readable
from aixtui.theming.roles import READ_ON, ROLES, STYLES, with_roles
from aixtui.theming.terminal_themes import NO_COLOUR, SIXTEEN
from aixtui.theming.themes import CONTRAST, DARK, LIGHT, THEMES

READ = (
    *("name", "foreground", "quiet", "label", "heading", "key"),
    *("good", "warn", "bad", "info", "changed", "match"),
)
PAIRS = (
    *((role, "screen") for role in READ),
    *((role, "dialog") for role in READ),
    *((role, "bar") for role in ("name", "quiet", "key")),
    ("row-cursor-text", "row-cursor"),
    ("foreground", "row-cursor-blurred"),
    ("foreground", "field"),
    ("foreground", "field-focus"),
    ("chip-text", "chip"),
    ("warn", "badge"),
    ("page-filter-text", "page-filter"),
)


def roles_of(theme: Theme) -> dict[str, str]:
    return with_roles({**theme.to_color_system().generate(), **theme.variables})


@pytest.mark.parametrize(("theme", "least"), [(DARK, 4.5), (LIGHT, 4.5), (CONTRAST, 7)], ids=str)
def test_what_is_to_be_read_stands_out(theme: Theme, least: float) -> None:
    roles = roles_of(theme)
    found = {pair: contrast(Color.parse(roles[pair[0]]), Color.parse(roles[pair[1]])) for pair in PAIRS}
    assert {pair: round(value, 1) for pair, value in found.items() if value < least} == {}


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_a_theme_of_textual_can_be_read(theme: Theme) -> None:
    roles = roles_of(theme)
    if theme.ansi:
        assert all(not roles[role].startswith("#") for role in READ_ON)
        return
    found = {
        (role, surface): contrast(Color.parse(roles[role]), Color.parse(roles[surface]))
        for role, surfaces in READ_ON.items()
        for surface in surfaces
    }
    assert {pair: round(value, 1) for pair, value in found.items() if value < LEAST} == {}


def test_a_colour_that_can_be_read_stays_and_another_goes_no_farther_than_it_must() -> None:
    dark, light = Color.parse("#121212"), Color.parse("#E0E0E0")
    good = Color.parse("#6cc788")
    assert readable(good, [dark]) == good
    darker = readable(good, [light])
    assert LEAST <= contrast(darker, light) < LEAST + 2
    assert darker.g == max(darker.rgb)


@pytest.mark.parametrize("theme", [*THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_theme_has_all_roles(theme: Theme) -> None:
    assert {*ROLES, *STYLES, "veil"} <= roles_of(theme).keys()


def test_without_colours_there_are_none() -> None:
    roles = roles_of(NO_COLOUR)
    assert {roles[role] for role in ROLES} == {"ansi_default"}
    assert roles["row-cursor-style"] == "reverse"
    assert {roles_of(SIXTEEN)[role].startswith("ansi_") for role in ROLES} == {True}


@pytest.mark.parametrize(
    ("wanted", "environ", "no_color", "name"),
    [
        (None, {}, False, "aixtui-dark"),
        (None, {"COLORFGBG": "15;0"}, False, "aixtui-dark"),
        (None, {"COLORFGBG": "0;default;15"}, False, "aixtui-light"),
        (None, {"COLORFGBG": "nonsense"}, False, "aixtui-dark"),
        (None, {"COLORFGBG": "0;15"}, True, "aixtui-no-colour"),
        ("nord", {"COLORFGBG": "0;15"}, True, "nord"),
        ("auto", {"COLORFGBG": "0;15"}, False, "aixtui-light"),
        (None, {"TERM": "linux"}, False, "aixtui-16"),
        (None, {"TERM": "xterm-16color", "COLORFGBG": "0;15"}, False, "aixtui-16"),
        (None, {"TERM": "screen", "COLORTERM": "truecolor"}, False, "aixtui-dark"),
        (None, {"TERM": "xterm-256color"}, False, "aixtui-dark"),
    ],
)
def test_the_first_theme(wanted: str | None, environ: dict[str, str], no_color: bool, name: str) -> None:
    assert first_theme(wanted, environ, no_color=no_color) == name


@pytest.mark.parametrize(
    ("environ", "was_dark", "name"),
    [
        ({}, None, "aixtui-dark"),
        ({}, True, "aixtui-dark"),
        ({}, False, "aixtui-light"),
        ({"COLORFGBG": "15;0"}, False, "aixtui-dark"),
        ({"COLORFGBG": "0;15"}, True, "aixtui-light"),
        ({"TERM": "linux"}, False, "aixtui-16"),
    ],
)
def test_the_background_of_before_is_taken_where_nothing_is_told_of_it(
    environ: dict[str, str], was_dark: bool | None, name: str
) -> None:
    assert first_theme(None, environ, no_color=False, was_dark=was_dark) == name
    assert name in NAMES
