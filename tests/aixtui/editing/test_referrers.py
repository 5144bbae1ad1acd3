"""What is said before something is deleted that others use."""

from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.referrers import MOST_REQUESTS, Referrers, referrers
from aixtui.kinds.agent import AGENT
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.links import Link
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
SCHEDULE = '{"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}'


async def used_agent(agents: Agents) -> Any:
    """An agent that a team and a trigger use."""
    agent = await agents.session.write(lambda ws: ws.create(AGENT, {"name": "Part"}))
    await agents.session.write(lambda ws: ws.create(AGENT, {"name": "Team", "agents": agent.id}))
    values = {"name": "Mornings", "asset_id": agent.id, "configuration": SCHEDULE}
    await agents.session.write(lambda ws: ws.create(TRIGGER, values))
    return agent


async def test_who_uses_it_is_said_and_its_name_has_to_be_typed(agents: Agents) -> None:
    agent = await used_agent(agents)
    subject, face = NotingSubject(agent), ScriptedFace("part", "Part")
    await ResourceChanges(agents.session, subject, face).delete()
    assert face.questions == ["Delete the agent Part?", "Delete the agent Part?: That is not its name."]
    found = await agents.session.read(lambda ws: referrers(ws, AGENT, [agent.id]))
    assert found.names == ("the agent Team", "the trigger Mornings")
    assert found.is_complete


async def test_nobody_is_kept_from_deleting_where_the_lists_do_not_come(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await agents.analyst()

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("The line is cut.")

    monkeypatch.setattr(WorkspaceGateway, "search", fail)
    subject, face = NotingSubject(agent), ScriptedFace(agent.name)
    await ResourceChanges(agents.session, subject, face).delete()
    assert (len(face.problems), subject.deleted_ids) == (1, [()])


async def test_it_costs_few_requests(agents: Agents, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = await used_agent(agents)
    search, asked = WorkspaceGateway.search, list[str]()

    def small(workspace: WorkspaceGateway, kind: Any, query: Query) -> Any:
        asked.append(kind.id)
        return search(workspace, kind, query._replace(size=2))

    monkeypatch.setattr(WorkspaceGateway, "search", small)
    found = await agents.session.read(lambda ws: referrers(ws, AGENT, [agent.id]))
    assert len(asked) == MOST_REQUESTS
    assert not found.is_complete
    assert (
        Referrers((Link("agent", "1", "A"),), is_complete=False).sentence
        == "Used by the agent A, and perhaps by others."
    )
