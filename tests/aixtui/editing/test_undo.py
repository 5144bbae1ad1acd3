"""What is kept before saves, and the way back to it; checked on the server."""

from collections.abc import Callable
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.trigger import TRIGGER
from aixtui.stores.kept_documents import KeptDocuments
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.undoing import SCHEDULE, changes_in, delete, kept, make, save, undo
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio


async def test_a_save_is_kept_before_it_is_sent_and_taken_back(agents: Agents) -> None:
    agent = await agents.analyst()
    face = await save(agents, agent, description="Says what a text is like.", max_tokens="100")
    assert face.messages == ["Saved Text Analyst. u takes it back."]
    face, (form,), subject = await undo(agents)
    assert form.changes == {"description": agent.description, "max_tokens": "2048"}
    assert face.messages[-1] == "Saved Text Analyst. u takes it back."
    now = await agents.analyst()
    assert (now.description, now.max_tokens) == (agent.description, agent.max_tokens)
    assert [one.id for one in subject.saved_resources] == [agent.id]


async def test_taking_back_is_taken_back_as_any_save(agents: Agents) -> None:
    await save(agents, await agents.analyst(), description="New.")
    await undo(agents)
    _, (form,), _ = await undo(agents)
    assert form.changes == {"description": "New."}
    assert (await agents.analyst()).description == "New."
    assert [one.entry.act for one in await kept(agents)] == ["saved"] * 3


async def test_nothing_is_sent_before_the_form_is_saved(agents: Agents) -> None:
    await save(agents, await agents.analyst(), description="New.")
    with sandbox_requests() as requests:
        face, (form,), _ = await undo(agents, saves=False)
    assert {one.split()[0] for one in requests} == {"GET"}
    assert form.is_over
    assert face.questions == ["Saved and deleted from here"]
    assert not [one for one in face.messages if "draft" in one]
    assert (await agents.session.journal()).drafts.all("sandbox") == ()


async def test_what_is_typed_besides_is_a_draft(agents: Agents) -> None:
    await save(agents, await agents.analyst(), description="New.")
    face, _, _ = await undo(agents, fill={"name": "Other"}, saves=False)
    assert face.messages[-1] == "Kept as a draft, and offered when you come back."
    (stored,) = (await agents.session.journal()).drafts.all("sandbox")
    assert set(stored.draft.changes) == {"name", "description"}


async def test_where_it_moved_since_both_are_merged(agents: Agents) -> None:
    agent = await agents.analyst()
    await save(agents, agent, description="New.", instructions="One.\nTwo.\nThree.")
    theirs = {"description": "Theirs.", "name": "Theirs"}
    await agents.change(await agents.analyst(), **theirs)
    face, (form,), _ = await undo(agents, "mine")
    (conflict,) = face.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("New.", agent.description, "Theirs.")
    assert set(form.difference(form.base, form.changes))
    (now,) = await agents.find("Theirs")
    assert (now.description, now.instructions) == (agent.description, agent.instructions)


async def test_theirs_may_hold_for_all_of_it(agents: Agents) -> None:
    await save(agents, await agents.analyst(), description="New.")
    await agents.change(await agents.analyst(), description="Theirs.")
    face, forms, _ = await undo(agents, "theirs")
    assert forms == []
    assert "there is nothing to take back" in face.messages[-1]


async def test_what_was_typed_otherwise_than_the_server_says_it_moved_nothing(agents: Agents) -> None:
    agent = await agents.analyst()
    trigger = await make(agents, TRIGGER, name="Mornings", asset_id=agent.id, configuration=SCHEDULE)
    form, face = Form(agents.session, TRIGGER, trigger), ScriptedFace(True)
    before = form.texts["configuration"]
    form.type("configuration", "every day at 7")
    await FormSaving(form, face).save()
    face, (form,), _ = await undo(agents)
    assert face.conflicts == []
    assert form.changes == {"configuration": before}


@pytest.mark.parametrize("verb", ["save", "delete"])
async def test_what_is_refused_is_not_kept(
    agents: Agents, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    agent = await agents.analyst()

    def refuse(*_: Any, **__: Any) -> Any:
        raise APIError("No.", status_code=403)

    monkeypatch.setattr(WorkspaceGateway, verb, refuse)
    if verb == "save":
        await save(agents, agent, description="New.")
    else:
        await delete(agents, AGENT, agent, agent.name)
    assert await kept(agents) == []


@pytest.mark.parametrize("verb", ["save", "delete"])
async def test_what_nobody_knows_the_outcome_of_stays_kept(
    agents: Agents, drop_answer: Callable[[str], None], verb: str
) -> None:
    agent = await agents.analyst()
    drop_answer(verb)
    if verb == "save":
        await save(agents, agent, description="New.")
    else:
        await delete(agents, AGENT, agent, agent.name)
    (one,) = await kept(agents)
    assert one.entry.act == f"{verb}d"


@pytest.mark.parametrize("verb", ["save", "delete"])
async def test_it_is_on_disk_when_the_request_comes(
    agents: Agents, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """A kill in between loses nothing: another window reads it while the server is asked."""
    agent = await agents.analyst()
    journal = await agents.session.journal()
    seen: list[int] = []
    original = KeptDocuments.add

    def add(*arguments: Any, **options: Any) -> int:
        with sandbox_requests() as requests:
            entry_id = original(*arguments, **options)
        assert changes_in(requests) == []
        return entry_id

    send = getattr(WorkspaceGateway, verb)

    def look(*arguments: Any, **options: Any) -> Any:
        seen.append(len(journal.kept.entries("sandbox")))
        return send(*arguments, **options)

    monkeypatch.setattr(KeptDocuments, "add", add)
    monkeypatch.setattr(WorkspaceGateway, verb, look)
    with sandbox_requests() as requests:
        if verb == "save":
            await save(agents, agent, description="New.")
        else:
            await delete(agents, AGENT, agent, agent.name)
    assert seen == [1]
    assert len(changes_in(requests)) == 1
