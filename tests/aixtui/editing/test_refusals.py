"""What a server has against a form stands at the fields that it is about, in the form's own words."""

import json
from typing import Any

import pytest

from aixsdk.exceptions import APIError, BadRequestError, ResourceError, ServerError, UnprocessableError
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.refusals import refusals
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from aixtui.settings.tree import Editing, Settings
from aixtui.workspace.refusal import LONGEST, objections
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio

JUDGED = json.dumps({"name": "watch", "evaluator": {"type": "asset", "assetId": "openai/blind"}})
TAKEN = "That name is taken already: choose another one."


def refused(*said: str, kind: type[APIError] = BadRequestError) -> ResourceError:
    """What a save raises when the server has said this."""
    message = list(said) if len(said) > 1 else said[0]
    error = kind("\n".join(said), 422 if kind is UnprocessableError else 400, {"message": message})
    return ResourceError("Failed to save resource", cause=error)


def at_fields(kind: Kind, *said: str, changes: dict[str, str] | None = None) -> tuple[dict[str, str], Any]:
    return refusals(objections(refused(*said)), kind.fields, changes or {}, {"known": "Known"})


@pytest.mark.parametrize(
    ("kind", "said", "name", "sentence"),
    [
        (AGENT, "name should not be empty", "name", "Name should not be empty."),
        (AGENT, "err.name_already_exists", "name", TAKEN),
        (AGENT, "{{err.name_already_exists}}", "name", TAKEN),
        (API_KEY, "Error: the name you provided is already in use.", "name", TAKEN),
        (AGENT, "Name already exists", "name", TAKEN),
        (
            AGENT,
            "tools.0.type should not be empty",
            "tools",
            "Tools, number 1, type should not be empty.",
        ),
        (
            AGENT,
            "each value in skills must be object or array",
            "skills",
            "Skills each value must be object or array.",
        ),
        (AGENT, "model must be an object", "llm", "LLM must be an object."),
        (AGENT, "outputFormat must be text", "output_format", "Output must be text."),
        (AGENT, "budget.maxCost must be a number", "budget.max_cost", "Credits a run must be a number."),
        (AGENT, "budget must be an object", "budget.max_cost", "Credits a run must be an object."),
        (TRIGGER, "assetId should not be empty", "asset_id", "Agent should not be empty."),
        (
            TRIGGER,
            "configuration.time must be HH:MM",
            "configuration",
            "Schedule, time must be HH:MM.",
        ),
        (
            API_KEY,
            "globalLimits.rpd must be a number",
            "global_limits.request_per_day",
            "Requests a day must be a number.",
        ),
        (
            API_KEY,
            "assetsLimits.1.assetId should not be empty",
            "asset_limits",
            "Limits of models, number 2, assetId should not be empty.",
        ),
    ],
)
def test_a_sentence_stands_at_its_field(kind: Kind, said: str, name: str, sentence: str) -> None:
    assert at_fields(kind, said) == ({name: sentence}, ())


def test_all_sentences_are_told_in_the_order_of_the_form() -> None:
    said = ("maxTokens must be an integer number", "name should not be empty", "name must be a string")
    by_field, others = at_fields(AGENT, *said, "The workspace is full.")
    assert list(by_field.items()) == [
        ("name", "Name should not be empty. Name must be a string."),
        ("max_tokens", "Tokens must be an integer number."),
    ]
    assert others == ("The workspace is full.",)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"tools": "known\nlost"}, {"tools": "lost"}),
        ({"tools": "known\nlost", "llm": "gone", "name": "x"}, {"llm": "gone", "tools": "lost"}),
        ({"tools": "known"}, {"tools": "what it refers to"}),
        ({"name": "x"}, {}),
        ({"inspectors": JUDGED}, {"inspectors": "openai/blind"}),
        ({"inspectors": JUDGED, "tools": "known"}, {"inspectors": "openai/blind"}),
    ],
)
def test_what_the_server_does_not_know_stands_where_it_is_referred_to(
    changes: dict[str, str], fields: dict[str, str]
) -> None:
    by_field, others = at_fields(AGENT, "err.asset_is_not_available", changes=changes)
    assert {name: said.split("know ")[1].split(",")[0] for name, said in by_field.items()} == fields
    assert bool(others) == (not fields)


