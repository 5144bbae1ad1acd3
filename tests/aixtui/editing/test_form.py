"""A form from the first key to what the server has."""

from collections.abc import Callable
from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.actions import actions_of
from aixtui.auth.secret import Secret
from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.editing.form import Form
from aixtui.editing.form_saving import AT_FIELDS, FormSaving
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kinds.trigger import TRIGGER
from aixtui.kinds.utility import UTILITY
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.headless import do
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


async def save(form: Form, face: ScriptedFace) -> None:
    await FormSaving(form, face).save()


async def test_an_edit_is_compared_saved_and_over(agents: Agents) -> None:
    agent = await agents.analyst()
    form, face = Form(agents.session, AGENT, agent), ScriptedFace(True)
    form.type("description", "Says what a text is like.")
    assert (form.loss, list(form.changes)) == ("Changed and not saved: Description.", ["description"])
    await save(form, face)
    assert face.details == [(FieldChange("Description", agent.description, "Says what a text is like."),)]
    assert form.is_over
    assert face.messages == ["Saved Text Analyst. u takes it back."]
    agent = await agents.analyst()
    assert (agent.description, len(agent.tools)) == ("Says what a text is like.", 3)


async def test_a_new_one_needs_what_is_required(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, None), ScriptedFace(True)
    await save(form, face)
    assert (form.checks.problems, form.checks.invalid_field) == ({"name": "Name is required."}, "name")
    assert (face.messages, form.activity.problem) == ([], AT_FIELDS)
    form.type("name", "Quill")
    assert form.checks.invalid_field == ""
    await save(form, face)
    assert form.saved_resource is not None
    assert [one.id for one in await agents.find("Quill")] == [form.saved_resource.id]


async def test_a_key_that_the_server_echoes_is_not_shown_and_stays_until_its_field_is_changed(
    agents: Agents,
) -> None:
    secret = Secret("the-key-of-this-test")
    values = {"name": "Keeper", "description": f"Sent with {secret.reveal()}."}
    agent = await agents.session.write(lambda workspace: workspace.create(AGENT, values))
    form = Form(agents.session, AGENT, agent)
    described = next(field for field in AGENT.fields if field.name == "description")
    assert form.texts["description"] == "Sent with [hidden]."
    assert form.is_lossy(described)
    form.type("description", "Changed, [hidden] and all.")
    await save(form, ScriptedFace())
    sentence = "Description holds [hidden] in the place of a key: take that out."
    assert form.checks.problems == {"description": sentence}
    assert form.checks.invalid_field == "description"
    form.type("description", form.base["description"])
    form.type("instructions", "Be brief.")
    assert list(form.changes) == ["instructions"]
    await save(form, ScriptedFace(True))
    assert form.saved_resource is not None
    assert form.saved_resource.description == f"Sent with {secret.reveal()}."


async def test_a_draft_stays_a_draft(agents: Agents) -> None:
    (draft,) = await agents.find("Meeting Notes")
    form = Form(agents.session, AGENT, draft)
    form.type("instructions", "Take notes.")
    await save(form, ScriptedFace(True))
    (agent,) = await agents.find("Meeting Notes")
    assert (agent.status, agent.instructions) == ("draft", "Take notes.")


@pytest.mark.parametrize(
    ("before", "edited", "after"),
    [
        ("one", "two\n", "two"),
        ("one\n", "one\n", "one\n"),
        ("one\r\n", "two\r\n", "two\r\n"),
        ("a\nb", "a\nb\nc\n", "a\nb\nc"),
    ],
)
@pytest.mark.parametrize("name", ["name", "instructions"])
async def test_an_editor_changes_what_its_user_changed(
    agents: Agents, name: str, before: str, edited: str, after: str
) -> None:
    form = Form(agents.session, AGENT, None)
    form.moves.current = name
    form.type(name, before)
    await OwnEditor(form, ScriptedFace(edited)).edit_field(form.field(name))
    assert form.texts[name] == after


