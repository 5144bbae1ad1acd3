"""Ctrl+Z in a form takes back the last change, wherever it was; Ctrl+Y does it again."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine
from tests.aixtui.screens.test_form_manners import editing, footer, form_of, on_field
from tests.driving import app_on, connection_to, open_run, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def goes_to(pilot: Pilot[Any], name: str) -> None:
    assert isinstance(pilot.app, AixtuiApp)
    form_of(pilot.app).form.moves.to(name)
    await on_field(pilot, name)


async def test_each_change_is_taken_back_at_its_field_from_the_last_on(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        form = form_of(app).form
        base = dict(form.texts)
        await pilot.press("x")
        await goes_to(pilot, "instructions")
        await pilot.press("ctrl+end", "enter", "y", "z")
        await goes_to(pilot, "output_format")
        await pilot.press("j")
        await wait_until(pilot, lambda: form.texts["output_format"] == "json", "the choice")
        await goes_to(pilot, "tools")
        await pilot.press("backspace")
        await wait_for_text(pilot, "changed: Name, Instructions, Tools, Output")
        done = dict(form.texts)
        await goes_to(pilot, "max_tokens")
        for name in ("tools", "output_format", "instructions", "instructions", "name"):
            await pilot.press("ctrl+z")
            await on_field(pilot, name)
        await wait_for_text(pilot, "nothing changed yet")
        assert form.texts == base
        assert "Ctrl+Z" not in footer(app)
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "There is nothing to take back.")
        for name in ("name", "instructions", "instructions", "output_format", "tools"):
            await pilot.press("ctrl+y")
            await on_field(pilot, name)
        await wait_until(pilot, lambda: form.texts == done, "all of it again")
        await pilot.press("ctrl+shift+z")
        await wait_for_text(pilot, "Nothing was taken back that could be done again.")


async def test_the_cursor_stands_where_the_change_was_taken_back(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        form = form_of(app).form
        form.put("instructions", "one\ntwo\nthree")
        await goes_to(pilot, "instructions")
        text = app.focused
        assert isinstance(text, TextBlock)
        await pilot.press("ctrl+home", "down", "end", "x", "y")
        await wait_until(pilot, lambda: form.texts["instructions"] == "one\ntwoxy\nthree", "the letters")
        await pilot.press("ctrl+home", "ctrl+z", "z")
        await wait_until(
            pilot, lambda: form.texts["instructions"] == "one\ntwoz\nthree", "the letter after it"
        )
        await goes_to(pilot, "name")
        line = app.focused
        assert isinstance(line, TextLine)
        await pilot.press("home", "a", "b", "end", "ctrl+z", "c")
        await wait_until(pilot, lambda: form.texts["name"] == "cText Analyst", "the letter at the start")


async def test_keys_that_come_at_once_are_all_heard_of_before_they_are_taken_back(
    sandbox: RunningSandbox,
) -> None:
    async with editing(sandbox) as (app, pilot):
        form = form_of(app).form
        await pilot.press("x", "ctrl+z", "y", "enter", "z", "ctrl+z")
        await on_field(pilot, "description")
        await wait_until(pilot, lambda: form.texts["name"] == "Text Analysty", "what was typed first")
        await wait_until(pilot, lambda: not form.is_changed(form.field("description")), "the letter gone")


async def test_an_entry_is_taken_back_as_one_change(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (_, pilot):
        await goes_to(pilot, "tasks")
        await pilot.press("enter")
        await wait_for_text(pilot, "Expected output")
        await pilot.press("o", "n", "e", "ctrl+z")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("o", "n", "e", "ctrl+s")
        await wait_for_text(pilot, "changed: Tasks")
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "nothing changed yet")
        await on_field(pilot, "tasks")


async def test_so_is_what_is_typed_into_the_inputs_of_a_run(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/word-chain")
        typed = screen.run_state.form
        await pilot.press("a", "b", "tab", "1")
        await wait_until(pilot, lambda: len([text for text in typed.texts.values() if text]) > 1, "both")
        before = dict(typed.texts)
        first, second = [*typed.texts][:2]
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: typed.texts[second] != before[second], "the second one")
        await pilot.press("ctrl+z")
        await on_field(pilot, first)
        await wait_until(pilot, lambda: typed.texts[first] == "", "the first one")
        await pilot.press("ctrl+y", "ctrl+y")
        await wait_until(pilot, lambda: typed.texts == before, "both again")
