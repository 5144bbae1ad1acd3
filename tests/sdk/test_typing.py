"""What an editor and a type checker know; the checks of this file are mypy's, in `make check`.

Each `type: ignore` is a mistake that must be found: one that is not found is itself an error.
"""

from collections.abc import Iterator
from typing import Any, assert_type

from aixsdk import (
    Agent,
    Aixplain,
    APIKey,
    Inspector,
    Integration,
    Model,
    Page,
    Session,
    Skill,
    Tool,
    Trigger,
    Utility,
)
from aixsdk.enums import SortBy
from aixsdk.kinds.agent.result import AgentRunResult, Artifact
from aixsdk.kinds.model_result import ModelResult
from aixsdk.kinds.session_message import SessionMessage
from aixsdk.kinds.tool import ToolResult
from aixsdk.resource import DeleteResult, Result
from aixsdk.streaming import ModelResponseStreamer, StreamChunk


def search(aix: Aixplain) -> None:
    assert_type(aix.Model.search(query="x", page_size=5, functions=["search"]), Page[Model])
    assert_type(aix.Tool.search(host="h", saved=True), Page[Tool])
    assert_type(aix.Integration.search(developer="d"), Page[Integration])
    assert_type(aix.Agent.search(sort_by=SortBy.NAME, status="draft"), Page[Agent])
    assert_type(aix.Skill.search(tags=["pdf"]), Page[Skill])
    assert_type(aix.Utility.search(ownership="PRIVATE"), Page[Utility])
    assert_type(aix.Session.search(agent="a", memory_enabled=True), Page[Session])
    assert_type(aix.Trigger.search(agent_id="a"), Page[Trigger])
    assert_type(aix.APIKey.search(api_key="k"), Page[APIKey])
    assert_type(aix.Inspector.search("x", page_size=5), Page[Inspector])
    assert_type(aix.Model.search().results[0], Model)
    assert_type(aix.Model.search("x", page_size=5), Page[Model])
    assert_type(aix.Tool.search("x"), Page[Tool])
    assert_type(aix.Agent.search("x"), Page[Agent])
    assert_type(aix.Model.search().next(), Page[Model] | None)
    assert_type(aix.Model.search_all(), Iterator[Model])
    assert_type([model.id for model in aix.Model.search()], list[str | None])


def search_mistakes(aix: Aixplain) -> None:
    aix.Model.search(querry="x")  # type: ignore[call-arg]
    aix.Model.search(page_size="many")  # type: ignore[arg-type]
    aix.Tool.search(tags=["x"])  # type: ignore[call-arg]
    aix.Integration.search(saved="yes")  # type: ignore[arg-type]
    aix.Agent.search(functions=["search"])  # type: ignore[call-arg]
    aix.Skill.search(tags="pdf")  # type: ignore[arg-type]
    aix.Utility.search(function="x")  # type: ignore[call-arg]
    aix.Session.search(memory_enabled="yes")  # type: ignore[arg-type]
    aix.Agent.search("x", "y")  # type: ignore[call-arg]
    aix.Trigger.search(agnet="a")  # type: ignore[call-arg]
    aix.APIKey.search(name="x")  # type: ignore[call-arg]
    aix.Inspector.search(functions=["search"])  # type: ignore[call-arg]


def get(aix: Aixplain) -> None:
    assert_type(aix.Model.get("x", host="h"), Model)
    assert_type(aix.Tool.get("x", api_key="k"), Tool)
    assert_type(aix.Integration.get("x", resource_path="p"), Integration)
    assert_type(aix.Agent.get("x"), Agent)
    assert_type(aix.Skill.get("x"), Skill)
    assert_type(aix.Utility.get("x"), Utility)
    assert_type(aix.Session.get("x"), Session)
    assert_type(aix.Trigger.get("x"), Trigger)
    assert_type(aix.APIKey.get("x"), APIKey)
    assert_type(aix.Inspector.get("x"), Inspector)


def get_mistakes(aix: Aixplain) -> None:
    aix.Model.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Tool.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Integration.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Agent.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Skill.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Utility.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Session.get("x", no_such=1)  # type: ignore[call-arg]
    aix.Trigger.get("x", no_such=1)  # type: ignore[call-arg]
    aix.APIKey.get("x", no_such=1)  # type: ignore[call-arg]


def delete(aix: Aixplain) -> None:
    assert_type(aix.Tool.get("x").delete(), DeleteResult)
    assert_type(aix.Agent.get("x").delete(api_key="k"), DeleteResult)
    assert_type(aix.Skill.get("x").delete(resource_path="p"), DeleteResult)
    assert_type(aix.Utility.get("x").delete(), DeleteResult)
    assert_type(aix.Session.get("x").delete(), DeleteResult)
    assert_type(aix.Trigger.get("x").delete(), DeleteResult)
    assert_type(aix.APIKey.get("x").delete(), DeleteResult)


def delete_mistakes(aix: Aixplain) -> None:
    aix.Tool.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Agent.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Skill.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Utility.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Session.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Trigger.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.APIKey.get("x").delete(force=True)  # type: ignore[call-arg]
    aix.Model.get("x").delete()  # type: ignore[attr-defined]
    aix.Integration.get("x").delete()  # type: ignore[attr-defined]


def run(aix: Aixplain) -> None:
    agent = aix.Agent.get("x")
    result = agent.run("q", variables={"language": "en"}, timeout=3)
    assert_type(result, AgentRunResult)
    assert_type(result.artifacts, list[Artifact])
    assert_type(list(agent.watch("url")), list[AgentRunResult])
    assert_type(aix.Model.get("x").run("text", temperature=1, timeout=3), ModelResult)
    assert_type(aix.Model.get("x").run_async("text", in_background=True), ModelResult)
    assert_type(aix.Model.get("x").run_stream("text"), ModelResponseStreamer[StreamChunk])
    assert_type(aix.Model.get("x").run("text", stream=True), ModelResponseStreamer[StreamChunk])
    assert_type(aix.Model.get("x").sync_poll("url").used_credits, float)
    assert_type(aix.Tool.get("x").run("add", {"a": 1}, identifier="u"), ToolResult)
    assert_type(aix.Tool.get("x").run_async("add"), ToolResult)
    assert_type(aix.Utility.get("x").run("data", wait_time=1), Result)
    assert_type(aix.Session.get("x").ask("Hi"), AgentRunResult)
    assert_type(aix.Session.get("x").messages(), list[SessionMessage])
    assert_type(aix.Integration.get("x").connect(name="name"), Tool)


def change(aix: Aixplain) -> None:
    agent = aix.Agent(name="n")
    assert_type(agent.save(as_draft=True), Agent)
    assert_type(agent.clone(name="m"), Agent)
    assert_type(agent.duplicate(name="m"), Agent)
    assert_type(agent.delete(), DeleteResult)


def mistakes(aix: Aixplain) -> None:
    aix.Agent.get("x").run("q", no_such=1)  # type: ignore[call-arg]
    aix.Agent.get("x").duplicate(no_such=1)  # type: ignore[call-arg]
    aix.Utility.get("x").run("data", timeout="long")  # type: ignore[arg-type]
    aix.Agent(nmae="n")  # type: ignore[call-arg]
    aix.Nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_cases_are_functions() -> None:
    cases: list[Any] = [search, search_mistakes, get, get_mistakes, delete, delete_mistakes]
    cases += [run, change, mistakes]
    assert all(callable(case) for case in cases)
