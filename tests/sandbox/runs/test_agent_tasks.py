"""The tasks of an agent order its work."""

import json
from typing import Any

import httpx
import pytest

from tests.sandbox.agents import finish, tool, units

COUNT = {"name": "count", "description": "Count the words"}
JUDGE = {"name": "judge", "description": "Judge the tone", "expectedOutput": "a word"}


@pytest.mark.parametrize(
    ("tasks", "used"),
    [
        ([JUDGE, COUNT], ["Sentiment", "Text Statistics"]),
        ([COUNT, JUDGE], ["Text Statistics", "Sentiment"]),
        ([{**JUDGE, "dependencies": ["count"]}, COUNT], ["Text Statistics", "Sentiment"]),
        ([COUNT], ["Text Statistics"]),
    ],
)
def test_tasks_choose_the_tools_in_the_order_of_their_dependencies(
    own: httpx.Client, tasks: list[dict[str, Any]], used: list[str]
) -> None:
    entries = [tool(own, "sandbox/sentiment"), tool(own, "sandbox/text-statistics")]
    last = finish(own, "What a lovely day.", tools=entries, tasks=tasks)
    assert units(last) == used
    told = {
        step["unit"]["name"]: step["task"] for step in last["data"]["steps"] if step["unit"]["type"] == "tool"
    }
    assert told == {name: {"Sentiment": "judge", "Text Statistics": "count"}[name] for name in used}
    planned = json.loads(last["data"]["steps"][0]["output"])
    assert [entry["name"] for entry in planned] == list(told.values())
    wanted = {task["name"]: task.get("dependencies", []) for task in tasks}
    for entry in planned:
        assert [found["name"] for found in entry["dependencies"]] == wanted[entry["name"]]


def test_tasks_that_ask_for_no_tool_leave_the_choice_to_the_query(own: httpx.Client) -> None:
    entries = [tool(own, "sandbox/sentiment"), tool(own, "sandbox/text-statistics")]
    tasks = [{"name": "x", "description": "Do well"}]
    assert units(finish(own, "Judge the tone: Good.", tools=entries, tasks=tasks)) == ["Sentiment"]


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        (
            [{"name": "a", "dependencies": ["b"]}],
            "tasks.0.dependencies names the unknown task b",
        ),
        (
            [{"name": "a", "dependencies": ["b"]}, {"name": "b", "dependencies": ["a"]}],
            "tasks must not depend on each other in a circle",
        ),
    ],
)
def test_tasks_that_cannot_be_ordered_are_refused(
    own: httpx.Client, tasks: list[dict[str, Any]], message: str
) -> None:
    reply = own.post("/v2/agents", json={"name": "A", "tasks": tasks})
    assert (reply.status_code, reply.json()["message"]) == (400, message)
