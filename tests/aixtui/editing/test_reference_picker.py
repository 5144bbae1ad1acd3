"""What a field refers to, picked from what the server finds, stored without loss."""

from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.picked_list import PickedList
from aixtui.editing.reference_names import load_names
from aixtui.editing.reference_picker import ReferencePicker
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.telling_apart import maker_of, told_apart
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


async def first(agents: Agents, kind: Any, text: str) -> Any:
    page = await agents.session.read(lambda ws: ws.search(kind, Query(text, size=50)))
    return page.rows[0].resource


async def pick(form: Form, name: str, *answers: Any) -> ScriptedFace:
    face = ScriptedFace(*answers)
    await ReferencePicker(form, face).pick(form.field(name))
    return face


async def save(form: Form) -> Any:
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.saved_resource is not None, form.activity.problem
    return form.saved_resource


async def test_a_new_agent_is_made_of_what_is_picked(agents: Agents) -> None:
    model, tool = await first(agents, MODEL, "sentiment"), await first(agents, TOOL, "calculator")
    llm, part = await first(agents, MODEL, "word chain"), await agents.analyst()
    form = Form(agents.session, AGENT, None)
    form.type("name", "Made of parts")
    await pick(form, "llm", llm.id)
    face = await pick(form, "tools", [("sentiment", model.id), ("calculator", tool.id)])
    assert face.questions == ["Tools"]
    await pick(form, "agents", [part.id])
    assert form.shown(form.field("tools"), form.texts["tools"]) == f"{model.name}\n{tool.name}"
    agent = await save(form)
    assert [one.name for one in agent.tools] == [model.name, tool.name]
    assert (agent.llm["name"], agent.agents) == (llm.name, [part.id])


async def test_what_stays_is_stored_as_it_was(agents: Agents) -> None:
    agent = await agents.analyst()
    before = agent.to_dict()["tools"]
    form = Form(agents.session, AGENT, agent)
    dropped, *kept = agent.tools
    added = await first(agents, MODEL, "key phrases")
    await pick(form, "tools", [dropped.id, ("key phrases", added.id)])
    assert form.changed_labels == "Tools"
    agent = await save(form)
    after = agent.to_dict()["tools"]
    assert after[:-1] == before[1:]
    assert [one.name for one in agent.tools] == [*(one.name for one in kept), added.name]


async def test_one_that_is_not_needed_can_be_taken_away(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    await pick(form, "llm", "-")
    assert form.texts["llm"] == ""
    form.undo()
    PickedList(form, form.field("tools")).drop()
    assert form.changed_labels == "Tools"


async def test_a_schedule_names_its_agent(agents: Agents) -> None:
    agent = await agents.analyst()
    form = Form(agents.session, TRIGGER, None)
    form.type("name", "Mornings")
    form.type("configuration", '{"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}')
    await pick(form, "asset_id", agent.id)
    trigger = await save(form)
    assert (trigger.asset_id, trigger.enabled, trigger.notifications) == (agent.id, True, False)


async def test_an_agent_is_no_part_of_itself(agents: Agents) -> None:
    agent = await agents.analyst()
    form = Form(agents.session, AGENT, agent)
    with pytest.raises(AssertionError, match="is none of"):
        await pick(form, "agents", [agent.id])


async def test_what_has_one_name_is_told_apart_where_it_is_picked_and_where_it_is_held(
    agents: Agents,
) -> None:
    page = await agents.session.read(lambda ws: ws.search(MODEL, Query("Mistral 7B", size=50)))
    one, other, third = [row.resource for row in page.rows if row.resource.name == "Mistral 7B"]
    form = Form(agents.session, AGENT, None)
    face = await pick(form, "tools", [("mistral 7b", one.id), ("mistral 7b", other.id)])
    offered = [choice.label for choice in face.last_choices if choice.label.startswith("Mistral 7B")]
    assert len({*offered}) == len(offered) == 3
    names = form.listed(form.field("tools")).split("\n")
    assert names == [f"Mistral 7B · {maker_of(one)}", f"Mistral 7B · {maker_of(other)}"]
    assert all(one.host.casefold() in name.casefold() for one, name in zip((one, other), names, strict=True))
    assert third.id not in form.texts["tools"]

    form.type("name", "Of one name")
    agent = await save(form)
    again = Form(agents.session, AGENT, await agents.session.read(lambda ws: ws.get(AGENT, agent.id)))
    await load_names(again)
    assert again.listed(again.field("tools")).split("\n") == names, "also where nothing was picked"
    settings = again.listed(again.field("tool_settings")).split("\n")
    assert [line.partition(": ")[0] for line in settings] == names, "also which is set up"


def test_a_name_that_no_other_has_stands_alone() -> None:
    names, makers = {"a": "One", "b": "Two", "c": "Two", "d": "Two"}, {"b": "X", "c": "Y on z", "d": "Y on z"}
    told = [told_apart(one, names, makers) for one in ("a", "b", "c", "d", "e")]
    assert told == ["One", "Two · X", "Two · Y on z · c", "Two · Y on z · d", "e"]
