"""What a document does not say of the resources that it names."""

from typing import Any

import pytest

from aixtui.editing.related import Related
from aixtui.editing.surroundings import Surroundings
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.overview import overview
from aixtui.kindspec.telling_apart import maker_of
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents

pytestmark = pytest.mark.anyio


def tools_of(agent: Any, related: Related) -> str:
    """What its overview says of its tools."""
    sections = overview(AGENT, agent, related.names, related.makers)
    return next(fact.value.text for one in sections for fact in one.facts if fact.label == "Tools")


async def learn(agents: Agents, related: Related, tools: list[str]) -> tuple[Any, str]:
    """An agent with these tools, as the server has it, and what is said of them once that is learnt."""
    agent = await agents.analyst()
    await agents.session.write(lambda _: agent.save(tools=tools))
    agent = await agents.session.read(lambda ws: ws.get(AGENT, agent.id))
    await related.learn_names(AGENT, agent)
    return agent, tools_of(agent, related)


async def test_what_has_one_name_is_told_apart_in_an_overview_and_nothing_else_is_asked_for(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nowhere(*_: Any) -> None:
        raise AssertionError("nothing is opened")

    related = Related(agents.session, Surroundings({kind.id: kind for kind in KINDS}, nowhere))
    page = await agents.session.read(lambda ws: ws.search(MODEL, Query("Mistral 7B", size=50)))
    one, other, _ = [row.resource for row in page.rows if row.resource.name == "Mistral 7B"]
    page = await agents.session.read(lambda ws: ws.search(MODEL, Query("Sentiment", size=50)))
    third = next(row.resource for row in page.rows if row.resource.name == "Sentiment")
    asked, get = list[str](), WorkspaceGateway.get

    def note(workspace: WorkspaceGateway, kind: Any, resource_id: str) -> Any:
        asked.append(resource_id)
        return get(workspace, kind, resource_id)

    agent, said = await learn(agents, related, [one.id, third.id])
    assert said == "Mistral 7B, Sentiment"
    before = {*related.makers}
    with monkeypatch.context() as patch:
        patch.setattr(WorkspaceGateway, "get", note)
        await related.learn_names(AGENT, agent)
    assert asked == []
    monkeypatch.setattr(WorkspaceGateway, "get", note)
    agent, said = await learn(agents, related, [one.id, other.id, third.id])
    assert said == f"Mistral 7B · {maker_of(one)}, Mistral 7B · {maker_of(other)}, Sentiment"
    assert sorted(asked) == sorted([agent.id, one.id, other.id])
    assert {*related.makers} - before == {one.id, other.id}
    asked.clear()
    await related.learn_names(AGENT, agent)
    assert asked == []
