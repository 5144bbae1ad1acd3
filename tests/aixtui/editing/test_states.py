"""Drafts, of the kinds that have them."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.onboarding import ONBOARD, TO_DRAFT
from aixtui.editing.original import Original
from aixtui.kinds.agent import AGENT
from aixtui.kinds.utility import UTILITY
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio
CODE = "def main(word: str) -> str:\n    return word.upper()\n"


async def utility_of_status_draft(agents: Agents, database: Path) -> Any:
    """One as another client may have left it: the platform names no way to make it."""
    values = {"name": "louder", "description": "Writes a word large.", "source": CODE}
    made = await agents.session.write(lambda ws: ws.create(UTILITY, values))
    with closing(sqlite3.connect(database)) as connection, connection:
        (text,) = connection.execute("SELECT doc FROM assets WHERE id = ?", (made.id,)).fetchone()
        document = json.dumps({**json.loads(text), "status": "draft"})
        connection.execute("UPDATE assets SET doc = ?, status = 'draft' WHERE id = ?", (document, made.id))
    utility = await agents.session.read(lambda ws: ws.get(UTILITY, made.id))
    assert utility.status == "draft"
    return utility


async def test_a_utility_has_no_drafts_whatever_its_status_says(agents: Agents, tmp_path: Path) -> None:
    utility = await utility_of_status_draft(agents, tmp_path / "sandbox.db")
    update = await agents.session.write(
        lambda ws: ws.save(UTILITY, utility, {"description": "Writes one word in capitals."})
    )
    assert update.description == "Writes one word in capitals."
    twin = await agents.session.write(lambda ws: ws.clone(UTILITY, utility, {"name": "louder too"}))
    assert twin.name == "louder too"


async def switch(agents: Agents, name: str, *answers: Any) -> tuple[ScriptedFace, NotingSubject, list[str]]:
    """Onboard one, or make a draft of it, and say what the server was asked to change."""
    (resource,) = await agents.find(name)
    face, subject = ScriptedFace(*answers), NotingSubject(resource)
    with sandbox_requests() as requests:
        changes = ResourceChanges(agents.session, subject, face)
        await changes.onboard()
    assert changes.task == ""
    return face, subject, [one for one in requests if not one.startswith("GET")]


async def test_a_draft_is_onboarded_and_made_a_draft_again(agents: Agents) -> None:
    (before,) = await agents.find("Meeting Notes")
    assert before.status == "draft"
    face, subject, requests = await switch(agents, "Meeting Notes", True)
    assert (face.questions, face.details) == (["Onboard Meeting Notes: publish this draft?"], [ONBOARD])
    assert face.messages[-1] == "Meeting Notes is onboarded."
    assert requests == [f"PUT /v2/agents/{before.id}"]
    assert [one.status for one in subject.saved_resources] == ["onboarded"]
    face, subject, requests = await switch(agents, "Meeting Notes", True)
    assert (face.questions, face.details) == (["Unpublish Meeting Notes: make it a draft again?"], [TO_DRAFT])
    assert face.messages[-1] == "Meeting Notes is a draft now."
    assert requests == [f"PUT /v2/agents/{before.id}"]
    (after,) = await agents.find("Meeting Notes")
    states = [{**one.to_dict(), "updatedAt": None} for one in (before, after)]
    assert states[0] == states[1]


async def test_a_state_stays_where_the_user_does_not_want_another(agents: Agents) -> None:
    _, subject, requests = await switch(agents, "Meeting Notes", False)
    assert (subject.saved_resources, requests) == ([], [])
    assert [one.status for one in await agents.find("Meeting Notes")] == ["draft"]


async def test_a_state_of_which_nobody_knows_is_looked_at_again(
    agents: Agents, drop_answer: Callable[[str], None]
) -> None:
    drop_answer("onboard")
    face, subject, _ = await switch(agents, "Meeting Notes", True)
    assert [problem.title for problem in face.problems] == ["No answer came"]
    assert (subject.saved_resources, subject.refresh_count) == ([], 1)


@pytest.mark.parametrize(
    ("of", "clones", "question", "note", "status"),
    [
        ("", False, "Make this agent?", "It will be onboarded: published as soon as it is made.",
         "onboarded"),
        ("Text Analyst", False, "Save these changes?", "It is onboarded: what is saved is published at once.",
         "onboarded"),
        ("Meeting Notes", False, "Save these changes?", "It stays a draft.", "draft"),
        ("Text Analyst", True, "Make this clone of Text Analyst?",
         "It will be onboarded: published as soon as it is made.", "onboarded"),
        ("Meeting Notes", True, "Make this clone of Meeting Notes?",
         "It will be a draft, as the original is.", "draft"),
    ],
)  # fmt: skip
async def test_a_save_says_the_state_that_comes_of_it(
    agents: Agents, of: str, clones: bool, question: str, note: str, status: str
) -> None:
    resource = (await agents.find(of))[0] if of else None
    original = Original(resource, "Another") if clones else None
    form, face = Form(agents.session, AGENT, None if clones else resource, original), ScriptedFace(True)
    form.type("name", "Another one")
    await FormSaving(form, face).save()
    assert (face.questions, face.notes_of_questions) == ([question], [note])
    assert form.saved_resource is not None
    assert form.saved_resource.status == status


async def test_a_kind_without_drafts_says_nothing_of_them(agents: Agents) -> None:
    form, face = Form(agents.session, UTILITY, None), ScriptedFace(False)
    for name, text in {"name": "louder", "description": "Writes a word large.", "source": CODE}.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    assert face.notes_of_questions == [""]