async def test_an_untouched_form_is_not_saved_and_left_at_once(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace()
    controllers = Controllers(FormController(form, face))
    await do_in_form(controllers, "save")
    assert face.messages == ["Nothing has changed."]
    await do_in_form(controllers, "back")
    assert form.is_over
    assert form.saved_resource is None


async def do_in_form(controllers: Controllers, action_id: str) -> str:
    action = next(row for row in actions_of("edit") if row.id == action_id)
    if reason := controllers.refusal(action):
        return reason
    work = controllers.do(action)
    assert work is not None
    await work
    return ""


async def test_leaving_what_is_not_saved_asks(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(False, True)
    form.type("name", "Other")
    states = []
    for _ in range(2):
        await form.leave(face)
        states.append(form.is_over)
    assert states == [False, True]
    assert face.details == ["Changed and not saved: Name."] * 2


async def test_a_refused_save_keeps_what_was_typed_and_says_why(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    form.type("name", "Feedback Sorter")
    await save(form, face)
    taken = "That name is taken already: choose another one."
    assert (form.checks.problems, form.moves.current) == ({"name": taken}, "name")
    assert (face.problems, form.activity.problem) == (
        [],
        AT_FIELDS,
    )
    form.checks.check("name")  # as one leaves the field: that it fits is not to say that the server takes it
    assert form.checks.problems == {"name": taken}
    assert (form.is_over, form.is_saving, form.texts["name"]) == (False, False, "Feedback Sorter")
    form.type("name", "Free Name")
    assert (form.activity.problem, form.checks.problems) == ("", {})
    await save(form, ScriptedFace(True))
    assert form.is_over


async def test_what_the_server_has_already_is_no_conflict(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    await agents.change(await agents.analyst(), description="Agreed.")
    form.type("description", "Agreed.")
    await save(form, face)
    assert form.is_over


async def test_without_an_answer_the_form_compares_with_what_the_server_has(
    agents: Agents, drop_answer: Callable[[str], None]
) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    form.type("description", "Mine.")
    drop_answer("save")
    await save(form, face)
    assert [problem.title for problem in face.problems] == ["No answer came"]
    assert (form.is_over, form.is_saving, form.changes) == (False, False, {})
    assert form.texts["description"] == "Mine."


async def test_without_an_answer_only_what_was_typed_is_a_change(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    form.type("description", "Mine.")

    def drop_answer(workspace: WorkspaceGateway, *_: Any, **__: Any) -> None:
        error = APIError("The server did not answer within 300 seconds.")
        error.outcome_unknown = True
        raise error

    await agents.change(await agents.analyst(), instructions="Theirs.")
    monkeypatch.setattr(WorkspaceGateway, "save", drop_answer)
    await save(form, face)
    assert form.changes == {"description": "Mine."}
    assert form.texts["instructions"] == "Theirs."


@pytest.mark.usefixtures("told_defect")
async def test_a_form_is_usable_after_any_error(agents: Agents, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a defect")

    form, face = Form(agents.session, AGENT, None), ScriptedFace(True)
    form.type("name", "Quill")
    monkeypatch.setattr(WorkspaceGateway, "create", fail)
    await save(form, face)
    assert [problem.title for problem in face.problems] == ["Something unexpected happened"]
    assert (form.is_saving, form.is_over) == (False, False)


async def test_while_it_is_saved_nothing_else_can_be_done(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    controllers = Controllers(FormController(form, face))
    reasons: list[str] = []
    original = agents.session.write

    async def write(call: Callable[[WorkspaceGateway], Any]) -> Any:
        reasons.extend([await do(controllers, "save"), await do_in_form(controllers, "back")])
        return await original(call)

    monkeypatch.setattr(agents.session, "write", write)
    form.type("name", "Saved Name")
    await do_in_form(controllers, "save")
    assert reasons == ["It is being saved: wait for the answer."] * 2
    assert form.is_over


async def test_all_that_is_done_is_taken_back_from_the_last_on_and_done_again(agents: Agents) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    base = dict(form.texts)
    form.type("description", "Typed.")
    form.type("tools", "")
    form.type("llm", "")
    form.revert("description", "llm")
    form.type("description", "More.")
    form.moves.to("name")
    states = []
    while form.history.can_undo:
        form.undo()
        states.append(({name for name in base if form.texts[name] != base[name]}, form.moves.current))
    assert states == [
        ({"tools"}, "description"),
        ({"description", "tools", "llm"}, "description"),
        ({"description", "tools"}, "llm"),
        ({"description"}, "tools"),
        (set(), "description"),
    ]
    while form.history.can_redo:
        form.redo()
    assert (form.texts["description"], form.texts["tools"]) == ("More.", "")
    form.undo()
    form.type("name", "Other")
    assert not form.history.can_redo
    form.rebase(await agents.analyst())
    assert not form.history.can_undo


async def test_putting_all_back_asks(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(False, True)
    controllers = Controllers(FormController(form, face))
    assert await do_in_form(controllers, "revert-all") == "Nothing has changed."
    form.type("description", "Typed.")
    await do_in_form(controllers, "revert-all")
    assert form.texts["description"] == "Typed."
    await do_in_form(controllers, "revert-all")
    assert (form.is_as_it_began, face.details) == (True, ["Description", "Description"])


async def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_sent(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace()
    form.type("max_tokens", "many")
    form.checks.check("max_tokens")
    form.type("name", "")
    form.checks.check("name")
    assert form.checks.problems == {"max_tokens": "Tokens must be a number, not 'many'."}
    await save(form, face)
    assert (form.checks.invalid_field, face.questions) == ("name", [])
    assert form.checks.problems["name"] == "Name is required."
    form.type("max_tokens", "12.5")
    assert "max_tokens" not in form.checks.problems


async def test_a_part_of_an_attribute_leaves_the_others_as_they_are(agents: Agents) -> None:
    agent = await agents.analyst()
    for name, text in (("budget.max_cost", "0.5"), ("budget.max_iterations", "4")):
        form = Form(agents.session, AGENT, agent)
        form.type(name, text)
        await save(form, ScriptedFace(True))
        agent = form.saved_resource
    assert (agent.budget.max_cost, agent.budget.max_iterations) == (0.5, 4)


@pytest.mark.parametrize(
    ("texts", "problems"),
    [
        ({}, {"configuration": "Say when: a schedule, or an event of a tool below."}),
        ({"connection": "t"}, {"event": "Event is required: which one of this tool starts the agent."}),
        ({"event": "NEW_MAIL"}, {"connection": "Event of is required: the tool that raises the event."}),
        ({"configuration": "every 2 hours"}, {}),
    ],
)
async def test_a_trigger_is_asked_for_when_before_it_is_made(
    agents: Agents, texts: dict[str, str], problems: dict[str, str]
) -> None:
    form = Form(agents.session, TRIGGER, None)
    for name, text in ({"name": "often", "asset_id": "a"} | texts).items():
        form.type(name, text)
    assert form.checks.check_all() is not bool(problems)
    assert form.checks.problems == problems


@pytest.mark.parametrize(
    ("output", "schema", "problem"),
    [
        ("json", "{bad", "Output schema must be JSON: "),
        ("json", "", "Output schema is required."),
        ("json", '{"a": 1}', ""),
        ("text", '{"a": 1}', "Output schema is JSON: choose json as Output for it."),
        ("text", "a list of names", ""),
        ("", "", ""),
    ],
)
async def test_the_schema_of_an_output_fits_that(
    agents: Agents, output: str, schema: str, problem: str
) -> None:
    form = Form(agents.session, AGENT, None)
    for name, text in {"name": "A", "output_format": output, "expected_output": schema}.items():
        form.type(name, text)
    form.checks.check("expected_output")  # as it is left
    assert form.checks.problems.get("expected_output", "").startswith(problem if schema else "")
    assert form.checks.check_all() is not bool(problem)
    assert form.checks.problems.get("expected_output", "").startswith(problem)


async def test_code_that_the_server_refuses_is_refused_at_its_field(agents: Agents) -> None:
    form, face = Form(agents.session, UTILITY, None), ScriptedFace(True, True)
    for name, text in {"name": "Sum", "description": "Adds all of them.", "source": "def main(:\n"}.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    said = "The code is not valid Python: invalid syntax, line 1."
    assert (form.checks.problems, face.problems, face.messages) == ({"source": said}, [], [])
    form.type("source", "def main(a: int) -> int:\n    return a\n")
    assert (form.checks.problems, form.activity.problem) == ({}, "")
    await FormSaving(form, face).save()
    assert face.messages == ["Made Sum."]
