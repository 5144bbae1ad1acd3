"""Styles are parsed anew where they come out otherwise, and only there."""

from textual.color import Color

from aixtui.theming.steady_stylesheet import SteadyStylesheet


def sheet() -> SteadyStylesheet:
    made = SteadyStylesheet({"ink": "red"})
    made.add_source("Screen { color: $ink; }", read_from=("", "test"))
    return made


def test_the_same_variables_are_not_parsed_again() -> None:
    styles = sheet()
    rules = styles.rules
    styles.set_variables({"ink": "red"})
    styles.reparse()
    assert styles.rules is rules


def test_other_variables_are_there_and_back() -> None:
    styles = sheet()
    for ink in ("red", "blue", "red"):
        styles.set_variables({"ink": ink})
        styles.reparse()
        assert styles.rules[0].styles.color == Color.parse(ink)


def test_a_source_that_comes_later_is_read() -> None:
    styles = sheet()
    assert len(styles.rules) == 1
    styles.add_source("Label { color: $ink; }", read_from=("", "another"))
    styles.reparse()
    assert len(styles.rules) == 2
