"""What goes in comes out: from a field to the server, and from there into a field and back."""

from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind, Resource
from aixtui.sandbox import RunningSandbox
from aixtui.sandbox.engines.engine import Inputs, Job
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.edit.screen import EditScreen
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.query import Query
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import app_on, connection_to, open_run, screen_text, wait_for_text, wait_until
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio
ALL = "|".join(text for _, text in NASTY_TEXTS)
ENGINE = "sandbox/regular-expression"


async def open_form(pilot: Pilot[Any], kind: Kind, resource: Resource) -> tuple[AixtuiApp, Form]:
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    assert isinstance(app.screen, BaseScreen)
    form = Form(app.session, kind, resource)
    await app.push_screen(EditScreen(app.screen.context, form))
    await wait_until(pilot, lambda: app.screen.focused is not None, "the form")
    return app, form


async def paste(pilot: Pilot[Any], selector: str, text: str) -> None:
    pilot.app.screen.query_one(selector).focus()
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def save(pilot: Pilot[Any], form: Form) -> None:
    await pilot.press("ctrl+s")
    await wait_for_text(pilot, "Save these changes?")
    await pilot.press("y")
    await wait_until(pilot, lambda: form.is_over, "the end of the form")


async def test_a_form_saves_each_text_and_loads_it_again(fresh_sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(fresh_sandbox))
    agent = await session.write(lambda ws: ws.create(AGENT, {"name": "Keeper"}))
    for number, (name, text) in enumerate(NASTY_TEXTS):
        form = Form(session, AGENT, agent)
        form.type("instructions", text)
        await FormSaving(form, ScriptedFace(True)).save()
        form = Form(session, AGENT, form.saved_resource)
        assert (form.base["instructions"], form.changes) == (text, {}), name
        form.type("description", f"round {number}")
        await FormSaving(form, ScriptedFace(True)).save()
        assert form.saved_resource is not None
        agent = form.saved_resource
        assert (agent.instructions, agent.description) == (text, f"round {number}"), name


async def test_fields_hold_what_was_loaded_and_send_what_was_changed_alone(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        page = await app.session.read(lambda ws: ws.search(AGENT, Query()))
        values = {
            "name": "each morning",
            "asset_id": page.rows[0].resource.id,
            "input": ALL,
            "description": ALL,
            "configuration": '{"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}',
        }
        trigger = await app.session.write(lambda ws: ws.create(TRIGGER, values))
        assert (trigger.input, trigger.description) == (ALL, ALL)
        _, form = await open_form(pilot, TRIGGER, trigger)
        await wait_until(pilot, lambda: bool(app.screen.query("#field-description")), "the lower fields")
        line = app.screen.query_one("#field-description", TextLine)
        assert (line.text, form.changes) == (ALL, {})
        await pilot.press("end", "x")
        assert form.changes == {"name": "each morningx"}
        line.focus()
        await pilot.press("end", "y")
        block = app.screen.query_one("#field-input", TextBlock)
        block.focus()
        await pilot.press("z")
        assert form.changes == {"name": "each morningx", "description": f"{ALL}y", "input": f"z{ALL}"}
        await save(pilot, form)
        saved = form.saved_resource
        assert saved is not None
        assert (saved.name, saved.description, saved.input) == ("each morningx", f"{ALL}y", f"z{ALL}")


async def test_what_is_pasted_into_a_form_is_saved(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        agent = await app.session.write(lambda ws: ws.create(AGENT, {"name": "Keeper"}))
        _, form = await open_form(pilot, AGENT, agent)
        await paste(pilot, "#field-description", ALL)
        await paste(pilot, "#field-instructions", ALL)
        await paste(pilot, "#field-name", "\nof texts")
        assert form.texts["name"] == "Keeper\nof texts"
        await pilot.press("ctrl+z")
        await save(pilot, form)
        saved = form.saved_resource
        assert saved is not None
        sent = ALL.replace("\r\n", "\n").replace("\r", "\n")
        assert (saved.description, saved.instructions) == (sent, sent)


async def test_a_lone_surrogate_is_told_of_and_stays_on_the_server_until_its_field_is_changed(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        agent = await app.session.write(lambda ws: ws.create(AGENT, {"name": "Keeper"}))
        agent.description = "half \ud83d"
        _, form = await open_form(pilot, AGENT, agent)
        await wait_for_text(pilot, "half \ufffd")
        assert "This holds what is not shown, but as \ufffd" in screen_text(app)
        assert form.changes == {}


async def test_a_run_sends_what_was_pasted(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    received: list[tuple[str, str]] = []

    def hear(inputs: Inputs, _: Job) -> str:
        received.append((inputs["text"], inputs["pattern"]))
        return "heard"

    monkeypatch.setitem(ENGINES, ENGINE, replace(ENGINES[ENGINE], compute=hear))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        screen = await open_run(pilot, MODEL, ENGINE)
        fields = [TextBlock, TextLine]
        await wait_until(
            pilot, lambda: [type(one) for one in screen.query(".form--area, .form--input")] == fields, "both"
        )
        await paste(pilot, "#field-text", ALL)
        await paste(pilot, "#field-pattern", ALL)
        await pilot.press("f5")
        await wait_for_text(pilot, "heard")
        sent = ALL.replace("\r\n", "\n").replace("\r", "\n")
        assert received == [(sent, sent)]


async def test_pasted_lines_are_searched_for_as_one(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash")
        app.post_message(events.Paste("Text\r\nAnalyst\r\n"))
        await wait_for_text(pilot, "This takes one line: the 2 lines are")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.query_one("#search TextLine", TextLine).text == "Text Analyst"
        await wait_for_text(pilot, "1-1 of 1")


async def test_the_palette_searches_for_all_that_is_pasted(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the palette")
        app.post_message(events.Paste("save\r\nview\x0b"))
        await wait_for_text(pilot, "Save view ")
