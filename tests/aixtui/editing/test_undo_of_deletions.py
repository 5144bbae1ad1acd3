"""What is kept before deletions, and made again; checked on the server."""

from collections.abc import Callable
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.deletion_words import FOR_GOOD, brought_back
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.session import SESSION
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kinds.utility import UTILITY
from aixtui.kindspec.connection import CONNECTING
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.editing.undoing import SCHEDULE, delete, kept, make, save, undo
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
CODE = "def main(a: int, b: int) -> int:\n    return a + b\n"


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
    assert brought_back(1, "u") in face.prompt_details[0]
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
    assert face.details == [f"{brought_back(1, 'u')} Its triggers and sessions do not come back."]
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
    assert brought_back(2, "u") in face.prompt_details[0]
    assert sorted(one.entry.name for one in await kept(agents)) == ["One", "Two"]
    await undo(agents, place=1)
    (again,) = await agents.find("One")
    assert again.instructions == "One."
    assert await agents.find("Two") == []
