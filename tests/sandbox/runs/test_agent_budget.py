"""What a run may take and cost."""

from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create, finish, start, tool, units
from tests.sandbox.polls import outcome


def slow_report(own: httpx.Client) -> dict[str, Any]:
    """A tool that takes half a minute."""
    entry = tool(own, "sandbox/long-document-report")
    return {**entry, "parameters": [{"name": "pace", "value": 5}]}


@pytest.mark.parametrize(
    ("run", "agent"),
    [
        ({}, {"budget": {"maxDurationSeconds": 1}}),
        ({"executionParams": {"maxTime": 1}}, {}),
        ({"executionParams": {"budget": {"maxDurationSeconds": 1}, "maxTime": 300}}, {}),
    ],
)
def test_a_run_ends_in_time_in_the_middle_of_a_tool(
    own: httpx.Client, run: dict[str, Any], agent: dict[str, Any]
) -> None:
    entries = [tool(own, "sandbox/sentiment"), slow_report(own), tool(own, "sandbox/text-statistics")]
    last = finish(own, "Good.", run, tools=entries, **agent)
    assert last["status"] == "SUCCESS"
    assert 1 <= last["runTime"] < 3
    assert last["data"]["output"].startswith("The text is positive")
    assert last["data"]["critiques"] == "The run may take 1 seconds; the rest was left out."
    assert last["data"]["diagnosticErrorCodes"] == ["AX-BIL-1000"]
    assert units(last) == ["Sentiment", "Long Document Report"]
    [cut] = [step for step in last["data"]["steps"] if step.get("error")]
    assert (cut["error"], cut["used_credits"]) == (last["data"]["critiques"], 0)
    assert cut["end_time"]
    assert last["usedCredits"] == pytest.approx(0.0002)


def test_a_run_whose_time_is_over_before_anything_was_found_fails(own: httpx.Client) -> None:
    last = finish(own, "Good.", tools=[slow_report(own)], budget={"maxDurationSeconds": 1})
    assert (last["status"], last["runTime"] < 3) == ("FAILED", True)
    assert "may take 1 seconds" in last["data"]["error"]
    assert last["data"]["error"] == last["data"]["critiques"] == last["supplierError"]
    assert last["data"]["diagnosticErrorCodes"] == ["AX-BIL-1000"]


def test_what_was_found_in_time_is_still_inspected(own: httpx.Client) -> None:
    judge = {"type": "function", "function": "def judge(text):\n    return True"}
    watch = {"name": "watch", "targets": ["output"], "action": {"type": "abort"}, "evaluator": judge}
    entries = [tool(own, "sandbox/sentiment"), slow_report(own)]
    last = finish(own, "Good.", tools=entries, budget={"maxDurationSeconds": 1}, inspectors=[watch])
    assert (last["data"]["output"], last["data"]["governanceSource"]) == (None, "watch")


def test_a_tool_that_costs_more_than_is_left_is_not_started(own: httpx.Client) -> None:
    entries = [tool(own, name) for name in ("sandbox/sentiment", "sandbox/text-statistics")]
    dear = create(own, name="Dear", tools=entries, budget={"maxCost": 0.0001})
    last = outcome(own, start(own, dear["id"], "Good.")["data"])
    assert (units(last), last["usedCredits"]) == (["Text Statistics"], pytest.approx(0.0001))
    assert last["data"]["critiques"] == "The run may cost 0.0001 credits; Sentiment was left out."
    assert last["data"]["diagnosticErrorCodes"] == ["AX-BIL-1000"]
    none = finish(own, "Good.", tools=entries, budget={"maxCost": 0.00005})
    assert (none["status"], none["usedCredits"], units(none)) == ("FAILED", 0, [])
    assert "Sentiment was left out" in none["data"]["critiques"]
