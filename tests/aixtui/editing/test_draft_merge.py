"""What was typed and never saved, over what the server has by now."""

from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from tests.aixtui.editing.drafting import edit
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


async def test_what_changed_on_the_server_since_is_merged(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Mine.", "name": "Mine"})
    await window.change(await window.analyst(), name="Theirs", instructions="Theirs, too.")
    (agent,) = await window.find("Theirs")
    form, face = await edit(window, agent, {}, "resume", "theirs")
    assert face.conflicts[0].label == "Name"
    assert form.changes == {"description": "Mine."}
    assert form.texts["instructions"] == "Theirs, too."


async def test_what_is_merged_without_a_question_is_told_by_its_fields(windows: Any) -> None:
    window = windows()
    lines = "One.\nTwo.\nThree."
    await window.change(await window.analyst(), instructions=lines)
    await edit(window, await window.analyst(), {"instructions": lines.replace("One", "Mine")})
    await window.change(await window.analyst(), instructions=lines.replace("Three", "Theirs"))
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert form.texts["instructions"] == "Mine.\nTwo.\nTheirs."
    told = "Somebody else changed Instructions meanwhile: that holds, with what was typed here."
    assert told in face.messages


async def test_a_save_of_which_no_answer_came_is_settled_by_what_the_server_has(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Sent.", "instructions": "Later."})
    drafts = (await window.session.journal()).drafts
    (stored,) = drafts.all("sandbox")
    drafts.take(stored.draft.id)
    drafts.mark_sending(stored.draft.id, {"description": "Sent."}, secret_fields=())
    await window.change(await window.analyst(), description="Sent.")
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert "The last save had arrived." in face.messages
    assert form.changes == {"instructions": "Later."}
    (stored,) = drafts.all("sandbox")
    assert (stored.state, stored.draft.changes) == ("failed", {"instructions": "Later."})


async def test_a_draft_that_the_server_has_meanwhile_is_no_draft_any_more(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Agreed."})
    await window.change(await window.analyst(), description="Agreed.")
    form, _ = await edit(window, await window.analyst(), {}, "resume")
    assert form.changes == {}
    assert window.session.drafts.number == 0
    assert (await window.session.journal()).drafts.all("sandbox") == ()


async def test_the_marks_of_a_merge_are_refused_in_a_later_sitting_too(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Mine."})
    await window.change(await window.analyst(), description="Theirs.")
    form, _ = await edit(window, await window.analyst(), {}, "resume", "marked")
    assert {"<<<<<<< mine", "Mine.", "Theirs."} <= set(form.texts["description"].split("\n"))
    form, _ = await edit(window, await window.analyst(), {}, "resume")
    assert not form.checks.check_all()
    assert form.checks.problems == {"description": "Description holds both versions: take the marks out."}
    form.checks.check("description")
    assert form.checks.problems


async def test_a_save_that_arrived_is_known_in_whatever_spelling(windows: Any) -> None:
    window = windows()
    typed = {"budget.max_duration_seconds": "120 min", "max_tokens": "1e3"}
    await edit(window, await window.analyst(), typed)
    drafts = (await window.session.journal()).drafts
    (stored,) = drafts.all("sandbox")
    drafts.take(stored.draft.id)
    drafts.mark_sending(stored.draft.id, typed, secret_fields=())
    await window.change(await window.analyst(), **typed)
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert "The last save had arrived." in face.messages
    assert (face.conflicts, form.changes, drafts.all("sandbox")) == ([], {}, ())


async def test_what_a_merge_decided_is_not_asked_again(windows: Any) -> None:
    window = windows()
    face = ScriptedFace(True, "mine", False)

    async def save(form: Form) -> None:
        form.type("name", "Mine")
        await window.change(await window.analyst(), name="Theirs")
        await FormSaving(form, face).save()
        await form.leave(face)

    face.on_open = save
    await ResourceChanges(window.session, NotingSubject(await window.analyst()), face).edit()
    (agent,) = await window.find("Theirs")
    form, face = await edit(window, agent, {}, "resume")
    assert (face.conflicts, form.changes) == ([], {"name": "Mine"})


async def test_a_secret_is_to_be_typed_again_although_marks_are_to_be_taken_out(windows: Any) -> None:
    window = windows()
    await window.analyst()
    secret = Field("data.token", "Token", is_secret=True)
    kind = AGENT._replace(fields=(*AGENT.fields, secret))
    form, face = Form(window.session, kind, await window.analyst()), ScriptedFace(True)
    assert await FormDraft(form, face, await window.session.journal()).begin()
    form.type("description", "Mine.")
    form.type(secret.name, "hush-hush-hush")
    await form.leave(face)
    await window.change(await window.analyst(), description="Theirs.")
    again = Form(window.session, kind, await window.analyst())
    face = ScriptedFace("resume", "marked")
    assert await FormDraft(again, face, await window.session.journal()).begin()
    assert face.messages == ["To be typed again, since it is not kept: Token."]
