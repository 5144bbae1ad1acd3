"""What keys do in a form: they go from field to field, type, pick and take back, and lead nowhere else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.form_saving import AT_FIELDS
from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.settings.tree import Editing, Settings
from aixtui.widgets.text_block import TextBlock
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def editing(
    sandbox: RunningSandbox, size: tuple[int, int] = (100, 30), settings: Settings | None = None
) -> AsyncIterator[tuple[AixtuiApp, Pilot[Any]]]:
    """The form of the first agent."""
    app = app_on(connection_to(sandbox), settings)
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        yield app, pilot


def form_of(app: AixtuiApp) -> EditScreen:
    assert isinstance(app.screen, EditScreen)
    return app.screen


async def on_field(pilot: Pilot[Any], name: str) -> None:
    app = pilot.app
    await wait_until(pilot, lambda: getattr(app.focused, "id", "") == f"field-{name}", f"the field {name}")


def footer(app: AixtuiApp) -> str:
    return screen_text(app).split("\n")[-1]


async def test_keys_go_through_the_fields_and_from_heading_to_heading(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        for key, name in (
            ("enter", "description"),
            ("up", "name"),
            ("down", "description"),
            ("ctrl+end", "description"),
            ("down", "instructions"),
            ("ctrl+down", "llm"),
            ("down", "tools"),
            ("ctrl+pagedown", "output_format"),
            ("down", "expected_output"),
            ("down", "max_tokens"),
            ("ctrl+up", "output_format"),
            ("ctrl+pageup", "llm"),
            ("ctrl+up", "name"),
        ):
            await pilot.press(key)
            await on_field(pilot, name)
        await pilot.press("up")
        moves = form_of(app).form.moves
        await wait_until(pilot, lambda: moves.current == "resource_info", "the last field")


async def test_the_palette_goes_to_a_field_by_its_name(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (_, pilot):
        await pilot.press("ctrl+p", *"schema")
        await wait_for_text(pilot, "Go to the field Output schema.")
        await pilot.press("enter")
        await on_field(pilot, "expected_output")


async def test_the_footer_says_what_enter_does(sandbox: RunningSandbox) -> None:
    async with editing(sandbox, (120, 40)) as (app, pilot):
        for name, said in (
            ("name", "Enter next field"),
            ("description", "Enter new line"),
            ("llm", "Enter pick"),
            ("output_format", "Enter choose"),
        ):
            form_of(app).form.moves.to(name)
            await on_field(pilot, name)
            await wait_until(pilot, lambda said=said: said in footer(app), said)  # type: ignore[misc]
            assert "F4 editor" in footer(app)


async def test_the_footer_says_what_leads_out_of_a_choice_that_is_open(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        form_of(app).form.moves.to("output_format")
        await on_field(pilot, "output_format")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Enter take  Esc close │" in footer(app), "the keys of the choice")
        assert "back" not in footer(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Enter choose" in footer(app), "the keys of the field")
        assert "Esc back" in footer(app)


async def test_undo_is_offered_where_it_undoes_and_takes_back_whatever_was_done(
    sandbox: RunningSandbox,
) -> None:
    async with editing(sandbox) as (app, pilot):
        form = form_of(app).form
        assert "Ctrl+Z" not in footer(app)
        await pilot.press("x")
        await wait_until(pilot, lambda: "Ctrl+Z undo" in footer(app), "the undo")
        await pilot.press("f6")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: form.texts["name"] == "Text Analystx", "what was put back")
        form.moves.to("output_format")
        await on_field(pilot, "output_format")
        await pilot.press("j")
        await wait_until(pilot, lambda: form.texts["output_format"] == "json", "the choice by its letter")
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: form.texts["output_format"] == "markdown", "the choice before")
        assert app.is_running


async def test_no_letter_leads_out_of_a_form(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        for name in ("name", "description", "output_format"):
            form_of(app).form.moves.to(name)
            await on_field(pilot, name)
            await pilot.press("q")
        await wait_for_text(pilot, "changed: Name, Description")
        form_of(app).form.moves.to("tools")
        await on_field(pilot, "tools")
        await pilot.press(*"senti")
        await wait_for_text(pilot, "[x] Sentiment")
        assert app.is_running
        assert "senti" in screen_text(app)


async def test_a_refused_save_leads_to_the_field_and_what_is_typed_goes_there(
    fresh_sandbox: RunningSandbox,
) -> None:
    async with editing(fresh_sandbox) as (app, pilot):
        await pilot.press("ctrl+u", *"Feedback", "space", *"Sorter", "ctrl+down", "ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await pilot.press("y")
        await wait_for_text(pilot, "That name is taken already: choose another one.")
        await on_field(pilot, "name")
        await pilot.press("tab", "shift+tab")
        assert "✗ Name" in screen_text(app)
        await pilot.press("q", "s")
        await wait_until(pilot, lambda: form_of(app).form.texts["name"] == "Feedback Sorterqs", "the letters")
        await wait_until(pilot, lambda: "taken already" not in screen_text(app), "the message gone")
        assert "* Name" in screen_text(app)


async def test_what_cannot_be_saved_is_said_at_its_field_and_nothing_lies_over_the_form(
    sandbox: RunningSandbox,
) -> None:
    async with editing(sandbox) as (app, pilot):
        await pilot.press("ctrl+u", "ctrl+down", "ctrl+s")
        await on_field(pilot, "name")
        await wait_for_text(pilot, "Name is required.")
        await wait_for_text(pilot, AT_FIELDS)
        assert screen_text(app).count("Name is required.") == 1
        await pilot.press("x")
        await wait_until(pilot, lambda: AT_FIELDS not in screen_text(app), "the message gone")


async def test_after_a_conflict_that_is_left_undecided_letters_go_into_the_field(
    fresh_sandbox: RunningSandbox,
) -> None:
    async with editing(fresh_sandbox) as (app, pilot):
        page = await app.session.read(lambda ws: ws.search(AGENT, Query(text="Text Analyst")))
        agent = page.rows[0].resource
        await app.session.write(lambda ws: ws.save(AGENT, agent, {"name": "Theirs"}))
        await pilot.press("x", "ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await pilot.press("y")
        await wait_for_text(pilot, "1 of 1 to decide.")
        await pilot.press("escape")
        await wait_until(
            pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
        )
        await on_field(pilot, "name")
        await pilot.press("q")
        await wait_until(pilot, lambda: form_of(app).form.texts["name"] == "Text Analystxq", "the letter")


async def test_with_the_question_left_out_one_key_saves(fresh_sandbox: RunningSandbox) -> None:
    settings = Settings(editing=Editing(ask_before_save=False))
    async with editing(fresh_sandbox, settings=settings) as (app, pilot):
        await pilot.press("x", "ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await wait_for_text(pilot, "▌ Text Analystx")


async def test_the_header_counts_what_is_changed_and_says_when_it_is_kept(
    fresh_sandbox: RunningSandbox,
) -> None:
    async with editing(fresh_sandbox, (80, 24)) as (_, pilot):
        await pilot.press("x", "enter", "y")
        await wait_for_text(pilot, "* 2 changed, kept")
        await pilot.press("ctrl+z")
        await wait_for_text(pilot, "* 1 changed, kept")


async def test_the_form_of_an_entry_says_that_it_is_kept_and_it_is(
    fresh_sandbox: RunningSandbox,
) -> None:
    async with editing(fresh_sandbox, (80, 24)) as (app, pilot):
        form_of(app).form.moves.to("tasks")
        await on_field(pilot, "tasks")
        await pilot.press("enter")
        await wait_for_text(pilot, "Expected output")
        await pilot.press("x", "enter", "y")
        await wait_for_text(pilot, "* 2 changed, kept")
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: not app.is_running, "its end, without a question")
        journal = await app.session.journal()
        (kept,) = journal.drafts.all(app.session.workspace_name)
        assert kept.draft.unfinished["tasks"].texts["name"] == "x"


async def test_what_does_not_fit_an_entry_is_kept_as_it_was_typed(fresh_sandbox: RunningSandbox) -> None:
    async with editing(fresh_sandbox, (80, 24)) as (app, pilot):
        form_of(app).form.moves.to("inspectors")
        await on_field(pilot, "inspectors")
        await pilot.press("enter")
        await wait_for_text(pilot, "From blank")
        await pilot.press("down", "enter")
        await wait_for_text(pilot, "nothing changed yet")
        form = form_of(app).form
        form.put("action", "rerun")
        form.put("name", "watch")
        await wait_for_text(pilot, "changed, kept")
        form.put("retries", "many")
        await wait_for_text(pilot, "* 3 changed, kept")
        journal = await app.session.journal()
        (kept,) = journal.drafts.all(app.session.workspace_name)
        assert kept.draft.unfinished["inspectors"].texts["retries"] == "many"


async def test_the_ends_of_a_long_text_are_one_key_away(sandbox: RunningSandbox) -> None:
    async with editing(sandbox) as (app, pilot):
        form_of(app).form.put("instructions", "one\ntwo\nthree")
        form_of(app).form.moves.to("instructions")
        await on_field(pilot, "instructions")
        text = app.focused
        assert isinstance(text, TextBlock)
        for key, place in (("ctrl+end", (2, 5)), ("ctrl+home", (0, 0))):
            await pilot.press(key)
            await wait_until(pilot, lambda place=place: text.cursor_location == place, key)  # type: ignore[misc]
        await pilot.press("ctrl+shift+end")
        await wait_until(pilot, lambda: text.selected_text == "one\ntwo\nthree", "all of it")


async def test_a_text_is_wrapped_for_the_room_that_it_has(sandbox: RunningSandbox) -> None:
    async with editing(sandbox, (80, 24)) as (_, pilot):
        await wait_for_text(pilot, "▏Identify the language, judge the sentiment and         ▕")
        await wait_for_text(pilot, "▏measure the text. Report all three.  ")
