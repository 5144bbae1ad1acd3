"""Copies that the server makes: with or without what they work with, as drafts, never two for one."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixsdk.kinds.agent.resource import Agent
from aixtui.editing.changes import ResourceChanges
from aixtui.kinds.agent import AGENT
from aixtui.kinds.utility import UTILITY
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio


async def duplicate(agents: Agents, resource: Any, *answers: Any) -> tuple[ScriptedFace, NotingSubject, int]:
    """Duplicate it, and say how often the server was asked to."""
    face, subject = ScriptedFace(*answers), NotingSubject(resource)
    with sandbox_requests() as requests:
        changes = ResourceChanges(agents.session, subject, face)
        await changes.duplicate()
    assert changes.task == ""
    return face, subject, sum(one.endswith("/duplicate") for one in requests)


async def team(agents: Agents) -> Any:
    """An agent that works with another one."""
    analyst = await agents.analyst()
    return await agents.session.write(
        lambda ws: ws.create(AGENT, {"name": "Desk [b]\x1b[31m", "agents": str(analyst.id)})
    )


async def test_a_duplicate_is_a_draft_of_all_that_there_is_under_a_free_name(agents: Agents) -> None:
    original = await agents.analyst()
    face, subject, count = await duplicate(agents, original, "Text Analyst (copy)")
    assert (face.questions, face.drafts) == (
        ["Duplicate Text Analyst: the name of the copy"],
        ["Text Analyst (copy)"],
    )
    assert face.messages[-1] == "Made Text Analyst (copy), which is a draft."
    assert count == 1
    (copy,) = await agents.find("Text Analyst (copy)")
    assert [one.id for one in subject.saved_resources] == [copy.id]
    assert (copy.status, copy.cloned_from_id, len(copy.tools)) == ("draft", original.id, len(original.tools))


@pytest.mark.parametrize(("answer", "more"), [("shared", 1), ("copied", 2)])
async def test_its_agents_are_shared_or_copied(
    agents: Agents, tmp_path: Path, answer: str, more: int
) -> None:
    original, analyst = await team(agents), await agents.analyst()
    before = agents_in(tmp_path)
    face, subject, count = await duplicate(agents, original, answer, "Second desk")
    assert face.questions[0] == "Duplicate Desk [b], which works with 1 agent"
    assert count == 1
    assert agents_in(tmp_path) == before + more
    (copy,) = subject.saved_resources
    (member,) = copy.agents
    member_id = member.id if hasattr(member, "id") else member
    assert (member_id == analyst.id) is (answer == "shared")
    names = {row.resource.name: row.id for row in (await everything(agents)).rows}
    assert member_id == names["Text Analyst" if answer == "shared" else "Text Analyst (Copy)"]


def agents_in(folder: Path) -> int:
    """How many the sandbox has in its database."""
    with closing(sqlite3.connect(folder / "sandbox.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM assets WHERE kind = 'agent'").fetchone()[0])


async def everything(agents: Agents) -> Any:
    return await agents.session.read(lambda ws: ws.search(AGENT, Query(size=100)))


@pytest.mark.parametrize("answers", [(None,), ("copied", None)])
async def test_what_is_called_off_is_not_made(agents: Agents, answers: tuple[Any, ...]) -> None:
    face, subject, count = await duplicate(agents, await team(agents), *answers)
    assert (subject.saved_resources, count, face.problems) == ([], 0, [])


async def test_a_name_that_is_taken_is_asked_for_again(agents: Agents) -> None:
    face, subject, count = await duplicate(
        agents, await agents.analyst(), "Feedback Sorter", "x\u202e[b]\x1b[0m"
    )
    assert face.drafts == ["Text Analyst (copy)", "Feedback Sorter"]
    assert "That name is taken already" in face.questions[1]
    assert count == 2
    assert [one.name for one in subject.saved_resources] == ["x\u202e[b]\x1b[0m"]
    assert face.messages[-1] == "Made x\ufffd[b], which is a draft."


async def test_without_an_answer_it_is_not_asked_for_again(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Agent.duplicate

    def lose(*arguments: Any, **options: Any) -> None:
        made(*arguments, **options)
        error = APIError("The server did not answer within 300 seconds.")
        error.outcome_unknown = True
        raise error

    monkeypatch.setattr(Agent, "duplicate", lose)
    face, subject, count = await duplicate(agents, await agents.analyst(), "Twin")
    assert [problem.title for problem in face.problems] == ["No answer came"]
    assert (subject.saved_resources, subject.refresh_count, count) == ([], 1, 1)
    assert len(await agents.find("Twin")) == 1


async def test_what_is_gone_is_not_asked_about(agents: Agents) -> None:
    (notes,) = await agents.find("Meeting Notes")
    (other,) = await agents.find("Meeting Notes")
    await agents.session.write(lambda ws: ws.delete(other))
    face, _, count = await duplicate(agents, notes)
    assert ([problem.is_gone for problem in face.problems], face.questions, count) == ([True], [], 0)


async def test_only_what_the_server_duplicates_can_be(agents: Agents) -> None:
    def can(workspace: WorkspaceGateway) -> list[bool]:
        return ["duplicate" in workspace.capabilities(kind) for kind in (AGENT, UTILITY)]

    assert await agents.session.read(can) == [True, False]
