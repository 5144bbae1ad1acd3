"""Fields that are lists of entries: tasks, inspectors, and what an agent may do with its tools."""

import json
from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.inspector import INSPECTOR
from aixtui.kindspec.overview import overview
from aixtui.kindspec.results import RunStep
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.entries import TASK, Desk, at, at_tasks, calculator, entries, take, typed
from tests.aixtui.headless import run_to_end
from tests.aixtui.scripted_face import ScriptedFace
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio


async def test_tasks_are_made_one_after_the_other_saved_and_read_back(agents: Agents) -> None:
    desk = await at(agents)
    desk.will(typed(name="mood", description="Judge the sentiment."))
    await desk.arrange("tasks")
    desk.will(typed(name="language", expectedOutput="A code", dependencies="mood"))
    await desk.arrange("tasks", ("add",))
    assert desk.form.listed(desk.form.field("tasks")) == "mood: Judge the sentiment.\nlanguage (after mood)"
    agent = await desk.save()
    assert [(one.name, one.instructions, one.expected_output, one.dependencies) for one in agent.tasks] == [
        ("mood", "Judge the sentiment.", None, []),
        ("language", None, "A code", ["mood"]),
    ]
    assert (await at(agents, agent)).form.changes == {}


async def test_they_are_moved_opened_and_taken_away_and_all_is_taken_back(agents: Agents) -> None:
    desk = await at_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"]})
    before = desk.form.texts["tasks"]
    desk.will(typed(description="Read all of it."))
    await desk.arrange("tasks", ("move", "0", 1), ("open", "0"), ("remove", "1"))
    (task,) = entries(desk.form, "tasks")
    assert task == TASK | {"description": "Read all of it."}
    for _ in range(3):
        desk.form.undo()
    assert (desk.form.texts["tasks"], desk.form.history.can_undo) == (before, False)


async def test_what_no_field_shows_stays_also_where_one_is_renamed_and_others_come(agents: Agents) -> None:
    desk = await at_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"], "own": 2})
    desk.will(typed(name="look"), typed(name="first"))
    await desk.arrange("tasks", ("open", "0"), ("add",), ("move", "2", -2))
    agent = await desk.save()
    first, look, tell = agent.stored("tasks")
    assert first["name"] == "first"
    assert look == TASK | {"name": "look"}
    assert tell == {"name": "tell", "dependencies": ["look"], "own": 2} | {
        key: tell[key] for key in tell if key in ("description", "expectedOutput")
    }


