"""Tools and inspectors of an agent: objects to look at, entries to send back."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk.kinds.agent.resource import Agent
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.platform import Platform

MODEL = {
    "id": "m1",
    "type": "model",
    "name": "Writer",
    "description": "Writes",
    "supplier": "contoso",
    "function": "TEXT_GENERATION",
    "version": "v2",
    "assetId": "m1",
    "own": {"deep": 1},
    "parameters": [
        {"name": "temperature", "value": "1", "datatype": "text", "own": 2},
        {"name": "top_p", "value": None},
    ],
}
VALUE = {"name": "First", "value": 3, "datatype": "integer", "required": True, "own": 4}
TOOL = {
    "id": "t1",
    "type": "tool",
    "name": "adder",
    "actions": ["add"],
    "own": 5,
    "parameters": [{"code": "add", "name": "add", "own": 6, "inputs": {"a": VALUE, "b": {"name": "b"}}}],
}
INSPECTOR = {
    "name": "grounded",
    "targets": ["output"],
    "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort", "own": 7},
    "evaluator": {"type": "asset", "assetId": "g1", "prompt": "p", "own": 8},
    "severity": "high",
    "own": 9,
}


@pytest.fixture
def stored(aix: Aixplain, platform: Platform) -> Agent:
    parts = {"tools": [MODEL, TOOL], "inspectors": [INSPECTOR], "agents": [{"id": "a1", "own": 1}]}
    more = {"skills": [{"id": "k1", "name": "K"}, "k2"], "files": [{"fileId": "f1", "name": "n"}]}
    platform.on(f"GET /v2/agents/{ID}", documents.agent(**parts, **more))
    platform.on(f"PUT /v2/agents/{ID}", {})
    return aix.Agent.get(ID)


def test_they_are_objects_of_the_client(stored: Agent, aix: Aixplain) -> None:
    model, tool = stored.tools or []
    assert (type(model), type(tool)) == (aix.Model, aix.Tool)
    assert (model.id, model.name, model.function) == ("m1", "Writer", "TEXT_GENERATION")
    assert (tool.id, tool.allowed_actions, list(tool.actions)) == ("t1", ["add"], ["add"])
    assert tool.actions["ADD"].inputs.copy() == {"a": 3, "b": None}
    (inspector,) = stored.inspectors or []
    assert (type(inspector), inspector.name, inspector.action.max_retries) == (aix.Inspector, "grounded", 2)
    assert (stored.agents, stored.skills, stored.files) == (["a1"], ["k1", "k2"], ["f1"])
    assert stored.tools is stored.tools
    assert not stored.is_modified


def test_what_nobody_changed_goes_back_as_it_came(stored: Agent, platform: Platform) -> None:
    looked_at = [*(stored.tools or []), *(stored.inspectors or [])]
    assert len(looked_at) == 3
    stored.save(name="other")
    body = platform.body()
    for key, entries in (("tools", [MODEL, TOOL]), ("inspectors", [INSPECTOR])):
        assert body[key] == entries
    assert body["agents"] == [{"id": "a1", "own": 1}]
    assert body["skills"] == [{"id": "k1", "name": "K"}, "k2"]
    assert body["files"] == [{"fileId": "f1", "name": "n"}]
    assert len(platform.sent) == 2


def test_what_was_changed_is_changed_in_the_entry(stored: Agent, platform: Platform) -> None:
    model, tool = stored.tools or []
    (inspector,) = stored.inspectors or []
    model.inputs["temperature"] = "0.2"
    tool.name = "summer"
    tool.actions["add"].inputs["a"] = 9
    inspector.severity = "low"
    assert stored.is_modified
    stored.save()
    body = platform.body()
    temperature = {**MODEL["parameters"][0], "value": "0.2"}  # type: ignore[index]
    assert body["tools"][0] == {**MODEL, "parameters": [temperature, MODEL["parameters"][1]]}  # type: ignore[index]
    (action,) = body["tools"][1]["parameters"]
    assert (body["tools"][1]["name"], body["tools"][1]["own"], action["own"]) == ("summer", 5, 6)
    assert action["inputs"] == {"a": {**VALUE, "value": 9}, "b": {"name": "b"}}
    assert body["inspectors"] == [{**INSPECTOR, "severity": "low"}]
    assert len(platform.sent) == 2


def test_others_may_come_and_go(stored: Agent, aix: Aixplain, platform: Platform) -> None:
    stored.tools = [aix.Tool(id="t2", actions_available=False), *(stored.tools or [])[1:]]
    stored.inspectors = []
    stored.save()
    body = platform.body()
    assert [tool["id"] for tool in body["tools"]] == ["t2", "t1"]
    assert body["tools"][1] == TOOL
    assert body["inspectors"] == []


def test_a_copy_sends_them_too(stored: Agent, platform: Platform) -> None:
    platform.on("POST /v2/agents", documents.agent(id="c1"))
    twin = stored.clone(name="Copy")
    assert twin.tools != []
    twin.save()
    assert (platform.body()["tools"], platform.body()["inspectors"]) == ([MODEL, TOOL], [INSPECTOR])
    assert platform.sent[1:] == ["POST /v2/agents"]


@pytest.mark.parametrize(
    "entry",
    [
        "t1",
        None,
        {"name": "no id"},
        {"id": 3},
        {"id": "t1", "params": 3, "parameters": 3, "actions": 3},
        {"id": "t1", "parameters": ["odd", {"inputs": 3}, {"name": "x", "inputs": {"a": 3}}]},
        {"id": "m1", "type": "model", "vendor": 3, "parameters": [{}]},
    ],
)
def test_strange_entries_go_back_too(aix: Aixplain, platform: Platform, entry: Any) -> None:
    platform.on(f"GET /v2/agents/{ID}", documents.agent(tools=[entry], inspectors=[entry]))
    platform.on(f"PUT /v2/agents/{ID}", {})
    agent = aix.Agent.get(ID)
    assert len(agent.tools or []) == len(agent.inspectors or []) == 1
    assert not agent.is_modified
    if isinstance(entry, dict) and isinstance(entry.get("id"), str):
        agent.save(name="other")
        assert (platform.body()["tools"], platform.body()["inspectors"]) == ([entry], [entry])


def test_documents_that_are_assigned_go_as_they_are(stored: Agent, platform: Platform, aix: Aixplain) -> None:
    first, second = {"name": "one", "own": 1}, {"name": "two", "dependencies": ["one"]}
    platform.on(f"GET /v2/agents/{ID}", documents.agent(tools=[MODEL, TOOL], tasks=[first, second]))
    agent = aix.Agent.get(ID)
    renamed = [{"name": "zero"}, {"name": "three", "own": 2, "dependencies": ["zero"]}]
    kept, _ = agent.tools or []
    agent.save(
        tasks=renamed, tools=[{**TOOL, "actions": []}, kept], inspectors=[{**INSPECTOR, "name": "other"}]
    )
    body = platform.body()
    assert body["tasks"] == renamed
    assert body["tools"] == [{**TOOL, "actions": []}, MODEL]
    assert body["inspectors"] == [{**INSPECTOR, "name": "other"}]
