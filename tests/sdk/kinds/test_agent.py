from pathlib import Path
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus
from aixsdk.kinds.agent import Agent
from aixsdk.kinds.agent_parts import Budget, Role, Task
from aixsdk.kinds.parameters import Parameter
from tests.sdk import documents
from tests.sdk.platform import BACKEND, Platform

ID = "66f0c1d2e3a4b5c6d7e8f901"
RUN, POLL = f"POST /v2/agents/{ID}/run", "GET /sdk/agents/e1/result"
URL = f"{BACKEND}/sdk/agents/e1/result"
ACCEPTED = {"requestId": "e1", "sessionId": "s1", "data": URL, "status": "IN_PROGRESS", "completed": False}
STEP = {
    "id": "s1",
    "agent": {"id": "a", "name": "Explainer"},
    "unit": {"id": "u", "name": "adder", "type": "tool"},
    "action": "add",
    "thought": "Add the lines",
    "input": {"a": 9},
    "output": "13",
    "used_credits": 0.5,
    "start_time": "2026-07-02T09:00:00.100Z",
    "end_time": "2026-07-02T09:00:01.000Z",
}
DONE = {
    "requestId": "e1",
    "sessionId": "s1",
    "status": "SUCCESS",
    "completed": True,
    "usedCredits": 0.5,
    "runTime": 4.8,
    "data": {"input": "q", "output": "It bills 3 seats", "session_id": "s1", "steps": [STEP]},
}


@pytest.fixture
def agent(aix: Aixplain, platform: Platform) -> Agent:
    platform.on(f"GET /v2/agents/{ID}", documents.agent())
    return aix.Agent.get(ID)


def test_every_field(agent: Agent) -> None:
    assert agent.path == "acme-ws/invoice-explainer"
    assert agent.status is AssetStatus.ONBOARDED
    assert agent.budget == Budget(max_iterations=8)
    assert agent.llm == Role("69b7", "GPT", [{"name": "temperature", "value": "0.2"}])
    assert agent.tasks == [Task("read", dependencies=[])]
    assert (agent.team_id, agent.max_tokens, agent.tools) == (
        4821,
        2048,
        [{"id": "t1", "type": "model", "name": "Writer"}],
    )
    assert not agent.is_modified


