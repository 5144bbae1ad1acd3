"""Fields that are lists of entries: tasks, inspectors, and what an agent may do with its tools."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from aixtui.editing.entry_list import EntryList
from aixtui.editing.entry_saving import EntrySaving
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.inspector import INSPECTOR
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.overview import overview
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio
TASK: dict[str, Any] = {
    "name": "read",
    "description": "Read it.",
    "expectedOutput": None,
    "dependencies": [],
    "own": {"a": [1.0]},
}


class Desk:
    """A form, and a user at it."""

    def __init__(self, form: Form) -> None:
        self.form, self.face = form, ScriptedFace()

    async def arrange(self, name: str, *acts: Any, answers: Any = ()) -> ScriptedFace:
        """Open the list of a field, and do these things in it."""
        self.face.answers = [list(acts), *answers]
        await EntryList(self.form, self.form.field(name), self.face).show()
        return self.face

    def will(self, *steps: Callable[[Form], Any]) -> None:
        """Have the forms that are opened next filled so, one after the other."""
        left = list(steps)

        async def fill(form: Form) -> None:
            done = left.pop(0)(form)
            if done is not None:
                await done

        self.face.on_open = fill

    async def save(self) -> Any:
        await FormSaving(self.form, ScriptedFace(True)).save()
        assert self.form.saved_resource is not None, (self.form.activity.problem, self.form.checks.problems)
        return self.form.saved_resource


def typed(texts: dict[str, str] | None = None, **more: str) -> Callable[[Form], Any]:
    """Fills a form of an entry, and saves it."""

    async def fill(form: Form) -> None:
        for name, text in {**(texts or {}), **more}.items():
            form.type(name, text)
        face = await take(form)
        assert form.is_over, face.messages

    return fill


async def take(form: Form) -> ScriptedFace:
    """Save a form of an entry."""
    assert form.taker is not None
    face = ScriptedFace()
    await EntrySaving(form, form.taker, face).save()
    return face


def entries(form: Form, name: str) -> list[Any]:
    return [json.loads(line) for line in form.texts[name].split("\n") if line]


async def form_of(agents: Agents, name: str = "Text Analyst") -> Desk:
    (agent,) = await agents.find(name)
    whole = await agents.session.read(lambda ws: ws.get(AGENT, agent.id))
    return Desk(Form(agents.session, AGENT, whole))


async def again(agents: Agents, agent: Any) -> Desk:
    whole = await agents.session.read(lambda ws: ws.get(AGENT, agent.id))
    return Desk(Form(agents.session, AGENT, whole))


async def put_tasks(agents: Agents, *tasks: dict[str, Any]) -> Desk:
    desk = await form_of(agents)
    agent = desk.form.resource
    assert agent is not None
    await agents.session.write(lambda _: agent.save(tasks=list(tasks)))
    return await again(agents, agent)


async def calculator(agents: Agents) -> Any:
    page = await agents.session.read(lambda ws: ws.search(TOOL, Query("calculator", size=50)))
    return page.rows[0].resource


async def test_tasks_are_made_one_after_the_other_saved_and_read_back(agents: Agents) -> None:
    desk = await form_of(agents)
    desk.will(typed(name="mood", description="Judge the sentiment."))
    await EntryList(desk.form, desk.form.field("tasks"), desk.face).show()
    desk.will(typed(name="language", expectedOutput="A code", dependencies="mood"))
    await desk.arrange("tasks", ("add",))
    assert desk.form.listed(desk.form.field("tasks")) == "mood: Judge the sentiment.\nlanguage (after mood)"
    agent = await desk.save()
    assert [(one.name, one.instructions, one.expected_output, one.dependencies) for one in agent.tasks] == [
        ("mood", "Judge the sentiment.", None, []),
        ("language", None, "A code", ["mood"]),
    ]
    assert (await again(agents, agent)).form.changes == {}


async def test_they_are_moved_opened_and_taken_away_and_all_is_taken_back(agents: Agents) -> None:
    desk = await put_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"]})
    before = desk.form.texts["tasks"]
    desk.will(typed(description="Read all of it."))
    await desk.arrange("tasks", ("move", "0", 1), ("open", "0"), ("remove", "1"))
    (task,) = entries(desk.form, "tasks")
    assert task == TASK | {"description": "Read all of it."}
    for _ in range(3):
        desk.form.undo()
    assert (desk.form.texts["tasks"], desk.form.can_undo) == (before, False)


async def test_what_no_field_shows_stays_also_where_one_is_renamed_and_others_come(agents: Agents) -> None:
    desk = await put_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"], "own": 2})
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
    desk = await put_tasks(agents, TASK, tell, last)

    async def try_to_save(form: Form) -> None:
        for name, text in texts.items():
            form.type(name, text)
        assert (await take(form)).messages == [sentence]
        assert (form.checks.invalid_field, form.checks.problems) == (field, {field: sentence})
        assert not form.is_over

    desk.will(try_to_save)
    await desk.arrange("tasks", ("open", "0"))
    assert desk.form.changes == {}


async def test_a_task_that_others_wait_for_cannot_go_alone(agents: Agents) -> None:
    desk = await put_tasks(agents, TASK, {"name": "tell", "dependencies": ["read"]})
    await desk.arrange("tasks", ("remove", "0"))
    assert not desk.form.checks.check_all()
    assert desk.form.checks.problems == {"tasks": "tell: There is no task read to wait for."}


async def test_what_is_typed_into_an_entry_stands_in_its_field_until_it_is_left(agents: Agents) -> None:
    desk = await put_tasks(agents, TASK)
    seen: list[Any] = []

    async def leave(form: Form) -> None:
        form.type("description", "Half a sen")
        await desk.face.idle()
        seen.extend(entries(desk.form, "tasks"))
        form.finish()

    desk.will(leave)
    await desk.arrange("tasks", ("open", "0"))
    assert seen == [TASK | {"description": "Half a sen"}]
    assert (desk.form.changes, desk.form.can_undo) == ({}, False)


@pytest.mark.parametrize("text", [text for _, text in NASTY_TEXTS], ids=[name for name, _ in NASTY_TEXTS])
async def test_any_text_comes_back_as_it_was_typed(agents: Agents, text: str) -> None:
    desk = Desk(Form(agents.session, AGENT, None))
    desk.will(typed(name=f"a {text}", description=text))
    await EntryList(desk.form, desk.form.field("tasks"), desk.face).show()
    (task,) = entries(desk.form, "tasks")
    assert task["name"] == f"a {text}"
    assert task["description"] == (text if text.strip() else None)
    shown = desk.form.listed(desk.form.field("tasks"))
    assert "\n" not in shown
    assert shown.isprintable() or not any(char < " " or char == "\x7f" for char in shown)


async def test_an_inspector_is_set_up_as_its_guard_is_meant_to_be(agents: Agents) -> None:
    page = await agents.session.read(lambda ws: ws.search(INSPECTOR, Query("sensitive", size=20)))
    guard = page.rows[0].resource
    desk = await form_of(agents)
    desk.will(typed())
    desk.face.answers = ["made", guard.id]
    await EntryList(desk.form, desk.form.field("inspectors"), desk.face).show()
    (entry,) = entries(desk.form, "inspectors")
    assert entry == guard.context.Inspector.from_guard_model(guard).payload()
    agent = await desk.save()
    (inspector,) = agent.inspectors
    assert (inspector.action.type, inspector.editor.asset_id) == ("edit", guard.id)


async def test_an_inspector_has_what_its_action_needs_and_nothing_else(agents: Agents) -> None:
    desk = await form_of(agents)
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
    await EntryList(desk.form, desk.form.field("inspectors"), desk.face).show()
    (entry,) = entries(desk.form, "inspectors")
    assert entry == {
        "name": "grounded",
        "targets": ["output"],
        "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
        "evaluator": {"type": "asset", "assetId": judge},
        "severity": "high",
    }
    agent = await desk.save()
    desk = await again(agents, agent)
    desk.will(typed(action="continue", judge="", judge_function="def judge(text):\n    return 'x' in text\n"))
    await desk.arrange("inspectors", ("open", "0"))
    (inspector,) = (await desk.save()).stored("inspectors")
    assert inspector["action"] == {"type": "continue"}
    assert inspector["evaluator"] == {
        "type": "function",
        "function": "def judge(text):\n    return 'x' in text\n",
    }


async def test_a_new_tool_gets_its_allowed_actions_and_inputs_before_it_is_saved(agents: Agents) -> None:
    tool, desk = await calculator(agents), await form_of(agents)
    desk.form.type("tools", tool.id)
    inner = Desk(desk.form)

    async def fill(form: Form) -> None:
        options = form.field("actions").options
        assert len(options) > 1
        form.type("actions", options[0])
        inner.form = form
        inner.will(typed({"0": "7"}))
        await inner.arrange("parameters", ("open", options[0]))
        await typed()(form)

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
    desk = await again(agents, agent)
    assert desk.form.changes == {}
    desk.will(typed(actions=""))
    await desk.arrange("tool_settings", ("open", tool.id))
    (now,) = (await desk.save()).stored("tools")
    assert now == entry | {"actions": []}


async def test_the_inputs_of_a_model_are_set_beforehand(agents: Agents) -> None:
    desk = await form_of(agents)
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
