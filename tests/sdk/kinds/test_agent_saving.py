"""Saving an agent: what is sent of it and of the parts it is made of."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus
from aixsdk.kinds.agent.parts import Task
from aixsdk.kinds.agent.resource import Agent
from aixsdk.kinds.budget import Budget
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.platform import Platform


class TestSave:
    def test_settings_of_no_model_are_refused(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError, match="settings for a model of the agent, and no model"):
            aix.Agent(name="a", planner={"parameters": {"temperature": 0.2}}).save()
        assert platform.sent == []

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
        kept = ("name", "tools", "tasks", "budget", "maxTokens", "inspectorTargets")
        assert {key: body[key] for key in kept} == {key: documents.agent()[key] for key in kept}
        assert body["model"] == documents.agent()["model"]
        assert not {"teamId", "createdAt", "updatedAt", "path", "assetInfo"} & set(body)

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

    def test_a_model_is_stored_as_it_was_set(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        model = aix.Model.from_dict(documents.model(id="m1"))
        model.inputs["temperature"] = 0.7
        aix.Agent(name="x", tools=[model]).save()
        (stored,) = platform.body()["tools"]
        assert (stored["assetId"], stored["parameters"][0]["value"]) == ("m1", 0.7)
        assert stored["parameters"][0]["allowMulti"] is False
        assert "allow_multi" not in stored["parameters"][0]

    def test_an_inspector_is_sent_whole(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        inspector = aix.Inspector(name="g", action="abort", metric="g1")
        aix.Agent(name="x", inspectors=[inspector]).save()
        assert platform.body()["inspectors"] == [inspector.payload()]

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