@pytest.mark.parametrize(
    "change",
    [
        {"llm": "other"},
        {"planner": Role("p")},
        {"budget": Budget(max_cost=1.0)},
        {"tools": []},
        {"agents": ["x"]},
        {"instructions": None},
    ],
)
def test_any_change_is_seen(agent: Agent, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(agent, name, value)
    assert agent.is_modified


class TestOldNames:
    @pytest.mark.parametrize("value", [None, {"max_cost": 1.0}, {"maxCost": 1.0}, Budget(max_cost=1.0)])
    def test_a_budget_is_always_there(self, agent: Agent, value: Any) -> None:
        assert Agent().budget == Budget()
        agent.budget = value
        assert agent.budget == Budget(max_cost=None if value is None else 1.0)

    def test_rounds_go_into_the_budget(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/agents/" + ID, {**documents.agent(), "budget": None, "maxIterations": 5})
        fetched = aix.Agent.get(ID)
        assert fetched.budget == Budget(max_iterations=5)
        assert not fetched.is_modified
        assert "maxIterations" not in fetched.to_dict()
        assert Agent(max_iterations=4).budget == Budget(max_iterations=4)
        assert Agent(max_iterations=4, budget=Budget(max_iterations=2)).budget == Budget(max_iterations=2)
        given = Agent()
        given.max_iterations = 3
        assert given.build_save_payload()["budget"] == {"maxIterations": 3}

    def test_sub_agents_are_agents(self) -> None:
        agent = Agent(subagents=["a1"])
        assert agent.agents == ["a1"]
        assert "subagents" not in agent.to_dict()
        with pytest.raises(errors.ValidationError, match="not both"):
            Agent(agents=["a1"], subagents=["a2"])
        agent.subagents = ["a3"]
        assert agent.agents == ["a3"]

    def test_a_model_brings_what_it_was_set_to(self, aix: Aixplain) -> None:
        parameter = Parameter(name="reasoning_effort", data_type="text")
        model = aix.Model(id="m1", params=[parameter, Parameter(name="top_p")])
        model.inputs["reasoning_effort"] = "low"
        assert aix.Agent(llm=model).llm.payload() == {
            "id": "m1",
            "parameters": [{"name": "reasoningEffort", "value": "low"}],
        }


class TestSave:
    def test_a_new_one_sends_every_key_and_no_empty_options(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent(name="New"), status=201)
        agent = aix.Agent(name="New", description="In {{language}} and {{more}}", instructions="{{a}} {b}")
        agent.save()
        assert platform.body() == {
            "id": None,
            "name": "New",
            "description": "In {language} and {more}",
            "path": None,
            "instructions": "{a} {b}",
            "status": "onboarded",
            "teamId": None,
            "tools": [],
            "inspectorId": None,
            "tasks": [],
            "agents": [],
            "outputFormat": "text",
            "expectedOutput": None,
            "createdAt": None,
            "updatedAt": None,
            "inspectorTargets": [],
            "maxInspectors": None,
            "inspectors": [],
            "resourceInfo": {},
            "maxTokens": 2048,
            "contextOverflowStrategy": None,
            "model": {"id": "69b7e5f1b2fe44704ab0e7d0"},
        }
        assert (agent.id, agent.status, agent.is_modified) == (ID, AssetStatus.ONBOARDED, False)

    def test_as_draft(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"PUT /v2/agents/{ID}", {})
        agent.save(as_draft=True, description="changed")
        assert (platform.body()["status"], platform.body()["description"]) == ("draft", "changed")
        assert (agent.status, agent.is_modified) == (AssetStatus.DRAFT, False)
        agent.save()
        assert (platform.body()["status"], agent.status) == ("onboarded", AssetStatus.ONBOARDED)

    def test_a_refused_save_does_not_claim_a_status(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"PUT /v2/agents/{ID}", {"message": "no"}, status=400)
        with pytest.raises(errors.ResourceError):
            agent.save(as_draft=True)
        assert agent.status is AssetStatus.ONBOARDED

    def test_what_was_loaded_goes_back_whole(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"PUT /v2/agents/{ID}", {})
        agent.save()
        body = platform.body()
        kept = ("name", "tools", "tasks", "budget", "teamId", "createdAt", "maxTokens", "inspectorTargets")
        assert {key: body[key] for key in kept} == {key: documents.agent()[key] for key in kept}
        assert body["model"] == {"id": "69b7", "parameters": [{"name": "temperature", "value": "0.2"}]}

    def test_parts_may_be_objects_ids_or_documents(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        platform.on("GET /v2/models/m2", documents.model(id="m2", name="Second"))
        platform.on("GET /v2/tools/t4", documents.model(id="t4", allowedActions=[], actionsAvailable=False))
        model = aix.Model.from_dict(documents.model(id="m1"))
        agent = aix.Agent(
            name="Team",
            tools=[model, "m2", {"id": "t3", "type": "tool"}, {"id": "t4"}],
            agents=[aix.Agent(id="a1"), "a2", {"id": "a3", "inspectors": ["i"]}],
            skills=["k1"],
            llm=model,
            planner={"id": "p1", "parameters": {"temperature": 0.1}},
            response_generator="r1",
            budget=Budget(max_cost=0.5),
            tasks=[Task("one"), Task("two", dependencies=[Task("one"), "one", {"name": "one"}])],
        )
        agent.save()
        body = platform.body()
        assert [(tool["id"], tool["type"]) for tool in body["tools"]] == [
            ("m1", "model"),
            ("m2", "model"),
            ("t3", "tool"),
            ("t4", "tool"),
        ]
        assert agent.tools == [model, "m2", {"id": "t3", "type": "tool"}, {"id": "t4"}]
        assert not agent.is_modified
        assert body["agents"] == [
            {"id": "a1", "inspectors": []},
            {"id": "a2", "inspectors": []},
            {"id": "a3", "inspectors": ["i"]},
        ]
        assert body["skills"] == [{"type": "skill", "assetId": "k1", "id": "k1"}]
        assert body["model"] == {"id": "m1", "parameters": [{"name": "temperature", "value": "1"}]}
        assert body["planner"] == {"id": "p1", "parameters": [{"name": "temperature", "value": 0.1}]}
        assert body["responder"] == {"id": "r1"}
        assert body["budget"] == {"maxCost": 0.5}
        assert body["tasks"][1]["dependencies"] == ["one", "one", "one"]

    def test_every_request_of_a_save_has_its_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        platform.on("GET /v2/models/m2", documents.model(id="m2"))
        done = {"status": "SUCCESS", "completed": True, "data": []}
        platform.on("POST /api/v2/execute/t1", done)
        aix.Agent(name="x", tools=[aix.Tool(id="t1"), "m2"]).save(api_key="other")
        assert len(platform.requests) == 4
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}

    def test_whether_it_changed_takes_no_request(self, aix: Aixplain, platform: Platform) -> None:
        agent = aix.Agent(id=ID, tools=[aix.Tool(id="t1"), aix.Model(id="m1")])
        agent.mark_as_saved()
        changes: list[tuple[list[Any], bool]] = [
            ([aix.Tool(id="t1"), aix.Model(id="m1")], False),
            ([aix.Tool(id="t2"), aix.Model(id="m1")], True),
        ]
        for tools, modified in changes:
            agent.tools = tools
            assert agent.is_modified is modified
        assert platform.sent == []

    def test_parts_can_be_saved_with_it(self, aix: Aixplain, platform: Platform) -> None:
        made = [documents.agent(id="deep"), documents.agent(id="member"), documents.agent(id="team")]
        platform.on("POST /v2/agents", *made)
        platform.on("POST /sdk/skill", {"id": "k1"})
        platform.on("POST /api/v2/execute/i1", {"status": "SUCCESS", "completed": True, "data": "t1"})
        platform.on("GET /v2/tools/t1", documents.model(id="t1", actionsAvailable=False, params=[]))
        deep = aix.Agent(name="Deep")
        member = aix.Agent(name="Member", agents=[deep])
        tool = aix.Tool(name="t", integration=aix.Integration(id="i1"))
        team = aix.Agent(name="Team", agents=[member, "other"], tools=[tool], skills=[aix.Skill(name="k")])
        team.save(as_draft=True, save_subcomponents=True, api_key="mine")
        agents = [platform.body(n) for n, sent in enumerate(platform.sent) if sent == "POST /v2/agents"]
        assert [(body["name"], body["status"]) for body in agents] == [
            ("Deep", "draft"),
            ("Member", "draft"),
            ("Team", "draft"),
        ]
        assert [member["id"] for member in agents[1]["agents"]] == ["deep"]
        assert [member["id"] for member in agents[2]["agents"]] == ["member", "other"]
        assert (agents[2]["tools"][0]["id"], agents[2]["skills"][0]["id"]) == ("t1", "k1")
        assert {request.headers["x-api-key"] for request in platform.requests} == {"mine"}

    @pytest.mark.parametrize("parts", [{"tools": [Agent()]}, {"agents": [Agent()]}, {"llm": Agent()}])
    def test_parts_must_be_saved(self, aix: Aixplain, platform: Platform, parts: dict[str, Any]) -> None:
        with pytest.raises((errors.ResourceError, errors.ValidationError), match="must be saved before"):
            aix.Agent(name="x", **parts).save()
        assert platform.sent == []

    def test_a_tool_that_is_not_there(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError, match="There is no tool nope"):
            aix.Agent(name="x", tools=["nope"]).save()
        assert "POST /v2/agents" not in platform.sent

    @pytest.mark.parametrize(
        ("form", "expected", "fits"),
        [
            ("json", {"a": 1}, True),
            ("json", '{"a": 1}', True),
            ("json", "no json", False),
            ("json", None, False),
            ("text", "words", True),
            ("markdown", None, True),
            ("text", {"a": 1}, False),
            (None, ["a"], False),
        ],
    )
    def test_the_expected_output_suits_the_format(
        self, aix: Aixplain, platform: Platform, form: str | None, expected: Any, fits: bool
    ) -> None:
        platform.on("POST /v2/agents", documents.agent())
        agent = aix.Agent(name="x", output_format=form, expected_output=expected)
        if fits:
            agent.save()
            assert platform.body()["expectedOutput"] == expected
        else:
            with pytest.raises(errors.ResourceError, match="expected output must be"):
                agent.save()
            assert platform.sent == []


class Shape:
    """What pydantic makes of a class, as far as an agent looks at it."""

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        return {"type": "object"}

    def model_dump(self) -> dict[str, Any]:
        return {"total": 1}


@pytest.mark.parametrize(
    ("expected", "saved", "run"),
    [(Shape, '{"type": "object"}', '{"type": "object"}'), (Shape(), {"total": 1}, '{"total": 1}')],
)
def test_an_expected_output_of_pydantic(
    aix: Aixplain, platform: Platform, expected: Any, saved: Any, run: str
) -> None:
    platform.on("POST /v2/agents", {"id": ID})
    platform.on(RUN, DONE)
    agent = aix.Agent(name="x", output_format="json", expected_output=expected).save()
    assert platform.body()["expectedOutput"] == saved
    assert not agent.is_modified
    agent.status = AssetStatus.ONBOARDED
    agent.mark_as_saved()
    agent.run("x")
    assert platform.body()["executionParams"]["expectedOutput"] == run
    agent.run("x", execution_params={"expected_output": expected})
    assert platform.body()["executionParams"]["expectedOutput"] == run


class TestDuplicate:
    def test_a_draft_made_by_the_platform(self, agent: Agent, platform: Platform) -> None:
        copied = documents.agent(id="c1", name="Copy", clonedFromId=ID)
        platform.on(f"POST /v2/agents/{ID}/duplicate", copied, status=201)
        twin = agent.duplicate()
        assert platform.body() == {"cloneSubagents": False}
        assert (twin.id, twin.status, twin.cloned_from_id) == ("c1", AssetStatus.DRAFT, ID)
        assert not twin.is_modified
        agent.duplicate("Named", duplicate_subagents=True)
        assert platform.body() == {"cloneSubagents": True, "name": "Named"}

    def test_key_and_path_of_the_call(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"POST /v9/agents/{ID}/duplicate", documents.agent(id="c1"))
        agent.duplicate("Named", api_key="other", resource_path="v9/agents")
        assert platform.requests[-1].headers["x-api-key"] == "other"
        assert platform.body() == {"cloneSubagents": False, "name": "Named"}

    @pytest.mark.parametrize("reply", [{}, [], {"id": ""}])
    def test_no_document_may_have_been_made(self, agent: Agent, platform: Platform, reply: Any) -> None:
        platform.on(f"POST /v2/agents/{ID}/duplicate", reply)
        with pytest.raises(errors.ResourceError) as caught:
            agent.duplicate()
        assert caught.value.outcome_unknown

    def test_a_failure_is_wrapped(self, agent: Agent) -> None:
        with pytest.raises(errors.ResourceError, match="Failed to duplicate resource"):
            agent.duplicate()


def test_delete(agent: Agent, platform: Platform) -> None:
    platform.on(f"DELETE /v2/agents/{ID}", {})
    assert agent.delete().deleted_id == ID
    assert (agent.is_deleted, agent.status, agent.id) == (True, AssetStatus.DELETED, None)


class TestRun:
    def test_body_polls_and_result(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, ACCEPTED, status=201)
        working = {
            "status": "IN_PROGRESS",
            "completed": False,
            "data": {"steps": [{"id": "s1", "agent": "A"}]},
        }
        platform.on(POLL, working, DONE)
        started = agent.run_async("Explain", variables={"language": "en"}, identifier="u9")
        assert platform.body() == {
            "id": ID,
            "executionParams": {
                "outputFormat": "text",
                "maxTokens": 2048,
                "maxTime": 300,
                "contextOverflowStrategy": None,
                "expectedOutput": None,
                "budget": {"maxIterations": 8},
            },
            "runResponseGeneration": False,
            "metaData": {"userAgent": "aixsdk"},
            "query": {"input": "Explain", "language": "en"},
            "identifier": "u9",
            "modelParameters": {"llm": [{"name": "temperature", "value": "0.2"}]},
        }
        assert (started.url, started.request_id, started.session_id) == (URL, "e1", "s1")
        first, last = agent.watch(URL, wait_time=0.2)
        assert [(step.id, step.agent, step.is_done, step.seconds) for step in first.steps] == [
            ("s1", "A", False, None)
        ]
        assert (last.output, last.run_time, last.used_credits) == ("It bills 3 seats", 4.8, 0.5)
        assert (last.session_id, last.execution_id) == ("s1", "e1")
        (step,) = last.steps
        assert (step.agent, step.unit, step.unit_type, step.action) == ("Explainer", "adder", "tool", "add")
        assert (step.thought, step.input, step.output, step.used_credits) == (
            "Add the lines",
            {"a": 9},
            "13",
            0.5,
        )
        assert step.seconds == pytest.approx(0.9)
        assert (step.is_done, step.error) == (True, None)

    def test_options_in_the_callers_words(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, DONE)
        agent.run(
            {"input": "x"},
            execution_params={"max_tokens": 5, "output_format": "json", "own": 1},
            run_response_generation=True,
            history=[{"role": "user", "content": "before"}],
            criteria="be brief",
            session_id="s1",
        )
        body = platform.body()
        assert body["query"] == {"input": "x"}
        assert {key: body["executionParams"][key] for key in ("maxTokens", "outputFormat", "own")} == {
            "maxTokens": 5,
            "outputFormat": "json",
            "own": 1,
        }
        assert (body["runResponseGeneration"], body["criteria"]) == (True, "be brief")
        assert "session_id" not in body
        assert platform.requests[-1].headers["x-session-id"] == "s1"

    def test_inputs_of_tools_that_were_set_count_for_the_run(self, aix: Aixplain, platform: Platform) -> None:
        inputs = [{"name": "a", "defaultValue": [1]}, {"name": "b"}]
        listed = {"status": "SUCCESS", "completed": True, "data": [{"name": "add", "inputs": inputs}]}
        platform.on("POST /api/v2/execute/t1", listed)
        platform.on(RUN, DONE)
        tool, model = aix.Tool(id="t1"), aix.Model(id="m1", params=[Parameter(name="n")])
        untouched = aix.Model(id="m2", params=[Parameter(name="n", default_values=["x"])])
        agent = aix.Agent(id=ID, tools=[tool, model, untouched, "m3"])
        agent.mark_as_saved()
        agent.run("x")
        assert "tools" not in platform.body()
        tool.actions["add"].inputs["a"] = "9"
        model.inputs["n"] = 5
        agent.run("x")
        assert platform.body()["tools"] == [
            {"id": "t1", "parameters": [{"name": "a", "value": "9"}]},
            {"id": "m1", "parameters": [{"name": "n", "value": 5}]},
        ]
        given = [{"id": "t1", "parameters": [{"name": "a", "value": "8"}]}]
        agent.run("x", tools=given)
        assert platform.body()["tools"] == [*given, {"id": "m1", "parameters": [{"name": "n", "value": 5}]}]

    def test_attachments_of_this_machine_are_uploaded_first(
        self, agent: Agent, platform: Platform, tmp_path: Path
    ) -> None:
        path = tmp_path / "voice.mp3"
        path.write_bytes(b"x")
        place = {"key": "k", "uploadUrl": f"{BACKEND}/put", "downloadUrl": "https://dl.test/1"}
        platform.on("POST /sdk/file/upload/temp-url", place)
        platform.on("PUT /put", httpx.Response(200))
        platform.on(RUN, DONE)
        named = {"url": "https://x.test/y", "name": "own", "type": "text"}
        agent.run("x", attachments=["https://x.test/a/b.pdf?sig=1", path, named])
        assert platform.body()["attachments"] == [
            {
                "url": "https://x.test/a/b.pdf?sig=1",
                "name": "b.pdf",
                "type": "document",
                "mimeType": "application/pdf",
            },
            {"url": "https://dl.test/1", "name": "voice.mp3", "type": "audio", "mimeType": "audio/mpeg"},
            {"url": "https://x.test/y", "name": "own", "type": "text"},
        ]
        for wrong in (3, {}, {"name": "x"}, ""):
            with pytest.raises(errors.InputError):
                agent.run("x", attachments=[wrong])

    @pytest.mark.parametrize("session", [None, "s1"])
    def test_files_are_attachments_too(self, agent: Agent, platform: Platform, session: str | None) -> None:
        platform.on("GET /v1/sessions/s1", {"id": "s1"})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(RUN, DONE)
        agent.run_async("x", attachments=["https://x/a"], files=["https://x/b"], session=session)
        body = platform.body()
        assert [found["url"] for found in body["attachments"]] == ["https://x/a", "https://x/b"]
        assert "files" not in body

    @pytest.mark.parametrize("session", [None, "s1"])
    def test_attachments_are_uploaded_with_the_key_of_the_run(
        self, agent: Agent, platform: Platform, tmp_path: Path, session: str | None
    ) -> None:
        (tmp_path / "a.txt").write_bytes(b"x")
        place = {"key": "k", "uploadUrl": f"{BACKEND}/put", "downloadUrl": "https://dl.test/1"}
        platform.on("POST /sdk/file/upload/temp-url", place)
        platform.on("PUT /put", httpx.Response(200))
        platform.on("GET /v1/sessions/s1", {"id": "s1"})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(RUN, DONE)
        platform.on(POLL, DONE)
        agent.run("x", attachments=[tmp_path / "a.txt"], session=session, api_key="other")
        (ask,) = [request for request in platform.requests if request.url.path.endswith("temp-url")]
        assert ask.headers["authorization"] == "token other"

    def test_in_a_session(self, agent: Agent, platform: Platform) -> None:
        platform.on("GET /v1/sessions/s1", {"id": "s1", "agentId": ID})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(POLL, {**DONE, "sessionId": None, "data": {"output": "Hello"}})
        result = agent.run("Hi", session="s1", wait_time=0.2)
        assert (result.output, result.session_id) == ("Hello", "s1")
        assert platform.body(-2) == {"role": "user", "content": "Hi"}

    @pytest.mark.parametrize(
        ("query", "options"),
        [("x", {"history": []}), ("x", {"variables": {"a": 1}}), ({"input": "x"}, {}), (None, {})],
    )
    def test_what_a_session_does_not_take(
        self, agent: Agent, aix: Aixplain, platform: Platform, query: Any, options: Any
    ) -> None:
        sent = len(platform.sent)
        with pytest.raises(errors.InputError):
            agent.run(query, session=aix.Session(id="s1", agent_id=ID), **options)
        assert len(platform.sent) == sent

    def test_settings_of_a_run_become_those_of_its_session(
        self, agent: Agent, aix: Aixplain, platform: Platform
    ) -> None:
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(POLL, DONE)
        stored = {"executionParams": {"maxTokens": 5, "budget": {"maxCost": 1.0}}, "evolve": "{}"}
        session = aix.Session(id="s1", agent_id=ID, execution_config=stored)
        changed: Any = {
            "criteria": "be brief",
            "run_response_generation": True,
            "execution_params": {"max_time": 9, "context_overflow_strategy": "truncate"},
        }
        agent.run("Hi", session=session, wait_time=0.2, **changed)
        agent.run("Hi", session=session, wait_time=0.2, **changed)
        assert [where for where in platform.sent if "sessions" in where] == [
            "PUT /v1/sessions/s1",
            "POST /v1/sessions/s1/messages",
            "POST /v1/sessions/s1/messages",
        ]
        assert platform.body(platform.sent.index("PUT /v1/sessions/s1"))["executionConfig"] == {
            "executionParams": {
                "maxTokens": 5,
                "budget": {"maxCost": 1.0},
                "maxTime": 9,
                "context_overflow_strategy": "truncate",
            },
            "evolve": "{}",
            "criteria": "be brief",
            "runResponseGeneration": True,
        }

    def test_hooks_and_key_of_a_run_in_a_session(self, aix: Aixplain, platform: Platform) -> None:
        seen: list[Any] = []

        class Watched(Agent):
            context = aix

            def before_run(self, *args: Any, **kwargs: Any) -> Any:
                seen.append(kwargs["session"])
                return super().before_run(*args, **kwargs)

            def after_run(self, result: Any, *args: Any, **kwargs: Any) -> Any:
                seen.append(result)

        platform.on("GET /v1/sessions/s1", {"id": "s1"})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(POLL, DONE, httpx.Response(404))
        watched = Watched(id=ID)
        result = watched.run("Hi", session="s1", api_key="other", wait_time=0.2)
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
        assert platform.sent[0] == "GET /v1/sessions/s1"
        with pytest.raises(errors.NotFoundError) as caught:
            watched.run("Hi", session="s1")
        assert seen == ["s1", result, "s1", caught.value]

    def test_a_run_in_a_session_can_be_started_only(
        self, agent: Agent, aix: Aixplain, platform: Platform
    ) -> None:
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        started = agent.run_async("Hi", session=aix.Session(id="s1"))
        assert (started.completed, started.url, started.session_id) == (False, "sdk/agents/e1/result", "s1")

    def test_a_message_is_never_sent_again(self, agent: Agent, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v1/sessions/s1/messages", httpx.Response(429))
        with pytest.raises(errors.RateLimitError):
            agent.run("Hi", session=aix.Session(id="s1"))
        assert [where for where in platform.sent if "messages" in where] == ["POST /v1/sessions/s1/messages"]

    @pytest.mark.parametrize(
        ("own", "given", "sent"),
        [
            (None, {"max_iterations": 3}, {"maxIterations": 3}),
            (None, {"maxIterations": 3, "budget": {"maxCost": 1.0}}, {"maxIterations": 3, "maxCost": 1.0}),
            (Budget(max_iterations=8), {"max_iterations": 3}, {"maxIterations": 8}),
            (Budget(max_cost=2.0), {"budget": {"maxCost": 1.0}}, {"maxCost": 1.0}),
        ],
    )
    def test_rounds_of_a_run_are_part_of_its_budget(
        self, aix: Aixplain, platform: Platform, own: Any, given: Any, sent: Any
    ) -> None:
        platform.on("PUT /v2/agents/" + ID, {})
        platform.on(RUN, DONE)
        aix.Agent(id=ID, name="a", budget=own).run("x", execution_params=given)
        settings = platform.body()["executionParams"]
        assert settings["budget"] == sent
        assert "maxIterations" not in settings

    def test_the_save_before_a_run_has_the_run_s_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        platform.on(RUN, DONE)
        aix.Agent(name="New").run("x", api_key="other")
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}

    def test_only_the_run_is_sent_no_telemetry(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, DONE)
        agent.run("x")
        assert platform.sent[1:] == [RUN]

    @pytest.mark.parametrize("reference", ["e1", URL, "sdk/agents/e1/result"])
    def test_polls_by_url_or_id(self, agent: Agent, platform: Platform, reference: str) -> None:
        platform.on(POLL, DONE)
        assert agent.poll(reference).output == "It bills 3 seats"

    def test_an_id_instead_of_a_url(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, {**ACCEPTED, "data": "e1"})
        platform.on(POLL, DONE)
        assert agent.run("x").output == "It bills 3 seats"

    def test_no_reference_at_all(self, agent: Agent) -> None:
        with pytest.raises(errors.ValidationError):
            agent.poll("")

    @pytest.mark.parametrize(
        "history",
        [
            "x",
            [1],
            [{"role": "system", "content": "x"}],
            [{"role": "user", "content": 1}],
            [{"role": "user"}],
        ],
    )
    def test_a_wrong_history_is_refused_here(self, agent: Agent, platform: Platform, history: Any) -> None:
        with pytest.raises(ValueError, match="History"):
            agent.run("x", history=history)
        assert RUN not in platform.sent

    def test_a_changed_draft_is_saved_first(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"PUT /v2/agents/{ID}", {})
        platform.on(RUN, DONE)
        agent.save(as_draft=True)
        agent.description = "changed"
        agent.run("x")
        assert platform.sent[-2:] == [f"PUT /v2/agents/{ID}", RUN]
        assert platform.body(-2)["status"] == "draft"

    def test_a_changed_published_one_is_refused(self, agent: Agent, platform: Platform) -> None:
        agent.description = "changed"
        with pytest.raises(errors.ValidationError, match="Save it before"):
            agent.run("x")
        assert RUN not in platform.sent

    def test_a_failure_says_why(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, ACCEPTED)
        platform.on(POLL, {"status": "FAILED", "completed": True, "data": {"error": "tool timed out"}})
        with pytest.raises(errors.OperationFailedError, match="tool timed out"):
            agent.run("x")

    @pytest.mark.parametrize("data", [None, "text", [], {"steps": None}, {"steps": [1, "x", None, {}]}])
    def test_odd_data_makes_no_trouble(self, agent: Agent, platform: Platform, data: Any) -> None:
        platform.on(POLL, {**DONE, "data": data})
        result = agent.poll("e1")
        assert len(result.steps) in (0, 1)
        assert result.output == (data if isinstance(data, str | list) else None)
