"""Each field of each kind, set in a form's words, saved, read back and cleared, on the sandbox."""

from collections.abc import Iterator
from typing import Any

import pytest

from aixsdk import Aixplain
from aixtui.kinds import find_kind
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.workspace import WorkspaceGateway

MODEL, OTHER_MODEL = "text-generation 1", "text-generation 2"
"""Stand for the ids of the first models that are found."""

VALUES: dict[str, dict[str, tuple[str, str]]] = {
    "agent": {
        "name": ("Renamed", ""),
        "description": ("Explains {x}.\nTwice.", "-"),
        "instructions": ("one\u2028two", "-"),
        "llm": (MODEL, ""),
        "llm.parameters": ('temperature: 0.2\ntop: "1"', "-"),
        "planner": (MODEL, "-"),
        "supervisor": (MODEL, "-"),
        "response_generator": (MODEL, "-"),
        "output_format": ("markdown", ""),
        "max_tokens": ("77", ""),
        "budget.max_cost": ("0.5", "-"),
        "budget.max_duration_seconds": ("90 s", "-"),
        "budget.max_iterations": ("4", "-"),
        "context_overflow_strategy": ("summarize", "-"),
        "inspector_targets": ("output\ninput", "-"),
        "max_inspectors": ("3", "-"),
        "resource_info": ("note: yes please\ncount: 3", "-"),
    },
    "session": {
        "name": ("Renamed", ""),
        "status": ("archived", ""),
        "execution_config.execution_params": ("maxTokens: 512\nother: x", "-"),
        "execution_config.criteria": ("be brief", "-"),
        "execution_config.evolve": ("{}", "-"),
        "execution_config.identifier": ("user-9", "-"),
        "execution_config.run_response_generation": ("no", "-"),
        "execution_config.budget.max_cost": ("1.5", "-"),
        "execution_config.budget.max_duration_seconds": ("2 min", "-"),
        "execution_config.budget.max_iterations": ("3", "-"),
    },
    "trigger": {
        "name": ("Renamed", ""),
        "description": ("Every day.", ""),
        "input": ("Say so.", ""),
        "configuration": ("every day at 08:15 Europe/Berlin", ""),
        "enabled": ("no", ""),
        "notifications": ("yes", ""),
        "retry_count": ("2", ""),
    },
    "skill": {
        "name": ("Renamed", ""),
        "description": ("Fills.", "-"),
        "tags": ("pdf, forms", "-"),
        "privacy": ("Restricted", ""),
        "whitelist": ("someone\nelse", "-"),
    },
    "key": {
        "name": ("Renamed", ""),
        "budget": ("12.5", ""),
        "expires_at": ("2099-01-31T00:00:00Z", ""),
        "global_limits.request_per_minute": ("10", "-"),
        "global_limits.request_per_day": ("20", "-"),
        "global_limits.token_per_minute": ("30", "-"),
        "global_limits.token_per_day": ("40", "-"),
        "global_limits.token_type": ("output", "-"),
    },
    "tool": {"name": ("Renamed", ""), "description": ("Reckons.", "")},
    "utility": {"name": ("Renamed", ""), "description": ("Adds two more numbers.", "")},
}
"""Of each field a text, and `-` where an empty one clears it."""

CASES = [
    pytest.param(kind_id, name, text, bool(clears), id=f"{kind_id}-{name}")
    for kind_id, fields in VALUES.items()
    for name, (text, clears) in fields.items()
]


@pytest.fixture(scope="module")
def aix(filled_sandbox: RunningSandbox) -> Iterator[Aixplain]:
    sandbox = filled_sandbox
    with Aixplain(sandbox.api_key, backend_url=sandbox.backend_url, model_url=sandbox.models_url) as client:
        yield client


@pytest.fixture(scope="module")
def resources(aix: Aixplain) -> dict[str, Any]:
    """One of each kind of one's own, with a whole it does not hold yet."""
    agent = aix.Agent(name="Mine", description="Explains.", instructions="Answer.").save()
    code = "def f(a: int) -> int:\n    return a\n"
    return {
        "agent": agent,
        "session": aix.Session(name="mine", agent_id=agent.id).save(),
        "trigger": aix.Trigger(name="mine", agent=agent, input="Go.", every="day", at="07:40").save(),
        "skill": aix.Skill(name="mine").save(),
        "key": aix.APIKey(name="mine").save(),
        "tool": aix.Tool(name="mine", description="Adds.", code=code).save(),
        "utility": aix.Utility(
            name="mine", description="Adds two numbers.", code=code.replace("f(", "main(")
        ).save(),
    }


def _field(kind: Kind, resource: Any, name: str) -> Field:
    return next(field for field in kind.fields_of(resource) if field.name == name)


@pytest.mark.parametrize(("kind_id", "name", "text", "clears"), CASES)
def test_it_is_set_read_back_and_cleared(
    aix: Aixplain, resources: dict[str, Any], kind_id: str, name: str, text: str, *, clears: bool
) -> None:
    kind = find_kind(kind_id)
    assert kind is not None
    workspace = WorkspaceGateway(aix)
    if text == MODEL:
        text = str(aix.Model.search(functions=["text-generation"]).results[0].id)
    before = workspace.get(kind, resources[kind_id].id)
    field = _field(kind, before, name)
    others = {one.name: text_of(one, before) for one in kind.fields_of(before) if one.name != name}
    after = workspace.save(kind, before, {name: text})
    assert text_of(field, after) == text
    assert {one: text_of(_field(kind, after, one), after) for one in others} == others
    if clears:
        cleared = workspace.save(kind, after, {name: ""})
        assert text_of(field, cleared) == ""
        assert {one: text_of(_field(kind, cleared, one), cleared) for one in others} == others


def test_every_field_that_can_be_edited_is_tried(aix: Aixplain, resources: dict[str, Any]) -> None:
    elsewhere = {
        "agent": {
            "tools",
            "tool_settings",
            "agents",
            "skills",
            "files",
            "tasks",
            "inspectors",
            "expected_output",
        },
        "trigger": {"asset_id"},
        "skill": {"file_path", "main_text"},
        "key": {"asset_limits"},
        "utility": {"code", "source"},
    }
    for kind_id, resource in resources.items():
        kind = find_kind(kind_id)
        assert kind is not None
        tried = {*VALUES[kind_id], *elsewhere.get(kind_id, set())}
        roles = {field.name for field in kind.fields if field.name.endswith("_generator.parameters")}
        untried = {field.name for field in kind.fields_of(resource)} - tried - roles
        assert untried <= {"planner.parameters", "supervisor.parameters"}, kind_id
