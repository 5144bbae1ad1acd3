"""What is said before something is deleted that others use."""

from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.deletion_words import NONE_KEPT, goes_along, in_words, promise, used_by
from aixtui.editing.referrers import MOST_REQUESTS, Referrers, Use, referrers
from aixtui.editing.related import Related
from aixtui.editing.surroundings import Surroundings
from aixtui.face import Face
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.links import Link
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
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
    assert in_words(found.links) == "the agent Team and the trigger Mornings"
    (detail,) = {one.splitlines()[0] for one in face.prompt_details}
    assert detail == (
        "Used by the agent Team. The trigger Mornings goes with it. u makes it again, with a new id. "
        "Its triggers and sessions do not come back."
    )
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
    users = Referrers((use("agent", "A"),), is_complete=False)
    assert used_by(AGENT, users) == "Used by the agent A, and perhaps by others."
    assert goes_along(AGENT, 1, users) == "All its triggers go with it."


def use(kind: str, name: str, used_id: str = "one") -> Use:
    return Use(used_id, Link(kind, f"{kind} {name}", name))


@pytest.mark.parametrize(
    ("uses", "said", "along"),
    [
        ([], "", ""),
        ([use("agent", "A"), use("agent", "B")], "Used by the agents A and B.", ""),
        ([use("trigger", "T")], "", "The trigger T goes with it."),
        (
            [use("agent", "A"), use("session", "S"), use("trigger", "T"), use("trigger", "U")],
            "Used by the agent A and the session S.",
            "The triggers T and U go with it.",
        ),
        (
            [*(use("agent", f"A{place}") for place in range(12)), use("session", "S")],
            "Used by 12 agents and 1 session.",
            "",
        ),
        ([use("trigger", f"T{place}") for place in range(4)], "", "4 triggers go with it."),
    ],
)
def test_few_are_named_and_many_are_counted(uses: list[Use], said: str, along: str) -> None:
    users = Referrers(tuple(uses), is_complete=True)
    assert (used_by(AGENT, users), goes_along(AGENT, 1, users)) == (said, along)


async def test_of_many_it_is_said_which_are_in_use_and_what_uses_them_is_shown(agents: Agents) -> None:
    part = await used_agent(agents)
    free = await agents.session.write(lambda ws: ws.create(AGENT, {"name": "Free"}))
    rows = tuple(
        Row(one.id, tuple(column.value(one) for column in AGENT.columns), one) for one in (free, part)
    )
    opened = list[str]()

    async def show(_: Face, kind: Kind, resource: Any, __: object) -> None:
        opened.append(f"{kind.id} {resource.name}")

    related = Related(agents.session, Surroundings({kind.id: kind for kind in KINDS}, show))
    subject, face = NotingSubject(marked_rows=rows), ScriptedFace("2", "0", None)
    await ResourceChanges(agents.session, subject, face, related).delete()
    (detail,) = face.prompt_details
    assert detail == (
        "1 of the 2 is in use. The trigger Mornings goes with them. u makes each again, with a new id. "
        "Their triggers and sessions do not come back.\n"
        "Type how many they are to delete them.\n\n"
        "Part: used by the agent Team and the trigger Mornings\nFree"
    )
    assert face.questions == ["Delete 2 agents?", *["Part is used by these"] * 2]
    assert opened == ["agent Team"]
    assert subject.deleted_ids == [(rows[0].id,)]
    assert face.batch is not None
    assert face.batch.state == "1 done, 1 failed. Who uses them is shown next. Esc closes this."


def test_some_of_many_that_do_not_come_back_are_counted() -> None:
    resources = [SimpleNamespace(integration_id=one) for one in ("i", "", "")]
    assert promise(TOOL, resources, "u", can_keep=True) == (
        "u makes each again, with a new id. What their login needs, or their code, has to be typed again. "
        "2 do not come back. No integration is known that could make such a tool."
    )
    assert promise(TOOL, resources, "u", can_keep=False) == NONE_KEPT
