"""Themes of the user: what their files may hold, and what is told of the rest."""

import pytest
from textual.color import Color

from aixtui.theming.contrast import LEAST, contrast
from aixtui.theming.own_themes import WrongThemeError, read_own_theme, read_own_themes
from aixtui.theming.roles import READ_ON, with_roles
from tests.aixtui.theming.theme_file import write_theme


def test_there_is_none_until_a_file_is_written() -> None:
    assert read_own_themes() == ((), ())


def test_a_theme_has_the_colours_of_its_file_and_can_be_read() -> None:
    write_theme("harbour", 'primary = "teal"\nbackground = "#fefefe"\nerror = "#fdd"\ndark = false\n')
    (theme,), wrong = read_own_themes()
    assert (theme.name, theme.primary, theme.background, theme.dark) == ("harbour", "teal", "#fefefe", False)
    assert wrong == ()
    roles = with_roles(theme.to_color_system().generate())
    for role, surfaces in READ_ON.items():
        for surface in surfaces:
            assert contrast(Color.parse(roles[role]), Color.parse(roles[surface])) >= LEAST, (role, surface)


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        (
            'primary = "teal"\n\nacent = "red"\n',
            "line 3, the field 'acent' is unknown",
            "Did you mean 'accent'?",
        ),
        (
            '# mine\nprimary = "tael"\n',
            "line 2, the field 'primary' is no colour: 'tael'",
            "Did you mean 'teal'?",
        ),
        ('primary = "#12345"\n', "line 1, the field 'primary' is no colour: '#12345'", ""),
        ("primary = 7\n", "line 1, the field 'primary' must be a colour in quotes", ""),
        ('primary = "#11223344"\n', "line 1, the field 'primary' must be a colour in quotes", ""),
        ('primary = "ansi_red"\n', "line 1, the field 'primary' must be a colour in quotes", ""),
        ('primary = "red"\ndark = 1\n', "line 2, the field 'dark' must be true or false", ""),
        ('primary = "red"\n[variables]\n', "line 2, the field 'variables' is unknown", ""),
        ('accent = "red"\n', "lacks the field 'primary'", "All others may be left out."),
        ("primary = red\n", "is not valid TOML", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, words: str, hint: str) -> None:
    file = write_theme("harbour", text)
    with pytest.raises(WrongThemeError) as caught:
        read_own_theme("harbour", file)
    assert str(file) in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.hint == hint


@pytest.mark.parametrize("name", ["nord", "aixtui-dark", "auto"])
def test_the_name_of_a_built_in_one_is_taken(name: str) -> None:
    file = write_theme(name, 'primary = "red"\n')
    assert read_own_themes() == ((), (name,))
    with pytest.raises(WrongThemeError, match="has the name of a built-in one"):
        read_own_theme(name, file)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_there() -> None:
    bad = write_theme("good", 'primary = "red"\n').with_name("bad.toml")
    bad.mkdir()
    themes, wrong = read_own_themes()
    assert ([theme.name for theme in themes], wrong) == (["good"], ("bad",))
    with pytest.raises(WrongThemeError, match=r"Cannot read the theme .*bad\.toml: it is a folder"):
        read_own_theme("bad", bad)
