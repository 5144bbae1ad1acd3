import json
from datetime import datetime
from itertools import pairwise
from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create, start, tool, units
from tests.sandbox.polls import bodies, outcome


def test_a_run_reports_its_steps_while_they_happen(api: httpx.Client) -> None:
    started = start(api, "sandbox-ws%2Ftext-analyst", {"input": "What a lovely day it is today."})
    assert started["data"].endswith(f"/sdk/agents/{started['requestId']}/result")
    seen = bodies(api, started["data"])
    counts = [len(body["data"]["steps"]) for body in seen]
    assert counts == sorted(counts)
    assert len(set(counts)) >= 2  # a busy machine may miss some
    assert any(body["data"]["steps"] and not body["data"]["steps"][-1]["end_time"] for body in seen[:-1])
    assert all(body["data"]["output"] is None for body in seen[:-1])

    last = seen[-1]
    assert last["status"] == "SUCCESS"
    assert last["sessionId"] == last["data"]["session_id"] == started["sessionId"]
    assert units(last) == ["Language Identification", "Sentiment", "Text Statistics"]
    assert "English" in last["data"]["output"]
    assert "positive" in last["data"]["output"]
    statistics = last["data"]["executionStats"]
    assert statistics["api_calls"] == len(last["data"]["steps"])
    assert last["usedCredits"] == statistics["credits"] == pytest.approx(0.0004)


def test_steps_have_true_times_and_follow_each_other(api: httpx.Client) -> None:
    last = outcome(api, start(api, "sandbox-ws%2Ftext-analyst", "I like it.")["data"])
    spans = []
    for step in last["data"]["steps"]:
        begin, end = (datetime.fromisoformat(step[key]) for key in ("start_time", "end_time"))
        spans.append((begin, end))
        assert step["run_time"] == pytest.approx((end - begin).total_seconds(), abs=0.2)
        assert step["run_time"] >= 0.05
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_the_query_chooses_the_tools_and_the_text(api: httpx.Client) -> None:
    asked = start(
        api, "sandbox-ws%2Ftext-analyst", {"input": 'What language is "Bom dia a todos os amigos"?'}
    )
    last = outcome(api, asked["data"])
    assert units(last) == ["Language Identification"]
    assert "Portuguese" in last["data"]["output"]
    colon = outcome(api, start(api, "sandbox-ws%2Ftext-analyst", "Judge the tone: I hate rain.")["data"])
    assert units(colon) == ["Sentiment"]
    assert "negative" in colon["data"]["output"]


def test_an_agent_without_tools_picks_by_its_instructions(own: httpx.Client) -> None:
    made = create(own, name="Free", instructions="Measure the {what}, then judge its tone.")
    last = outcome(
        own, start(own, made["id"], {"input": "Some plain words to work on.", "what": "text"})["data"]
    )
    assert units(last) == ["Text Statistics", "Sentiment"]


def test_the_output_format_is_the_agents_or_the_runs(own: httpx.Client) -> None:
    made = create(own, name="Json", outputFormat="json", tools=[tool(own, "sandbox/sentiment")])
    last = outcome(own, start(own, made["id"], "Good.")["data"])
    assert '"label": "positive"' in last["data"]["output"]
    text = outcome(own, start(own, made["id"], "Good.", executionParams={"outputFormat": "text"})["data"])
    assert text["data"]["output"].startswith("The text is positive")


@pytest.mark.parametrize(
    "expected",
    [
        '{"type": "object", "properties": {"Label": {"type": "string"}, "unique_words": {}, "rain": {}}}',
        {"Label": "positive", "unique_words": 3, "rain": "none"},
    ],
    ids=["schema", "example"],
)
def test_a_json_answer_has_the_shape_that_is_expected(own: httpx.Client, expected: Any) -> None:
    tools = [tool(own, "sandbox/sentiment"), tool(own, "sandbox/text-statistics")]
    made = create(own, name="Shaped", outputFormat="json", expectedOutput=expected, tools=tools)
    last = outcome(own, start(own, made["id"], "Good news.")["data"])
    assert json.loads(last["data"]["output"]) == {"Label": "positive", "unique_words": 2, "rain": None}


@pytest.mark.parametrize(
    "expected",
    [None, "Whatever fits.", "[1]", "[" * 100_000, {"type": "object"}],
    ids=["none", "text", "list", "deep", "bare-schema"],
)
def test_without_names_a_json_answer_has_all_that_was_found(own: httpx.Client, expected: Any) -> None:
    made = create(own, name="Whole", outputFormat="json", tools=[tool(own, "sandbox/sentiment")])
    asked = {"outputFormat": "json", "expectedOutput": expected}
    last = outcome(own, start(own, made["id"], "Good news.", executionParams=asked)["data"])
    assert list(json.loads(last["data"]["output"])) == ["Sentiment"]


def test_a_team_runs_its_members(own: httpx.Client) -> None:
    member = create(own, name="Member", tools=[tool(own, "sandbox/sentiment")])
    team = create(own, name="Team", agents=[{"id": member["id"], "inspectors": []}])
    last = outcome(own, start(own, team["id"], "Good.")["data"])
    assert [s["agent"]["name"] for s in last["data"]["steps"]] == [
        "Mentalist",
        "Member",
        "Response Generator",
    ]


def test_a_tool_that_cannot_run_here_fails_its_step_and_alone_the_run(own: httpx.Client) -> None:
    dead, alive = tool(own, "openai/gpt-4o"), tool(own, "sandbox/sentiment")
    mixed = create(own, name="Mixed", tools=[dead, alive])
    last = outcome(own, start(own, mixed["id"], "Good.")["data"])
    assert last["status"] == "SUCCESS"
    assert [bool(step.get("error")) for step in last["data"]["steps"]] == [False, True, False, False]
    lone = create(own, name="Lone", tools=[dead])
    failed = outcome(own, start(own, lone["id"], "Good.")["data"])
    assert failed["status"] == "FAILED"
    assert (
        failed["data"]["error"]
        == failed["supplierError"]
        == "GPT-4o runs on the live platform only; the sandbox has no engine for it."
    )


def test_a_budget_limits_the_tools(own: httpx.Client) -> None:
    tools = [tool(own, "sandbox/sentiment"), tool(own, "sandbox/text-statistics")]
    made = create(own, name="Thrifty", tools=tools, budget={"maxIterations": 1})
    last = outcome(own, start(own, made["id"], "Good.")["data"])
    assert units(last) == ["Sentiment"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "query should not be empty"),
        ({"query": None}, "query should not be empty"),
        ({"query": ""}, "query should not be empty"),
        ({"query": "  "}, "query should not be empty"),
        ({"query": {"input": ""}}, "query.input should not be empty"),
        ({"query": 5}, "query must be a string"),
    ],
)
def test_a_run_needs_a_query(api: httpx.Client, body: dict[str, object], message: str) -> None:
    reply = api.post("/v2/agents/sandbox-ws%2Ftext-analyst/run", json=body)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message
