"""Each type of field as it is filled by keys, at 80x24, and what the server then has."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.form import Form
from aixtui.kinds.agent import AGENT
from aixtui.kinds.skill import SKILL
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
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
        await wait_for_text(pilot, "none: Enter picks")
        await pilot.press("enter")
        await wait_for_text(pilot, "[ ] steps")
        await pilot.press(*"out", "enter", *"inp", "enter", "escape")
        await wait_for_text(pilot, "changed: Inspected")
        assert form.texts["inspector_targets"] == "output\ninput"
        await pilot.press("backspace")
        assert form.texts["inspector_targets"] == "output"
        await pilot.press("ctrl+z", "f4")
        await wait_for_text(pilot, "VISUAL or EDITOR names one.")
        await save(pilot)
        agent = await app.session.read(lambda ws: ws.get(AGENT, "sandbox-ws/text-analyst"))
        assert agent.inspector_targets == ["output", "input"]


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
        (row,) = (await app.session.read(lambda ws: ws.search(SKILL, _named("brief")))).rows
        assert row.resource.description == "Short."


def _named(name: str) -> Any:
    from aixtui.workspace.query import Query

    return Query(name)


async def save_upload(pilot: Pilot[Any]) -> None:
    await pilot.press("ctrl+s")
    await wait_for_text(pilot, "Make this skill?")
    await pilot.press("y")
    await wait_for_text(pilot, "1 done. Esc closes this.")
    await pilot.press("escape")
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
