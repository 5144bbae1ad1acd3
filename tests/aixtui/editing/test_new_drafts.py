"""A new agent that is saved without being published: chosen in its form, and told before."""

from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.original import read_original
from aixtui.kinds.agent import AGENT
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.undoing import delete, undo
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


async def new(agents: Agents, **texts: str) -> tuple[Any, ScriptedFace]:
    form, face = Form(agents.session, AGENT, None), ScriptedFace(True)
    for name, text in texts.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    return form.saved_resource, face


async def clone_of(agents: Agents, agent: Any, **texts: str) -> tuple[Any, ScriptedFace]:
    original = await agents.session.read(lambda ws: read_original(ws, AGENT, agent.id))
    form, face = Form(agents.session, AGENT, None, original), ScriptedFace(True)
    for name, text in texts.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    return form.saved_resource, face


@pytest.mark.parametrize(
    ("said", "status", "note"),
    [
        ("", "onboarded", "It will be onboarded: published as soon as it is made."),
        ("onboarded", "onboarded", "It will be onboarded: published as soon as it is made."),
        ("draft", "draft", "It will be a draft: B onboards it later."),
    ],
)
async def test_a_new_agent_is_what_its_form_says(agents: Agents, said: str, status: str, note: str) -> None:
    agent, face = await new(agents, name="Quill", status=said)
    assert agent.status == status
    assert face.notes_of_questions == [note]
    (found,) = await agents.find("Quill")
    assert found.status == status


async def test_nothing_is_said_of_it_before_it_is_chosen(agents: Agents) -> None:
    form = Form(agents.session, AGENT, None)
    assert form.field("status").options == ("draft",)
    assert "status" not in {field.name for field in AGENT.fields_of(await agents.analyst())}
    assert form.is_as_it_began
    assert form.changes == {}


@pytest.mark.parametrize(("said", "status"), [(None, "draft"), ("", "onboarded"), ("onboarded", "onboarded")])
async def test_a_clone_of_a_draft_is_one_unless_it_is_said(
    agents: Agents, said: str | None, status: str
) -> None:
    draft, _ = await new(agents, name="Quill", status="draft")
    agent, face = await clone_of(agents, draft, **({} if said is None else {"status": said}))
    assert agent.status == status
    note = "It will be a draft, as the original is." if said is None else "It will be onboarded"
    assert face.notes_of_questions[0].startswith(note)


async def test_a_clone_of_what_is_published_can_be_a_draft(agents: Agents) -> None:
    agent, _ = await clone_of(agents, await agents.analyst(), status="draft")
    assert agent.status == "draft"


async def test_a_deleted_draft_comes_back_as_one(agents: Agents) -> None:
    draft, _ = await new(agents, name="Quill", status="draft")
    await delete(agents, AGENT, draft, True)
    face, (form,), subject = await undo(agents)
    assert form.texts["status"] == "draft"
    assert "It will be a draft: B onboards it later." in face.notes_of_questions
    assert [one.status for one in subject.saved_resources] == ["draft"]
