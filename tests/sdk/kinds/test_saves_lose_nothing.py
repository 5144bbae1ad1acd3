"""A save sends the platform's document back with what was changed, whatever else the platform keeps in it."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aixsdk import Aixplain
from aixsdk.resource.server_owned import server_owned
from tests.sdk import documents
from tests.sdk.platform import Platform, connected
from tests.sdk.resource.things import Thing

Change = Callable[[Any], None]
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("kl", max_size=2), inner, max_size=2),
    max_leaves=4,
)
TIMES = {"createdAt": "2026-07-01T12:00:00.000Z", "updatedAt": "2026-07-01T12:00:00.000Z"}
AGENT = documents.agent(
    tools=[
        {"id": "t1", "type": "model", "name": "Writer", "parameters": [{"name": "n", "value": 1}]},
        {"id": "t2", "type": "tool", "name": "adder"},
    ],
    agents=[{"id": "a7", "inspectors": []}],
    tasks=[
        {"name": "read", "description": None, "expectedOutput": None, "dependencies": []},
        {"name": "sum", "description": "Sums.", "expectedOutput": None, "dependencies": ["read"]},
    ],
)
SESSION = {
    "id": "s1",
    "agentId": "a1",
    "name": "ticket",
    "status": "active",
    "executionConfig": {"executionParams": {"maxTokens": 5}, "criteria": "short"},
    "messageCount": 3,
    **TIMES,
}
KEY = {
    "id": "k1",
    "name": "ci",
    "budget": 10.0,
    "accessKey": "abcd****wxyz",
    "isAdmin": False,
    "expiresAt": "2027-01-01T00:00:00.000Z",
    "globalLimits": {"tpm": 1, "tpd": 2, "rpm": 3, "rpd": 4, "tokenType": "total"},
    "assetsLimits": [{"assetId": "m1", "tpm": 1, "tpd": 2, "rpm": 3, "rpd": 4, "tokenType": "total"}],
}
SKILL = {
    "id": "sk1",
    "name": "pdf",
    "description": "Fills forms.",
    "tags": ["pdf"],
    "privacy": "Private",
    "whitelist": [],
    "status": "onboarded",
    "assetInfo": {"instanceId": "ws/pdf"},
    **TIMES,
}
TRIGGER = {
    "id": "g1",
    "name": "morning",
    "input": "Good.",
    "assetId": "a1",
    "assetType": "agent",
    "triggerType": "time",
    "enabled": True,
    "notifications": False,
    "configuration": {"type": "daily", "time": "07:40"},
    "nextRunAt": "2027-01-01T06:40:00.000Z",
    **TIMES,
}
UTILITY = {
    "id": "u1",
    "name": "adder",
    "description": "Adds two numbers.",
    "code": "def main(a: int) -> int:\n    return a\n",
    "inputs": [{"name": "a", "description": "The a input is a number", "type": "number"}],
    "utility_id": "custom_python_code",
    **TIMES,
}
THING = {"id": "t1", "name": "One", "colour": "red", "parts": [{"size": 1}], "maxSize": 1}


@dataclass(frozen=True)
class Case:
    """One change of a resource, and what it is in the document."""

    kind: str
    document: dict[str, Any]
    read: str
    write: str
    change: Change
    expected: Callable[[dict[str, Any]], Any]
    """Makes the same change in the document."""

    def __str__(self) -> str:
        return f"{self.kind}-{self.expected.__name__}"


def case(
    kind: str, document: dict[str, Any], path: str, change: Change, read: str = ""
) -> Callable[[Callable[[dict[str, Any]], Any]], Case]:
    def decorate(expected: Callable[[dict[str, Any]], Any]) -> Case:
        place = f"{path}/{document['id']}"
        return Case(
            kind, document, f"GET /{read or path}/{document['id']}", f"PUT /{place}", change, expected
        )

    return decorate


def assign(name: str, value: Any) -> Change:
    return lambda resource: setattr(resource, name, value)


@case("Agent", AGENT, "v2/agents", assign("name", "New"))
def an_agents_name(document: dict[str, Any]) -> None:
    document["name"] = "New"


@case("Agent", AGENT, "v2/agents", lambda agent: setattr(agent.budget, "max_cost", 5.0))
def an_agents_budget(document: dict[str, Any]) -> None:
    document["budget"]["maxCost"] = 5.0


@case("Agent", AGENT, "v2/agents", lambda agent: setattr(agent.tasks[1], "name", "add"))
def an_agents_task(document: dict[str, Any]) -> None:
    document["tasks"][1]["name"] = "add"


@case("Agent", AGENT, "v2/agents", lambda agent: agent.tools.pop(0))
def an_agents_tools(document: dict[str, Any]) -> None:
    del document["tools"][0]


@case("Session", SESSION, "v1/sessions", assign("name", "New"))
def a_sessions_name(document: dict[str, Any]) -> None:
    document["name"] = "New"


@case("APIKey", KEY, "sdk/api-keys", assign("budget", 20.0))
def a_keys_budget(document: dict[str, Any]) -> None:
    document["budget"] = 20.0


@case("Skill", SKILL, "sdk/skill", assign("tags", ["pdf", "forms"]))
def a_skills_tags(document: dict[str, Any]) -> None:
    document["tags"] = ["pdf", "forms"]


@case("Trigger", TRIGGER, "v1/triggers", assign("input", "Hello."))
def a_triggers_input(document: dict[str, Any]) -> None:
    document["input"] = "Hello."


@case("Utility", UTILITY, "sdk/utilities", assign("description", "Adds any numbers."), read="sdk/models")
def a_utilitys_description(document: dict[str, Any]) -> None:
    document["description"] = "Adds any numbers."


@case("Thing", THING, "v2/things", assign("colour", "green"))
def a_things_colour(document: dict[str, Any]) -> None:
    document["colour"] = "green"


CASES: list[Any] = [
    an_agents_name,
    an_agents_budget,
    an_agents_task,
    an_agents_tools,
    a_sessions_name,
    a_keys_budget,
    a_skills_tags,
    a_triggers_input,
    a_utilitys_description,
    a_things_colour,
]
STRICT = {"v1/triggers"}
"""Where an update refuses what it does not know: there the writable keys alone go back."""


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document, at any depth."""
    if isinstance(value, dict):
        yield value
        for item in tuple(value.values()):
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def with_more(document: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The document with keys that nobody here knows."""
    more = copy.deepcopy(document)
    for place in list(objects(more)):
        place |= data.draw(st.dictionaries(st.sampled_from(["zz1", "zzTwo", "zz three"]), JSON, max_size=2))
    return more


def bound(aix: Aixplain, kind: str) -> Any:
    return type("Thing", (Thing,), {"context": aix}) if kind == "Thing" else getattr(aix, kind)


@pytest.mark.parametrize("change", CASES, ids=str)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_save_sends_the_document_with_the_change(change: Case, data: st.DataObject) -> None:
    document = with_more(change.document, data)
    expected = copy.deepcopy(document)
    change.expected(expected)
    with connected() as (aix, platform):
        body, again = saved_twice(aix, platform, change, document)
    assert body == again == without_owned(change, expected)


def saved_twice(aix: Aixplain, platform: Platform, change: Case, document: Any) -> tuple[Any, Any]:
    platform.on(change.read, document)
    platform.on(change.write, {})
    resource = bound(aix, change.kind).get(document["id"])
    change.change(resource)
    resource.save()
    body = platform.body()
    resource.save()
    return body, platform.body()


def without_owned(change: Case, document: dict[str, Any]) -> dict[str, Any]:
    kind: Any = bound(Aixplain("a-key"), change.kind)
    keys = set(document) - server_owned(kind.RESOURCE_PATH)
    if kind.RESOURCE_PATH in STRICT:
        keys &= kind.WRITABLE
    return {key: document[key] for key in keys}


def test_the_writable_keys_are_those_of_the_strict_kinds() -> None:
    kinds = {case.kind for case in CASES}
    strict = {kind for kind in kinds if bound(Aixplain("a-key"), kind).WRITABLE is not None}
    assert strict == {"Trigger"}