@pytest.mark.parametrize(
    ("texts", "field", "sentence"),
    [
        ({"name": "tell"}, "name", "There is another task tell."),
        ({"dependencies": "nobody"}, "dependencies", "There is no task nobody to wait for."),
        ({"dependencies": "read"}, "dependencies", "A task cannot wait for itself."),
        ({"dependencies": "last"}, "dependencies", "last waits for tell waits for read: a circle."),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(
    agents: Agents, texts: dict[str, str], field: str, sentence: str
) -> None:
    tell, last = {"name": "tell", "dependencies": ["read"]}, {"name": "last", "dependencies": ["tell"]}
    desk = await at_tasks(agents, TASK, tell, last)

    async def try_to_save(form: Form) -> None:
        for name, text in texts.items():
            form.type(name, text)
        assert (await take(form)).messages == []
        assert (form.checks.invalid_field, form.checks.problems) == (field, {field: sentence})
        assert not form.is_over

    desk.will(try_to_save)
    await desk.arrange("tasks", ("open", "0"))
    assert desk.form.changes == {}


async def test_a_task_that_others_wait_for_cannot_go_alone(agents: Agents) -> None:
    desk = await at_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"]})
    await desk.arrange("tasks", ("remove", "0"))
    assert not desk.form.checks.check_all()
    assert desk.form.checks.problems == {"tasks": "tell: There is no task read to wait for."}


@pytest.mark.parametrize("text", [text for _, text in NASTY_TEXTS], ids=[name for name, _ in NASTY_TEXTS])
async def test_any_text_comes_back_as_it_was_typed(agents: Agents, text: str) -> None:
    desk = Desk(Form(agents.session, AGENT, None))
    desk.will(typed(name=f"a {text}", description=text))
    await desk.arrange("tasks")
    (task,) = entries(desk.form, "tasks")
    assert task["name"] == f"a {text}"
    assert task["description"] == (text if text.strip() else None)
    shown = desk.form.listed(desk.form.field("tasks"))
    assert "\n" not in shown
    assert shown.isprintable() or not any(char < " " or char == "\x7f" for char in shown)


async def test_an_inspector_is_set_up_as_its_guard_is_meant_to_be(agents: Agents) -> None:
    page = await agents.session.read(lambda ws: ws.search(INSPECTOR, Query("sensitive", size=20)))
    guard = page.rows[0].resource
    desk = await at(agents)
    desk.will(typed())
    desk.face.answers = ["made", guard.id]
    await desk.arrange("inspectors")
    (entry,) = entries(desk.form, "inspectors")
    assert entry == guard.context.Inspector.from_guard_model(guard).payload()
    agent = await desk.save()
    (inspector,) = agent.inspectors
    assert (inspector.action.type, inspector.editor.asset_id) == ("edit", guard.id)


async def test_an_inspector_has_what_its_action_needs_and_nothing_else(agents: Agents) -> None:
    desk = await at(agents)
    page = await agents.session.read(lambda ws: ws.search(INSPECTOR, Query(size=20)))
    judge, editor = (row.resource.id for row in page.rows[:2])

    def has(form: Form, *names: str) -> None:
        there = {field.name for field in form.fields if field.applies(form.texts)}
        assert set(names) == there & {"retries", "exhausted", "editor", "editor_prompt", "editor_function"}

    async def fill(form: Form) -> None:
        has(form)
        form.type("action", "edit")
        has(form, "editor", "editor_prompt", "editor_function")
        form.type("name", "grounded")
        form.type("judge", judge)
        await take(form)
        assert set(form.checks.problems) == {"editor"}
        form.type("editor", editor)
        form.type("action", "rerun")
        has(form, "retries", "exhausted")
        await typed(retries="2", exhausted="abort", targets="output", severity="high")(form)

    desk.will(fill)
    desk.face.answers = ["blank"]
    await desk.arrange("inspectors")
    (entry,) = entries(desk.form, "inspectors")
    assert entry == {
        "name": "grounded",
        "targets": ["output"],
        "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
        "evaluator": {"type": "asset", "assetId": judge},
        "severity": "high",
    }
    agent = await desk.save()
    desk = await at(agents, agent)
    desk.will(typed(action="continue", judge="", judge_function="def judge(text):\n    return 'x' in text\n"))
    await desk.arrange("inspectors", ("open", "0"))
    (inspector,) = (await desk.save()).stored("inspectors")
    assert inspector["action"] == {"type": "continue"}
    assert inspector["evaluator"] == {
        "type": "function",
        "function": "def judge(text):\n    return 'x' in text\n",
    }


async def test_a_new_tool_gets_its_allowed_actions_and_inputs_before_it_is_saved(agents: Agents) -> None:
    tool, desk = await calculator(agents), await at(agents)
    desk.form.type("tools", tool.id)
    inner = Desk(desk.form)

    async def fill(form: Form) -> None:
        options = form.field("actions").options
        assert len(options) > 1
        form.type("actions", options[0])
        inner.form = form
        inner.will(is_saved_with_the_agent)
        await inner.arrange("parameters", ("open", options[0]))
        await typed()(form)

    def is_saved_with_the_agent(form: Form) -> Any:
        assert form.taker is not None
        assert form.taker.place.endswith("It is not saved until the agent is.")
        return typed({"0": "7"})(form)

    desk.will(fill)
    await desk.arrange("tool_settings", ("open", tool.id))
    agent = await desk.save()
    (entry,) = agent.stored("tools")
    (definition,) = entry["parameters"]
    assert entry["actions"] == [definition["name"]]
    value = next(iter(definition["inputs"].values()))
    assert value["value"] in (7, "7")
    (one,) = [
        fact for section in overview(AGENT, agent) for fact in section.facts if fact.label == "Tool settings"
    ]
    assert definition["name"] in one.value.text
    desk = await at(agents, agent)
    assert desk.form.changes == {}
    desk.will(typed(actions=""))
    await desk.arrange("tool_settings", ("open", tool.id))
    (now,) = (await desk.save()).stored("tools")
    assert now == entry | {"actions": []}


async def test_the_inputs_of_a_model_are_set_beforehand(agents: Agents) -> None:
    desk = await at(agents)
    agent = await agents.analyst()
    model, before = agent.tools[0], agent.stored("tools")
    names: list[str] = []

    async def fill(form: Form) -> None:
        names.extend(field.label for field in form.fields)
        await typed({"0": "en"})(form)

    desk.will(fill)
    await desk.arrange("tool_settings", ("open", model.id))
    agent = await desk.save()
    after = agent.stored("tools")
    assert after[1:] == before[1:]
    assert [one["value"] for one in after[0]["parameters"] if one["name"] == names[0]] == ["en"]


async def test_two_who_add_other_tasks_and_change_other_parts_need_no_key(agents: Agents) -> None:
    mine, theirs = await at_tasks(agents, TASK), await at(agents)
    mine.will(typed(name="mine"), typed(description="Mine."))
    await mine.arrange("tasks", ("add",), ("open", "0"))
    theirs.will(typed(name="theirs"), typed(expectedOutput="Theirs."))
    await theirs.arrange("tasks", ("add",), ("open", "0"))
    await theirs.save()
    first, *added = (await mine.save(True, True)).stored("tasks")
    assert first == TASK | {"description": "Mine.", "expectedOutput": "Theirs."}
    assert {one["name"] for one in added} == {"mine", "theirs"}


async def test_what_both_changed_of_a_task_is_asked_for_in_words(agents: Agents) -> None:
    mine, theirs = await at_tasks(agents, TASK), await at(agents)
    for desk, text in ((mine, "Mine."), (theirs, "Theirs.")):
        desk.will(typed(description=text))
        await desk.arrange("tasks", ("open", "0"))
    await theirs.save()
    face = ScriptedFace(True, "mine", True)
    await FormSaving(mine.form, face).save()
    (conflict,) = face.conflicts
    assert (conflict.label, conflict.can_mark) == ("Tasks", False)
    assert conflict.mine == "read\n  Name: read\n  Description: Mine."
    assert conflict.theirs == "read\n  Name: read\n  Description: Theirs."
    assert mine.form.saved_resource is not None
    (task,) = mine.form.saved_resource.stored("tasks")
    assert task == TASK | {"description": "Mine."}


async def run(agents: Agents, agent: Any, query: str) -> list[RunStep]:
    """The steps of a run of an agent."""
    return list((await run_to_end(agents.session, AGENT, agent, {"query": query})).reading.steps)


async def test_a_run_keeps_to_the_tasks_the_allowed_actions_and_the_inputs_and_is_inspected(
    agents: Agents,
) -> None:
    tool, desk = await calculator(agents), Desk(Form(agents.session, AGENT, None))
    inner = Desk(desk.form)

    async def set_up(form: Form) -> None:
        form.type("actions", "add")
        inner.form = form
        inner.will(typed({"0": "40"}))
        await inner.arrange("parameters", ("open", "add"))
        await typed()(form)

    desk.form.type("name", "Reckoner")
    desk.form.type("tools", tool.id)
    desk.will(set_up)
    await desk.arrange("tool_settings", ("open", tool.id))
    desk.will(typed(name="sum", description="Use the calculator."))
    await desk.arrange("tasks")
    judge = "def judge(text):\n    return 'secret' in text\n"
    desk.will(typed(name="watch", targets="output", judge_function=judge))
    desk.face.answers = ["blank"]
    await desk.arrange("inspectors")
    agent = await desk.save()
    plan, use, _, inspection = await run(agents, agent, "What is it with 2?")
    assert plan.thought == "The tasks ask for Calculator."
    assert (use.unit, use.action, use.input, use.output) == ("Calculator", "add", {"a": 40, "b": 2}, 42)
    assert (inspection.agent, inspection.action) == ("Inspector watch", "continue")
    desk = await at(agents, agent)
    await desk.arrange("tasks", ("remove", "0"))
    await desk.arrange("inspectors", ("remove", "0"))
    agent = await desk.save()
    assert (agent.tasks, agent.inspectors) == ([], [])


async def test_what_cannot_be_read_is_listed_and_stays(agents: Agents) -> None:
    strange: list[Any] = [None, ["[b]x[/b]"], {"name": 3, "action": "x", "evaluator": 4, "targets": 5}, {}]
    desk = await at(agents)
    agent = desk.form.resource
    assert agent is not None
    agent.keep_document(
        {**json.loads(json.dumps(agent.to_dict())), "tasks": strange, "inspectors": strange, "tools": strange}
    )
    desk = Desk(Form(agents.session, AGENT, agent))
    for name in ("tasks", "inspectors"):
        assert entries(desk.form, name) == strange
        assert desk.form.listed(desk.form.field(name)).split("\n")[:2] == ["null", '["[b]x[/b]"]']
        assert desk.form.shown(desk.form.field(name), desk.form.texts[name])
        await desk.arrange(name, ("open", "1"), ("move", "1", -1))
        assert entries(desk.form, name) == [strange[1], strange[0], *strange[2:]]
    assert desk.face.messages == ["It cannot be read: it stays as it is, or is taken away."] * 2
