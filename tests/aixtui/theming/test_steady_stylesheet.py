"""Styles are parsed anew where they come out otherwise, and only there."""

import pytest
from textual.color import Color

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.theming.steady_stylesheet import SteadyStylesheet
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio


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


async def test_what_comes_later_says_nothing_of_the_first_screen(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("o")
        await wait_for_text(pilot, "HISTORY")
        app.notify("A message.", timeout=60)
        await wait_for_text(pilot, "A message.")
        before, rules = _styles(app), len(app.stylesheet.rules)
        assert isinstance(app.stylesheet, SteadyStylesheet)
        app.stylesheet.complete()
        app.stylesheet.update(app.screen)
        assert len(app.stylesheet.rules) > rules
        assert _styles(app) == before


def _styles(app: AixtuiApp) -> dict[object, str]:
    return {node: node.styles.css for node in app.screen.walk_children(with_self=True)}
