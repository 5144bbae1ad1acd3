"""What an editor and a type checker know; the checks of this file are mypy's, in `make check`.

Each `type: ignore` is a mistake that must be found: one that is not found is itself an error.
"""

from collections.abc import Iterator
from typing import Any, assert_type

from aixsdk import Agent, Aixplain, Model, Page, Tool
from aixsdk.enums import SortBy
from aixsdk.kinds.agent_result import AgentRunResult, Step
from aixsdk.kinds.model_result import ModelResult
from aixsdk.resource import DeleteResult


def search_and_get(aix: Aixplain) -> None:
    assert_type(aix.Model.search(query="x", page_size=5, functions=["search"]), Page[Model])
    assert_type(aix.Agent.search(sort_by=SortBy.NAME), Page[Agent])
    assert_type(aix.Tool.search(host="h"), Page[Tool])
    assert_type(aix.Model.search().results[0], Model)
    assert_type(aix.Model.search().next(), Page[Model] | None)
    assert_type(aix.Model.search_all(), Iterator[Model])
    assert_type(aix.Agent.get("x"), Agent)
    aix.Agent.get("x", no_such=1)  # type: ignore[call-arg]
    assert_type([model.id for model in aix.Model.search()], list[str | None])


def run(aix: Aixplain) -> None:
    agent = aix.Agent.get("x")
    result = agent.run("q", variables={"language": "en"}, timeout=3)
    assert_type(result, AgentRunResult)
    assert_type(result.steps, list[Step])
    assert_type(list(agent.watch("url")), list[AgentRunResult])
    assert_type(aix.Model.get("x").run("text", temperature=1), ModelResult)
    assert_type(aix.Model.get("x").sync_poll("url").used_credits, float)


def change(aix: Aixplain) -> None:
    agent = aix.Agent(name="n")
    assert_type(agent.save(as_draft=True), Agent)
    assert_type(agent.clone(name="m"), Agent)
    assert_type(agent.duplicate("m"), Agent)
    assert_type(agent.delete(), DeleteResult)


def mistakes(aix: Aixplain) -> None:
    aix.Model.search(querry="x")  # type: ignore[call-arg]
    aix.Model.search(page_size="many")  # type: ignore[arg-type]
    aix.Agent.search(functions=["search"])  # type: ignore[call-arg]
    aix.Agent.get("x").run("q", no_such=1)  # type: ignore[call-arg]
    aix.Agent.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Skill.search(tags="pdf")  # type: ignore[arg-type]
    aix.Agent(nmae="n")  # type: ignore[call-arg]
    aix.Nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_cases_are_functions() -> None:
    cases: list[Any] = [search_and_get, run, change, mistakes]
    assert all(callable(case) for case in cases)
