"""The fields of each kind against what the SDK's class can be given: a field for each, or a reason."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk.kinds.api_key_limits import APIKeyLimits
from aixsdk.kinds.budget import Budget
from aixsdk.kinds.execution_config import ExecutionConfig
from aixsdk.kinds.model import Model
from aixsdk.resource.decode import wire_names
from aixsdk.resource.server_owned import server_owned
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind

ECHO = "the platform's own word, or made from the name"
STATE = "a state is an action of its own, and no text"
SCHEDULE = "the schedule says it, in words"
_OF_MODELS = wire_names(Model).keys() - {"id", "name", "description"}
UPLOADED = "told by the file or the folder that is sent"

ELSEWHERE: dict[str, Mapping[str, str]] = {
    "agent": {
        "inspector_id": "the id of a single inspector, from before there were several",
        "cloned_from_id": ECHO,
        "max_iterations": "budget.max_iterations, as it was called once",
        "subagents": "agents, as they were called once",
    },
    "tool": {
        **dict.fromkeys(_OF_MODELS, ECHO),
        **dict.fromkeys(
            ("actions_available", "asset_id", "integration_id", "subscriptions", "redirect_url"), ECHO
        ),
        "allowed_actions": "a save of a tool sends its name and description alone",
        "integration": "a new tool is made of one that is picked",
        "config": "what the login of the integration asks for, which is asked of it",
        "code": "what the integration for Python asks for, which is asked of it",
    },
    "utility": {
        "path": ECHO,
        "status": STATE,
        "code": "as source: it may be kept at an address",
        "inputs": "read from the code",
        "utility_id": "the one word that there is",
    },
    "skill": {
        "status": STATE,
        "required_tools": UPLOADED,
        "instructions": UPLOADED,
        "asset_type": ECHO,
        "file_type": ECHO,
    },
    "session": {
        **dict.fromkeys(("description", "path"), ECHO),
        "agent": "agent_id",
    },
    "trigger": {
        "asset_type": "an agent, always",
        "trigger_type": "told by whether there is an event",
        "trigger_id": "what the subscription to the event is called",
        "agent": "asset_id",
        **dict.fromkeys(("run_at", "every", "interval", "at", "on", "timezone", "start_at"), SCHEDULE),
    },
    "file": {
        **dict.fromkeys(("path", "parent_id", "relative_path", "status", "created_at", "updated_at"), ECHO),
        **dict.fromkeys(("file_type", "extension", "size", "url", "children"), UPLOADED),
    },
    "key": {
        **dict.fromkeys(("description", "path", "is_admin"), ECHO),
    },
}
"""Attributes that are no field of their own, by kind, each with the reason."""
PARTS: Mapping[str, tuple[str, type, set[str]]] = {
    "agent": ("budget", Budget, set()),
    "session": ("execution_config", ExecutionConfig, set()),
    "session ": ("execution_config.budget", Budget, set()),
    "key": ("global_limits", APIKeyLimits, {"model"}),
}
"""Objects of which each part is a field, by kind, with those that make no sense there."""


@pytest.fixture(scope="module")
def aix() -> Iterator[Aixplain]:
    with Aixplain("key", backend_url="http://127.0.0.1:1", model_url="http://127.0.0.1:1") as client:
        yield client


def writable(source: Any) -> set[str]:
    """The attributes that a save may send, or that only say what to send: all but what is the platform's."""
    names, owned = wire_names(source), server_owned(source.RESOURCE_PATH)
    arguments = {spec.name for spec in dataclasses.fields(source) if spec.init and not spec.compare}
    files = {spec.name for spec in dataclasses.fields(source) if spec.name in ("source", "file_path")}
    taken = source.WRITABLE or set(names.values())
    sent = {name for name, key in names.items() if key in taken and key not in owned}
    return (sent | arguments | files) - {"id"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.fields], ids=lambda kind: kind.id)
def test_all_that_can_be_set_is_a_field_or_has_a_reason(kind: Kind, aix: Aixplain) -> None:
    fields = {field.name for field in kind.fields}
    shown = {name.partition(".")[0] for name in fields}
    reasons = ELSEWHERE[kind.id]
    left = writable(kind.source(aix)) - shown
    assert left - set(reasons) == set()
    assert set(reasons) - left == set(), "no longer without a field, or not there"


@pytest.mark.parametrize("kind_id", PARTS)
def test_each_part_of_an_object_is_a_field(kind_id: str) -> None:
    kind = next(kind for kind in KINDS if kind.id == kind_id.strip())
    whole, value, others = PARTS[kind_id]
    below = {field.name.removeprefix(f"{whole}.").partition(".")[0] for field in kind.fields}
    assert {spec.name for spec in dataclasses.fields(value)} - others <= below
