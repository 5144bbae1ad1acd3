"""The inputs of a run on the screen: what the keys do, and above all which of them sends."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from aixtui.screens.run.screen import RunScreen
from aixtui.widgets.text_block import TextBlock
from tests.driving import app_on, connection_to, keys_of, open_run, screen_text, wait_for_text, wait_until
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio


async def test_no_key_sends_but_the_one_that_says_so(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/key-phrases")
        screen.run_state.form.put({"text": "The tide is high."})
        screen.run_state.changed()
        await pilot.press("tab")
        with sandbox_requests() as requests:
            for _ in screen.run_state.form.inputs:
                await pilot.press("enter")
            await pilot.press("ctrl+r", "ctrl+s", "f2", "enter")
            await pilot.pause()
            assert [request for request in requests if not request.startswith("GET")] == []
            assert (screen.run_state.view, screen.run_state.number) == ("inputs", 0)
        assert "Enter" in screen_text(app)


async def test_a_key_that_is_held_down_sends_once(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/sentiment")
        await pilot.press(*keys_of("Lovely"), *["f5"] * 6)
        await wait_until(pilot, lambda: screen.run_state.live.is_finished, "its end")
        await pilot.press("f5")
        assert screen.run_state.number == 1


async def test_what_does_not_fit_is_said_beside_the_field_as_one_leaves_it(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await open_run(pilot, MODEL, "sandbox/key-phrases")
        await pilot.press("tab", *["backspace"] * 3, *keys_of("many"), "tab")
        await wait_for_text(pilot, "top must be a number, not 'many'.")
        await pilot.press("f5")
        await wait_for_text(pilot, "text is required.")
        await wait_until(pilot, lambda: isinstance(app.focused, TextBlock), "the first that is wrong")


async def test_what_is_wrong_is_unfolded(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
        await pilot.press(*keys_of("Count"), "f8")
        await wait_for_text(pilot, "Output schema")
        screen.run_state.form.put({"max_tokens": "few"})
        screen.run_state.changed()
        await pilot.press("f8")
        await wait_until(pilot, lambda: "Output schema" not in screen_text(app), "it is folded")
        await pilot.press("f5")
        await wait_for_text(pilot, "Tokens must be a number")
        assert screen.run_state.number == 0


async def test_what_the_server_refuses_is_said_beside_its_field(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/word-chain")
        screen.run_state.form.put({"text": "The tide is high.", "max_tokens": "4.5"})
        screen.run_state.changed()
        await pilot.press("f5")
        await wait_for_text(pilot, "The run failed")
        await pilot.press("i")
        await wait_until(pilot, lambda: screen.run_state.view == "inputs", "the inputs")
        await wait_for_text(pilot, "max_tokens must be a whole number of at least 1.")
        await wait_until(
            pilot, lambda: getattr(app.focused, "id", "") == "field-max_tokens", "the field to mend"
        )
        await pilot.press("end", "backspace", "backspace")
        await wait_until(pilot, lambda: "must be" not in screen_text(app), "nothing is wrong")


async def open_calculator(pilot: Pilot[Any]) -> RunScreen:
    app = pilot.app
    await pilot.press("3")
    await wait_for_text(pilot, "▌ Calculator")
    await pilot.press("r")
    await wait_for_text(pilot, "What Calculator is to do")
    await pilot.press("down", "enter")
    await wait_for_text(pilot, "The first number")
    assert isinstance(app.screen, RunScreen)
    return app.screen


async def test_another_action_has_another_form(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_calculator(pilot)
        assert "Calculator › add" in screen_text(app)
        await pilot.press("3", "ctrl+g")
        await wait_for_text(pilot, "What Calculator is to do")
        await pilot.press(*keys_of("calc"), "enter")
        await wait_for_text(pilot, "expression")
        await wait_until(pilot, lambda: screen.focused is not None, "the form")
        await pilot.press(*keys_of("6*7"), "f5")
        await wait_for_text(pilot, "42")


async def test_leaving_asks_nothing_and_coming_back_finds_what_was_typed(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("r")
        await wait_for_text(pilot, "required")
        await pilot.press(*keys_of("Lovely"), "escape")
        await wait_for_text(pilot, "page 1/")
        await pilot.press("r")
        await wait_for_text(pilot, "Lovely")
        await wait_for_text(pilot, "What you typed here before is here again")


async def test_no_action_goes_back(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("3")
        await wait_for_text(pilot, "▌ Calculator")
        await pilot.press("r")
        await wait_for_text(pilot, "What Calculator is to do")
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, RunScreen), "the list")
        await wait_for_text(pilot, "▌ Calculator")


async def test_a_form_of_a_tool_is_filled_from_a_file(sandbox: RunningSandbox, tmp_path: Path) -> None:
    file = tmp_path / "inputs.yaml"
    file.write_text("a: 20\nb: 22\n", encoding="utf-8")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_calculator(pilot)
        await pilot.press("ctrl+o")
        await wait_for_text(pilot, "JSON or YAML file")
        await pilot.press(*keys_of(str(file)), "enter")
        await wait_until(pilot, lambda: screen.run_state.form.texts == {"a": "20", "b": "22"}, "the values")
        await pilot.press("f5")
        await wait_for_text(pilot, "42")


async def test_a_watched_run_of_a_tool_has_its_inputs_again(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await open_calculator(pilot)
        await pilot.press("4", "enter", "5", "f5")
        await wait_for_text(pilot, "SUCCESS")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Calculator")
        await pilot.press("R")
        await wait_for_text(pilot, "search what was asked, answered and noted")
        await wait_for_text(pilot, "● done")
        await pilot.press("enter")
        await wait_for_text(pilot, "SUCCESS")
        assert isinstance(app.screen, RunScreen)
        again = app.screen.run_state.form
        await wait_until(pilot, lambda: again.texts == {"a": "4", "b": "5"}, "the inputs")