@pytest.mark.parametrize(
    ("kind", "changes", "said", "name"),
    [
        (TRIGGER, {"event": "NEW_MOON"}, "There is no trigger type 'NEW_MOON'.", "event"),
        (TRIGGER, {"event": "NEW"}, "There is no trigger type 'NEW_MOON'.", ""),
        (AGENT, {"tools": "known\nlost"}, "It is not said what lost is.", "tools"),
        (AGENT, {"inspectors": JUDGED}, "There is no model openai/blind here.", "inspectors"),
        (AGENT, {"llm": "gone"}, "This is not allowed.", ""),
    ],
)
def test_what_names_something_that_was_picked_stands_where_it_was(
    kind: Kind, changes: dict[str, str], said: str, name: str
) -> None:
    by_field, others = at_fields(kind, said, changes=changes)
    assert (by_field, others) == (({name: said}, ()) if name else ({}, (said,)))


async def test_the_event_of_a_trigger_is_refused_at_its_field(agents: Agents) -> None:
    form, face = Form(agents.session, TRIGGER, None), ScriptedFace(True, True)
    form.type("name", "On pages")
    form.type("asset_id", (await agents.analyst()).id)
    form.type("event", "NEW_MOON")
    await FormSaving(form, face).save()
    assert form.checks.problems == {"connection": "Event of is required: the tool that raises the event."}
    tool = await agents.session.read(lambda ws: ws.get(TOOL, "tavily/tavily-search-api"))
    form.type("connection", tool.id)
    await FormSaving(form, face).save()
    assert form.checks.problems == {"event": "There is no trigger type 'NEW_MOON'."}
    assert (form.moves.current, face.problems) == ("event", [])


def test_what_is_said_is_clean_and_has_an_end() -> None:
    by_field, _ = at_fields(AGENT, f"name must \x1b[31mbe {'x' * 5000}")
    assert by_field["name"].startswith("Name must be xxx")
    assert len(by_field["name"]) <= LONGEST + len("Name")


@pytest.mark.parametrize(
    "error",
    [
        ServerError("name should not be empty", 500),
        APIError("name should not be empty", 400, outcome_unknown=True),
        ResourceError("name should not be empty"),
        ValueError("name should not be empty"),
    ],
)
def test_what_has_not_been_refused_is_at_no_field(error: Exception) -> None:
    assert objections(error) == ()


async def test_an_agent_that_the_server_does_not_know_stands_at_the_field(agents: Agents) -> None:
    form, face = Form(agents.session, TRIGGER, None), ScriptedFace(True, True)
    form.type("name", "Morning round")
    form.type("asset_id", "6650000000000000000000ff")
    form.type("input", "Go.")
    form.type("configuration", "every day at 9:00")
    await FormSaving(form, face).save()
    assert list(form.checks.problems) == ["asset_id"]
    assert "Agent: the server does not know 6650000000000000000000ff" in form.checks.problems["asset_id"]
    assert form.moves.current == "asset_id"
    form.type("asset_id", (await agents.analyst()).id)
    assert form.checks.problems == {}
    await FormSaving(form, face).save()
    assert form.is_over


async def test_what_names_no_field_is_told_as_it_was(agents: Agents, monkeypatch: pytest.MonkeyPatch) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace(True)
    form.type("name", "Other")

    async def refuse(*_: object) -> None:
        raise refused("name should not be empty", "The workspace is full.")

    monkeypatch.setattr(agents.session, "write", refuse)
    await FormSaving(form, face).save()
    assert "The workspace is full." in face.problems[0].sentence
    assert form.checks.problems == {"name": "Name should not be empty."}
    assert form.activity.problem == face.problems[0].sentence


async def test_with_the_question_left_out_a_save_is_sent_at_once(agents: Agents) -> None:
    agents.session.settings = Settings(editing=Editing(ask_before_save=False))
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace()
    form.type("description", "Mine.")
    await FormSaving(form, face).save(asks=form.session.settings.editing.ask_before_save)
    assert (form.is_over, face.questions) == (True, [])
    new, face = Form(agents.session, AGENT, None), ScriptedFace(True)
    new.type("name", "Brand new")
    await FormSaving(new, face).save(asks=False)
    assert face.questions == ["Make this agent?"]


async def test_with_the_question_left_out_what_was_in_conflict_is_shown(agents: Agents) -> None:
    form, face = Form(agents.session, AGENT, await agents.analyst()), ScriptedFace("mine", False)
    await agents.change(await agents.analyst(), description="Theirs.")
    form.type("description", "Mine.")
    await FormSaving(form, face).save(asks=False)
    assert face.questions == ["Text Analyst was changed by somebody else", "Save these changes?"]
