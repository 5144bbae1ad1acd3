"""What is kept before saves and deletions, and the way back to it; checked on the server."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.deletion_words import BROUGHT_BACK, EACH_BROUGHT_BACK, FOR_GOOD, NOT_KEPT
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.undo_list import UndoList
from aixtui.kinds.agent import AGENT
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.session import SESSION
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kinds.utility import UTILITY
from aixtui.kindspec.connection import CONNECTING
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.stores.kept_documents import KeptDocument, KeptDocuments
from aixtui.stores.sqlite_file import StoreError
from aixtui.system.paths import data_dir
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio
CODE = "def main(a: int, b: int) -> int:\n    return a + b\n"
SCHEDULE = "every weekday at 9"


class AnySubject(NotingSubject):
    """Of whatever kind."""

    def on_saved(self, kind: Kind, resource: Any) -> None:
        self.saved_resources.append(resource)

    def on_deleted(self, kind: Kind, row_ids: Any = ()) -> None:
        self.deleted_ids.append(tuple(row_ids))


async def kept(agents: Agents, workspace: str = "sandbox") -> list[KeptDocument]:
    """All that is kept, the latest first."""
    store = (await agents.session.journal()).kept
    documents = [store.get(workspace, entry.id) for entry in store.entries(workspace)]
    return [one for one in documents if one is not None]


async def save(agents: Agents, agent: Any, *answers: Any, **texts: str) -> ScriptedFace:
    """Change an agent by a form, as the app does."""
    form, face = Form(agents.session, AGENT, agent), ScriptedFace(*(answers or (True,)))
    for name, text in texts.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    return face


async def delete(agents: Agents, kind: Kind, resource: Any, *answers: Any) -> ScriptedFace:
    face = ScriptedFace(*answers)
    subject = AnySubject(resource, kind=kind)
    await ResourceChanges(agents.session, subject, face).delete()
    return face


async def undo(
    agents: Agents, *answers: Any, place: int = 0, fill: dict[str, str] | None = None, saves: bool = True
) -> tuple[ScriptedFace, list[Form], AnySubject]:
    """Take one of the list back, the latest unless `place` says another, and save its form."""
    subject, forms = AnySubject(), list[Form]()
    chosen = str((await kept(agents))[place].entry.id)
    face = ScriptedFace(chosen, *answers)

    async def look(form: Form) -> None:
        forms.append(form)
        for name, text in (fill or {}).items():
            form.type(name, text)
        if saves:
            face.answers.append(True)
            await FormSaving(form, face).save()
        else:
            await form.leave(face)

    face.on_open = look
    await UndoList(agents.session, subject, face).open()
    return face, forms, subject


async def make(window: Agents, kind: Kind, /, **values: str) -> Any:
    return await window.session.write(lambda ws: ws.create(kind, values))


def changes_in(requests: list[str]) -> list[str]:
    return [one for one in requests if one.startswith(("PUT", "DELETE"))]


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


async def test_a_deleted_agent_is_made_again_with_all_its_parts(agents: Agents) -> None:
    part = await make(agents, AGENT, name="Part", instructions="Help.")
    analyst = await agents.analyst()
    texts = {"name": "Team", "agents": part.id, "tools": "\n".join(one.id for one in analyst.tools)}
    team = await make(agents, AGENT, **texts, llm=analyst.llm["id"], max_tokens="77")
    tasks = [{"name": "t", "description": "d", "expectedOutput": "e", "dependencies": []}]

    def add_tasks(ws: WorkspaceGateway) -> Any:
        whole = ws.get(AGENT, team.id)
        whole.save(tasks=[type(whole).from_dict({"tasks": tasks}).tasks[0]])
        return ws.document(ws.get(AGENT, team.id))

    was = await agents.session.write(add_tasks)
    face = await delete(agents, AGENT, team, "Team")
    assert BROUGHT_BACK in face.prompt_details[0]
    assert face.messages[-1] == "Deleted Team. u brings it back."
    face, (form,), subject = await undo(agents)
    assert form.resource is None
    assert "with a new id" in face.messages[1]
    (again,) = await agents.find("Team")
    now = await agents.session.read(lambda ws: ws.document(ws.get(AGENT, again.id)))
    owned = {"id", "createdAt", "updatedAt", "path", "assetInfo"}
    assert {key for key in was if was[key] != now.get(key)} <= owned
    assert now["tasks"]
    assert len(now["tools"]) == 3
    assert [one.id for one in subject.saved_resources] == [again.id] != [team.id]
    assert await kept(agents) == []


async def test_a_draft_comes_back_as_a_draft_and_what_is_emptied_stays_empty(agents: Agents) -> None:
    agent = await make(agents, AGENT, name="Sketch", description="Old.", instructions="Help.")
    draft = await agents.session.write(lambda ws: ws.get(AGENT, agent.id).save(as_draft=True))
    face = await delete(agents, AGENT, draft, True)
    assert face.details == [f"{BROUGHT_BACK} Its triggers and sessions do not come back."]
    await undo(agents, fill={"description": ""})
    (again,) = await agents.find("Sketch")
    assert (again.status, again.description or "", again.instructions) == ("draft", "", "Help.")


async def test_a_tool_that_comes_back_to_an_agent_is_set_up_as_it_was(agents: Agents) -> None:
    page = await agents.session.read(lambda ws: ws.search(TOOL, Query(size=50)))
    tool = next(row.resource for row in page.rows if len(row.resource.allowed_actions or []) != 1)
    agent = await make(agents, AGENT, name="Handy", instructions="Help.", tools=tool.id)

    def choose_one(ws: WorkspaceGateway) -> list[Any]:
        whole = ws.get(AGENT, agent.id)
        whole.tools[0].description = "Only of this agent."
        whole.save()
        return ws.document(ws.get(AGENT, agent.id))["tools"]  # type: ignore[no-any-return]

    was = await agents.session.write(choose_one)
    assert was[0]["description"] == "Only of this agent."
    (agent,) = await agents.find("Handy")
    await save(agents, agent, tools="")
    await undo(agents)
    (agent,) = await agents.find("Handy")
    now = await agents.session.read(lambda ws: ws.document(ws.get(AGENT, agent.id))["tools"])
    assert now == was


async def test_triggers_and_utilities_are_made_again(agents: Agents) -> None:
    agent = await agents.analyst()
    values = {"name": "Mornings", "asset_id": agent.id, "configuration": SCHEDULE, "input": "Hello."}
    trigger = await make(agents, TRIGGER, **values)
    utility = await make(agents, UTILITY, name="adder", description="Adds two numbers.", source=CODE)
    for kind, resource, answer in ((TRIGGER, trigger, True), (UTILITY, utility, "adder")):
        was = await agents.session.read(lambda ws, r=resource: ws.document(r))  # type: ignore[misc]
        await delete(agents, kind, resource, answer)
        _, _, subject = await undo(agents)
        (again,) = subject.saved_resources
        now = await agents.session.read(lambda ws, r=again: ws.document(r))  # type: ignore[misc]
        same = ("name", "description", "code", "input", "configuration", "assetId")
        assert [now.get(key) for key in same] == [was.get(key) for key in same]
        assert again.id != resource.id


async def test_a_tool_is_connected_again_with_what_it_needs_typed_again(agents: Agents) -> None:
    page = await agents.session.read(lambda ws: ws.search(INTEGRATION, Query("Python Sandbox", size=20)))
    kind = CONNECTING.kind(page.rows[0].resource, "NO_AUTH")
    form, face = Form(agents.session, kind, None), ScriptedFace(True)
    form.type("name", "Adder")
    form.type("data.code", CODE)
    await FormSaving(form, face).save()
    assert form.saved_resource is not None
    face = await delete(agents, TOOL, form.saved_resource, "Adder")
    assert "has to be typed again" in face.prompt_details[0]
    face, (form,), subject = await undo(agents, fill={"data.code": CODE})
    assert form.crumbs == ("Tools › Python Sandbox", "new")
    assert [tool.name for tool in subject.saved_resources] == ["Adder"]


async def test_what_cannot_be_made_again_says_so_before_and_after(agents: Agents) -> None:
    agent = await agents.analyst()
    session = await make(agents, SESSION, name="Chat", agent_id=agent.id, status="active")
    face = await delete(agents, SESSION, session, True)
    assert face.details == [FOR_GOOD]
    assert face.messages[-1] == "Deleted Chat."
    face, forms, _ = await undo(agents, saves=False)
    assert forms == []
    assert face.messages[-1] == "Chat cannot be brought back. Its messages are gone with it."


async def test_a_deletion_that_did_not_happen_is_found_out(
    agents: Agents, drop_answer: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await agents.analyst()
    with monkeypatch.context() as patches:

        def lose(*_: Any, **__: Any) -> Any:
            error = APIError("The server did not answer.")
            error.outcome_unknown = True
            raise error

        patches.setattr(WorkspaceGateway, "delete", lose)
        await delete(agents, AGENT, agent, agent.name)
    face, forms, _ = await undo(agents, saves=False)
    assert forms == []
    assert face.messages[-1] == "Text Analyst is still there: it was not deleted."
    assert await kept(agents) == []


async def test_a_save_of_what_was_deleted_since_cannot_be_taken_back(agents: Agents) -> None:
    agent = await agents.analyst()
    await save(agents, agent, description="New.")
    await agents.session.write(lambda ws: ws.delete(ws.get(AGENT, agent.id)))
    face, forms, _ = await undo(agents)
    assert forms == []
    assert face.messages[-1] == "Text Analyst is not there any more: it was deleted since."


async def test_of_many_each_is_kept(agents: Agents) -> None:
    rows = []
    for name in ("One", "Two"):
        agent = await make(agents, AGENT, name=name, instructions=f"{name}.")
        rows.append(Row(agent.id, tuple(column.value(agent) for column in AGENT.columns), agent))
    subject, face = NotingSubject(marked_rows=tuple(rows)), ScriptedFace("2")
    await ResourceChanges(agents.session, subject, face).delete()
    assert EACH_BROUGHT_BACK in face.prompt_details[0]
    assert sorted(one.entry.name for one in await kept(agents)) == ["One", "Two"]
    await undo(agents, place=1)
    (again,) = await agents.find("One")
    assert again.instructions == "One."
    assert await agents.find("Two") == []


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("The disk is full.")

    for name in ("add", "check"):
        monkeypatch.setattr(KeptDocuments, name, fail)


@pytest.mark.usefixtures("full_disk")
async def test_what_cannot_be_kept_is_told_and_stops_nothing(agents: Agents) -> None:
    agent = await agents.analyst()
    face = await save(agents, agent, description="New.")
    assert [one.text for one in face.problems] == ["The disk is full."]
    assert face.messages == ["Saved Text Analyst."]
    face = await delete(agents, AGENT, await agents.analyst(), "Text Analyst")
    assert NOT_KEPT in face.prompt_details[0]
    assert face.messages[-1] == "Deleted Text Analyst."
    assert await agents.find("Text Analyst") == []


@pytest.mark.parametrize("answer", [True, False])
async def test_what_can_suddenly_not_be_kept_is_asked_about_once_more(
    agents: Agents, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("It is too large.")

    monkeypatch.setattr(KeptDocuments, "add", fail)
    face = await delete(agents, AGENT, await agents.analyst(), "Text Analyst", answer)
    assert face.questions[-1] == "Delete Text Analyst all the same?"
    assert face.details == [NOT_KEPT]
    assert bool(await agents.find("Text Analyst")) is not answer


async def test_one_of_many_that_cannot_be_kept_is_not_deleted(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise StoreError("It is too large.")

    monkeypatch.setattr(KeptDocuments, "add", fail)
    agent = await agents.analyst()
    row = Row(agent.id, tuple(column.value(agent) for column in AGENT.columns), agent)
    face = ScriptedFace("1")
    await ResourceChanges(agents.session, NotingSubject(marked_rows=(row,)), face).delete()
    assert face.batch is not None
    assert ["It is too large." in one.problem for one in face.batch.outcomes] == [True]
    assert await agents.find("Text Analyst")


async def test_another_workspace_sees_nothing_of_it(agents: Agents, fresh_sandbox: RunningSandbox) -> None:
    await save(agents, await agents.analyst(), description="New.")
    other = Agents(session_on(replace(connection_to(fresh_sandbox), database="other")))
    face = ScriptedFace()
    await UndoList(other.session, AnySubject(), face).open()
    assert face.messages == ["Nothing was saved or deleted from here yet."]


async def test_a_secret_is_in_nothing_that_is_kept(agents: Agents) -> None:
    secret = Field("team_id", "Team code", is_secret=True)
    kind = AGENT._replace(fields=(*AGENT.fields, secret))
    agent = await agents.analyst()
    key = key_of(agents)
    agent = await agents.change(agent, instructions=f"The key is {key}.")
    form, face = Form(agents.session, kind, agent), ScriptedFace(True)
    form.type("description", "New.")
    await FormSaving(form, face).save()
    files = list(data_dir().glob("journal.db*"))
    assert files
    assert not [path for path in files if key.encode() in path.read_bytes()]
    (one,) = await kept(agents)
    assert "team_id" not in one.before["texts"]  # type: ignore[operator]


def key_of(agents: Agents) -> str:
    connection = agents.session.connection
    assert connection is not None
    assert connection.credential is not None
    return connection.credential.key.reveal()
