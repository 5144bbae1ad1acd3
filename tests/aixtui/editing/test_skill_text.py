"""The text of a skill, in its form and in the user's own editor."""

from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.own_editor import OwnEditor
from aixtui.kinds.skill import SKILL
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
TEXT = "---\nname: Filler\ndescription: Fills forms.\n---\n\n# Steps\r\n\n1. Fill it in.\u2028\n"


@pytest.fixture
async def skill(agents: Agents, tmp_path: Path) -> Any:
    folder = tmp_path / "filler"
    folder.mkdir()
    (folder / "SKILL.md").write_bytes(TEXT.encode())
    (folder / "notes.txt").write_text("kept")
    return await agents.session.write(lambda ws: ws.create(SKILL, {"file_path": str(folder)}))


async def save(form: Form) -> Any:
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.saved_resource is not None, (form.activity.problem, form.checks.problems)
    return form.saved_resource


async def test_it_is_edited_in_the_form_and_the_other_files_stay(agents: Agents, skill: Any) -> None:
    form = Form(agents.session, SKILL, skill)
    assert form.texts["main_text"] == TEXT
    form.type("main_text", TEXT.replace("Fills forms.", "Fills them all.").replace("1. ", "2. "))
    saved = await save(form)
    assert saved.main_text == form.texts["main_text"]
    assert saved.list_files() == ["SKILL.md", "notes.txt"]
    assert (saved.name, saved.description) == ("Filler", "Fills them all.")


async def test_what_is_not_touched_is_not_sent(agents: Agents, skill: Any) -> None:
    form = Form(agents.session, SKILL, skill)
    form.type("tags", "pdf")
    saved = await save(form)
    assert (saved.tags, saved.main_text) == (["pdf"], TEXT)


async def test_it_is_edited_in_the_editor_alone_and_in_the_document(agents: Agents, skill: Any) -> None:
    form = Form(agents.session, SKILL, skill)
    form.moves.to("main_text")
    await OwnEditor(form, ScriptedFace(TEXT + "2. Sign it.\n")).edit_current()
    assert form.texts["main_text"] == TEXT + "2. Sign it.\n"
    await OwnEditor(form, ScriptedFace("main_text: |\n  Only this.\n")).edit_document()
    assert (await save(form)).main_text == "Only this.\n"


async def test_a_skill_needs_a_text(agents: Agents, skill: Any) -> None:
    form, face = Form(agents.session, SKILL, skill), ScriptedFace()
    form.type("main_text", " ")
    await FormSaving(form, face).save()
    assert [*form.checks.problems.values()] == ["A skill needs a SKILL.md, which says what it does."]


async def test_what_cannot_be_read_is_not_written_over(agents: Agents, skill: Any, tmp_path: Path) -> None:
    broken = tmp_path / "SKILL.md"
    broken.write_bytes(b"\xff\xfe")
    await agents.session.write(lambda ws: ws.ask(SKILL, lambda skills: skills.get(skill.id).update(broken)))
    now = await agents.session.read(lambda ws: ws.get(SKILL, skill.id))
    form, face = Form(agents.session, SKILL, now), ScriptedFace()
    form.type("main_text", "mine")
    await FormSaving(form, face).save()
    assert [*form.checks.problems.values()] == [
        "It cannot be read, and what nobody has seen is not written over: SKILL.md is no text in UTF-8."
    ]
    form.revert("main_text")
    form.type("tags", "pdf")
    assert (await save(form)).tags == ["pdf"]
