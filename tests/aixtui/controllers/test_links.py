"""From a resource to those that it names."""

from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.kinds.agent import AGENT
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.model import MODEL
from aixtui.kinds.session import SESSION
from aixtui.kinds.skill import SKILL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.controllers.opened import Opened, open_current
from tests.aixtui.headless import Lists, kinds_of

pytestmark = pytest.mark.anyio

KINDS = (AGENT, MODEL, TRIGGER, SESSION, SKILL, INTEGRATION)


async def listed(sandbox: RunningSandbox, kind: Kind, *answers: Any, text: str = "") -> Lists:
    lists = await kinds_of(sandbox, *KINDS, page_size=5).begin(AppAddress(kind.id, query=Query(text)))
    lists.face.answers = list(answers)
    return lists


async def test_an_agent_shows_its_model_and_opens_what_it_names(filled_sandbox: RunningSandbox) -> None:
    lists = await listed(filled_sandbox, AGENT, "1", text="Text Analyst")
    seen: list[str] = []

    async def open_tool(agent: Opened) -> None:
        seen.extend((agent.fact("LLM"), agent.fact("Tools"), agent.fact("Agents")))
        assert await agent.do("links") == ""

    async def look(tool: Opened) -> None:
        seen.extend((tool.document.kind.id, tool.document.name))
        assert tool.document.capabilities is not None
        assert "run" in tool.document.capabilities

    await open_current(lists, open_tool, look)
    assert seen == [
        "Word Chain",
        "Language Identification, Sentiment, Text Statistics",
        "-",
        "model",
        "Language Identification",
    ]
    assert lists.face.questions == ["Open from Text Analyst"]
    assert lists.listing.source.id == "agent"


@pytest.mark.parametrize("kind", [TRIGGER, SESSION], ids=lambda kind: kind.id)
async def test_what_is_known_by_its_id_alone_is_shown_by_its_name(
    filled_sandbox: RunningSandbox, kind: Kind
) -> None:
    lists = await listed(filled_sandbox, kind)
    seen: list[str] = []

    async def open_agent(document: Opened) -> None:
        seen.append(document.fact("Agent"))
        await document.do("links")

    async def look(agent: Opened) -> None:
        seen.append(agent.document.name)

    await open_current(lists, open_agent, look)
    assert seen == ["Text Analyst", "Text Analyst"]
    assert lists.face.questions == []


async def test_what_cannot_be_read_keeps_its_id_and_says_why_when_it_is_opened(
    filled_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = WorkspaceGateway.get

    def get_no_agent(workspace: WorkspaceGateway, kind: Kind, resource_id: str) -> Any:
        if kind.id == AGENT.id:
            raise ConnectionFailedError("The line is cut.")
        return get(workspace, kind, resource_id)

    lists = await listed(filled_sandbox, TRIGGER)
    monkeypatch.setattr(WorkspaceGateway, "get", get_no_agent)

    async def open_agent(document: Opened) -> None:
        assert document.fact("Agent") == document.document.resource.asset_id
        await document.do("links")

    await open_current(lists, open_agent)
    assert [problem.text for problem in lists.face.problems] == ["The line is cut."]


async def test_what_names_nothing_says_so(filled_sandbox: RunningSandbox) -> None:
    lists = await listed(filled_sandbox, SKILL)

    async def refuse(skill: Opened) -> None:
        assert await skill.do("links") == "This skill names no other resource."

    await open_current(lists, refuse)


async def test_what_became_of_a_named_resource_is_shown_in_its_own_list(
    filled_sandbox: RunningSandbox,
) -> None:
    lists = await listed(filled_sandbox, TRIGGER)
    await lists.do("show-kind", 0)
    await lists.do("show-kind", 2)
    assert lists.browser.loader.pages.pages("agent") != []

    async def open_agent(trigger: Opened) -> None:
        await trigger.do("links")

    async def change(agent: Opened) -> None:
        agent.document.on_saved(AGENT, agent.document.resource)

    await open_current(lists, open_agent, change)
    assert list(lists.browser.loader.pages.pages("agent")) == []
