"""Each type of field as it is filled by keys, at 80x24, and what the server then has."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.form import Form
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.model import MODEL
from aixtui.kinds.skill import SKILL
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def open_form(pilot: Pilot[Any], kind: Kind, path: str = "") -> Form:
    """The form of a resource, or of a new one, without a draft."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_for_text(pilot, "▌ Text Analyst")
    lists = app.screen
    assert isinstance(lists, BrowseScreen)
    resource = await app.session.read(lambda ws: ws.get(kind, path)) if path else None
    form = Form(app.session, kind, resource)
    await app.push_screen(EditScreen(lists.context, form))
    await wait_for_text(pilot, "nothing changed yet")
    return form


async def focus(pilot: Pilot[Any], form: Form, name: str) -> Any:
    """The widget of a field, with the focus."""
    app = pilot.app
    screen = app.screen
    assert isinstance(screen, EditScreen)
    index = form.fields.index(form.field(name))
    widget_id = f"field-{name if name.isidentifier() else index}"
    form.moves.to(name)
    await wait_until(
        pilot, lambda: app.focused is not None and app.focused.id == widget_id, f"the field {name}"
    )
    return app.focused


async def save(pilot: Pilot[Any]) -> None:
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await pilot.press("ctrl+s")
    await wait_until(pilot, lambda: "(Y)" in screen_text(app) or "?" in screen_text(app), "the question")
    await pilot.press("y")
    await wait_for_text(pilot, "▌ ")


async def test_any_of_several_options_are_switched(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, AGENT, "sandbox-ws/text-analyst")
        await focus(pilot, form, "inspector_targets")
        await wait_for_text(pilot, "none: Enter adds")
        await pilot.press("enter")
        await wait_for_text(pilot, "[ ] steps")
        await pilot.press(*"out", "enter", *"inp", "enter", "escape")
        await wait_for_text(pilot, "changed: Inspected")
        assert form.texts["inspector_targets"] == "output\ninput"
        await pilot.press("backspace")
        assert form.texts["inspector_targets"] == "input", "the one that is marked goes"
        await pilot.press("ctrl+z", "f4")
        await wait_for_text(pilot, "VISUAL or EDITOR names one.")
        await save(pilot)
        agent = await app.session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
        assert agent.inspector_targets == ["output", "input"]


def boxes(app: AixtuiApp, box: str) -> list[str]:
    """What is behind such a box, line by line; before it the field is marked as changed."""
    return [line.partition(box)[2] for line in screen_text(app).splitlines() if box in line]


async def test_a_hit_stays_where_it_is_when_it_is_added(fresh_sandbox: RunningSandbox) -> None:
    """It is found by its description: its name does not have the word."""
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, AGENT, "sandbox-ws/text-analyst")
        before = form.texts["tools"]
        await focus(pilot, form, "tools")
        await wait_for_text(pilot, "Enter add")
        await pilot.press("enter")
        await wait_for_text(pilot, "Enter takes away")
        await pilot.press(*"columns")
        await wait_for_text(pilot, "Enter adds")
        lines = boxes(app, "[ ]")
        assert lines
        assert not [line for line in lines if "columns" in line.casefold()]
        await pilot.press("enter")
        await wait_for_text(pilot, "Enter takes away")
        assert boxes(app, "[x]") == lines[:1]
        await pilot.press("enter")
        await wait_for_text(pilot, "Enter adds")
        assert boxes(app, "[ ]") == lines
        assert form.texts["tools"] == before


async def test_the_model_of_a_limit_is_picked(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, API_KEY)
        form.type("name", "ci")
        await focus(pilot, form, "asset_limits")
        await wait_for_text(pilot, "none: Enter adds the first")
        await pilot.press("enter")
        await wait_for_text(pilot, "required: Enter picks")
        await pilot.press(*"word ch")
        await wait_for_text(pilot, "Word Chain  model")
        await pilot.press("enter")
        await wait_for_text(pilot, "Model             ▌Word Chain")
        await pilot.press("down", *"10", "ctrl+s")
        await wait_for_text(pilot, "Word Chain: 10 requests/min")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Make this key?")
        await pilot.press("y")
        await wait_for_text(pilot, "It is told this once.")
        (row,) = [
            row
            for row in (await app.session.read(lambda ws: ws.search(API_KEY, Query()))).rows
            if row.resource.name == "ci"
        ]
        (limits,) = row.resource.asset_limits
        assert (limits.request_per_minute, limits.token_per_day) == (10, 0)
        model = await app.session.read(lambda ws: ws.get(MODEL, limits.model))
        assert model.name == "Word Chain"


