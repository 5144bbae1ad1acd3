"""What stands in the list of saves, and in the comparison of a draft: the words of the form, and no ids."""

import json
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.kept_difference import MADE_AGAIN
from aixtui.editing.undo_list import UndoList
from aixtui.face import Choice, Choices, FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.references import id_of
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
TASK = {"name": "collect", "description": "Collect it.", "expectedOutput": "A list.", "dependencies": []}
INSPECTOR = {
    "name": "guard",
    "targets": ["input"],
    "action": {"type": "abort"},
    "evaluator": {"type": "asset", "assetId": "ID", "prompt": "Is it rude?"},
}


class LookingFace(ScriptedFace):
    """Sees what there is to choose once all names have come, and wants none of it."""

    def __init__(self, *answers: Any) -> None:
        super().__init__(*answers)
        self.offered: list[Choice] = []

    async def choose(self, title: str, choices: Choices, **options: Any) -> str | None:
        await self.idle()
        self.offered = [*choices("")]
        return await super().choose(title, choices, **options)


def text_of(*entries: dict[str, Any]) -> str:
    return "\n".join(map(json.dumps, entries))


async def save(window: Agents, agent: Any, /, **texts: str) -> Any:
    """Save what another window typed: it knows none of the names."""
    form = Form(window.session, AGENT, agent)
    for name, text in texts.items():
        form.type(name, text)
    await FormSaving(form, ScriptedFace(True)).save()
    return form.saved_resource


async def listed(agents: Agents) -> list[str]:
    """The lines of the latest save."""
    face = LookingFace(None)
    await UndoList(agents.session, NotingSubject(), face).open()
    return [line.strip() for line in face.offered[0].note.splitlines()[1:]]


async def test_references_stand_there_by_names_that_are_asked_for(agents: Agents) -> None:
    analyst = await agents.analyst()
    made = await agents.session.write(
        lambda ws: ws.create(AGENT, {"name": "Team", "agents": analyst.id, "description": "Works."})
    )
    other = (await agents.find("Language Router"))[0]
    await save(agents, made, agents=other.id)
    assert await listed(agents) == ["Agents: Text Analyst", "→ Language Router"]


async def test_entries_stand_there_as_the_form_lists_them(agents: Agents) -> None:
    agent = await save(agents, await agents.analyst(), tasks=text_of(TASK))
    assert await listed(agents) == ["Tasks: nothing", "→ collect: Collect it."]
    judge = id_of(agent.llm)
    judged = {**INSPECTOR, "evaluator": {**INSPECTOR["evaluator"], "assetId": judge}}  # type: ignore[dict-item]
    await save(agents, agent, inspectors=text_of(judged))
    was, became = await listed(agents)
    assert was == "Inspectors: nothing"
    assert became.startswith("→ guard: watches input; abort; judged by ")
    assert judge not in became


async def test_what_a_line_does_not_show_is_told_in_full(agents: Agents) -> None:
    agent = await save(agents, await agents.analyst(), tasks=text_of(TASK))
    await save(agents, agent, tasks=text_of({**TASK, "expectedOutput": "A table."}))
    was, became = await listed(agents)
    assert was.endswith("A list.")
    assert became.endswith("A table.")
    assert "expectedOutput" not in was + became
    assert "{" not in was + became


async def test_tool_settings_stand_there_by_the_names_of_the_tools(agents: Agents) -> None:
    agent = next(one for one in await agents.find("Text Analyst") if one.tools)
    before = Form(agents.session, AGENT, agent)
    entries = [json.loads(line) for line in before.texts["tool_settings"].splitlines()]
    entries[0]["parameters"] = [{"name": "text", "value": "Hello"}]
    await save(agents, agent, tool_settings=text_of(*entries))
    lines = await listed(agents)
    assert entries[0]["id"] not in " ".join(lines)
    assert any(": text = Hello" in line for line in lines)


async def test_what_was_deleted_stands_there_with_what_it_held(agents: Agents) -> None:
    analyst = await agents.analyst()
    made = await agents.session.write(
        lambda ws: ws.create(AGENT, {"name": "Team", "agents": analyst.id, "description": "Works. " * 40})
    )
    await ResourceChanges(agents.session, NotingSubject(made), ScriptedFace("Team")).delete()
    first, second, *fields, others = await listed(agents)
    assert (first, second) == (MADE_AGAIN, "Its triggers and sessions do not come back.")
    assert fields[0] == f"Description: {('Works. ' * 40)[:100].strip()}"
    assert (len(fields), others) == (3, "and 2 more: Output, Tokens")
    assert "Agents: Text Analyst" in fields


async def test_a_draft_is_compared_by_names(agents: Agents, fresh_sandbox: RunningSandbox) -> None:
    other = (await agents.find("Language Router"))[0]
    window, face = agents.session, ScriptedFace()
    form = Form(window, AGENT, await agents.analyst())
    draft = FormDraft(form, face, await window.journal())
    await draft.begin()
    form.type("agents", other.id)
    form.type("tasks", text_of(TASK))
    await form.leave(face)

    later = Agents(session_on(connection_to(fresh_sandbox)))
    face, again = ScriptedFace("compare", None), Form(later.session, AGENT, await later.analyst())
    assert not await FormDraft(again, face, await later.session.journal()).begin()
    assert face.details == [
        (
            FieldChange("Agents", "", "Language Router"),
            FieldChange(
                "Tasks",
                "",
                "collect\n  Name: collect\n  Description: Collect it.\n  Expected output: A list.",
            ),
        )
    ]


async def test_both_sides_of_a_conflict_stand_there_by_their_names(agents: Agents) -> None:
    query = Query(filters=(("function", "text-generation"),), size=5)
    page = await agents.session.read(lambda ws: ws.search(MODEL, query))
    agent = await agents.analyst()
    mine, theirs = [row.resource for row in page.rows if row.id != id_of(agent.llm)][:2]
    form, face = Form(agents.session, AGENT, agent), ScriptedFace(True, "theirs")
    form.type("llm", mine.id)
    await agents.change(await agents.analyst(), llm=theirs.id)
    await FormSaving(form, face).save()
    (conflict,) = face.conflicts
    assert (conflict.mine, conflict.theirs) == (mine.name, theirs.name)