async def test_a_moment_is_chosen_from_a_calendar(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, API_KEY)
        await focus(pilot, form, "expires_at")
        await wait_for_text(pilot, "Enter calendar")
        await pilot.press(*"2030-01-31 9:00")
        await wait_for_text(pilot, "Thu 31 Jan 2030 09:00 UTC")
        await pilot.press("enter")
        await wait_for_text(pilot, "January 2030")
        await pilot.press("right", "escape")
        await wait_for_text(pilot, "Enter calendar")
        assert form.texts["expires_at"] == "2030-01-31 9:00"
        await pilot.press("enter")
        await wait_for_text(pilot, "January 2030")
        await pilot.press("pagedown", "down", "left")
        await wait_for_text(pilot, "March 2030")
        await pilot.press("tab", *"nine pm", "tab", *"Mars/Base")
        await wait_for_text(pilot, "Zone must be one such as Europe/Berlin.")
        await pilot.press("enter", "ctrl+u", *"Asia/Tokyo")
        await wait_for_text(pilot, "Wed 06 Mar 2030 12:00 UTC")
        await pilot.press("enter")
        await wait_for_text(pilot, "2030-03-06 21:00 Asia/Tokyo")
        assert form.texts["expires_at"] == "2030-03-06 21:00 Asia/Tokyo"
        await pilot.press("ctrl+z")
        assert form.texts["expires_at"] == "2030-01-31 9:00"


async def test_a_day_of_a_calendar_is_clicked(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, API_KEY)
        await focus(pilot, form, "expires_at")
        await pilot.press(*"2030-01-31 9:00", "enter")
        await wait_for_text(pilot, "January 2030")
        row = next(
            y for y, line in enumerate(screen_text(app).splitlines()) if " 7  8  9 10 11 12 13" in line
        )
        line = screen_text(app).splitlines()[row]
        await pilot.click(offset=(line.index("10"), row))
        await wait_for_text(pilot, "Thu 10 Jan 2030 09:00 UTC")
        await pilot.press("t", "enter")
        await wait_until(pilot, lambda: "Enter calendar" in screen_text(app), "the form")
        assert "2030" not in form.texts["expires_at"]


async def test_names_with_values_are_typed_in_lines(fresh_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, AGENT, "sandbox-ws/text-analyst")
        before = await app.session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
        await focus(pilot, form, "llm.parameters")
        await pilot.press(*"temperature", "tab")
        await wait_for_text(pilot, "LLM settings must be lines such as temperature: 0.2")
        await focus(pilot, form, "llm.parameters")
        await pilot.press("ctrl+end", *": 0.3", "enter", *"top: x")
        await save(pilot)
        agent = await app.session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
        assert agent.llm["parameters"] == {"temperature": 0.3, "top": "x"}
        unchanged = {**before.to_dict(), "model": None, "updatedAt": None}
        assert {**agent.to_dict(), "model": None, "updatedAt": None} == unchanged


async def test_a_path_is_completed_by_tab_and_what_is_wrong_with_it_is_said(
    fresh_sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my skills" / "brief"
    folder.mkdir(parents=True)
    (folder / "SKILL.md").write_text("---\ndescription: Short.\n---\nBe brief.")
    (tmp_path / "my skills" / ".hidden").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_form(pilot, SKILL)
        field = await focus(pilot, form, "file_path")
        await pilot.press(*"~/my", "tab")
        assert form.texts["file_path"] == "~/my skills/"
        await pilot.press("tab")
        await wait_until(pilot, lambda: app.focused is not field, "the next field")
        await wait_for_text(pilot, "a folder with a SKILL.md in it")
        await focus(pilot, form, "file_path")
        await pilot.press("end", *"bri", "tab")
        assert form.texts["file_path"] == "~/my skills/brief/"
        await save_upload(pilot)
        (row,) = (await app.session.read(lambda ws: ws.search(SKILL, Query("brief")))).rows
        assert row.resource.description == "Short."


async def save_upload(pilot: Pilot[Any]) -> None:
    await pilot.press("ctrl+s")
    await wait_for_text(pilot, "Make this skill?")
    await pilot.press("y")
    await wait_for_text(pilot, "▌ Text Analyst")


@pytest.mark.parametrize("name", ["tab\there", "esc\x1b[31m", "\u202egnp"])
async def test_a_name_that_cannot_be_shown_is_not_completed(
    sandbox: RunningSandbox, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"a{name}").write_text("x")
    monkeypatch.chdir(tmp_path)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await open_form(pilot, SKILL)
        field = await focus(pilot, form, "file_path")
        await pilot.press("a", "tab")
        await wait_until(pilot, lambda: app.focused is not field, "the next field")
        assert form.texts["file_path"] == "a"
