"""Agents: what they hold under new and old names, their copies and their end."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus
from aixsdk.kinds.agent.parts import Task, role_document
from aixsdk.kinds.agent.payloads import DEFAULT_LLM
from aixsdk.kinds.agent.resource import Agent
from aixsdk.kinds.budget import Budget
from aixsdk.kinds.model import Model
from aixsdk.kinds.parameters import Parameter
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ID
from tests.sdk.platform import Platform


def test_every_field(agent: Agent) -> None:
    assert agent.path == "acme-ws/invoice-explainer"
    assert agent.status is AssetStatus.ONBOARDED
    assert agent.budget == Budget(max_iterations=8)
    assert agent.llm == {"id": "69b7", "name": "GPT", "parameters": {"temperature": "0.2"}}
    assert agent.llm_id == "69b7"
    assert agent.tasks == [Task("read", dependencies=[])]
    assert (agent.team_id, agent.max_tokens) == (4821, 2048)
    assert agent.tools is not None
    assert [(type(tool).__name__, tool.id, tool.name) for tool in agent.tools] == [("Model", "t1", "Writer")]
    assert not agent.is_modified


@pytest.mark.parametrize(
    "change",
    [
        {"llm": "other"},
        {"planner": {"id": "p"}},
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
        assert role_document(aix.Agent(llm=model).llm) == {
            "id": "m1",
            "parameters": [{"name": "reasoningEffort", "value": "low"}],
        }


class TestDuplicate:
    def test_a_draft_made_by_the_platform(self, agent: Agent, platform: Platform) -> None:
        copied = documents.agent(id="c1", name="Copy", clonedFromId=ID)
        platform.on(f"POST /v2/agents/{ID}/duplicate", copied, status=201)
        twin = agent.duplicate()
        assert platform.body() == {"cloneSubagents": False}
        assert (twin.id, twin.status, twin.cloned_from_id) == ("c1", AssetStatus.DRAFT, ID)
        assert not twin.is_modified
        agent.duplicate(True, "Named")
        assert platform.body() == {"cloneSubagents": True, "name": "Named"}

    def test_a_copy_belongs_to_the_client_of_its_original(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"POST /v2/agents/{ID}/duplicate", documents.agent(id="c1"))
        platform.on("DELETE /v2/agents/c1", {})
        own = Agent(id=ID)
        own.context = aix  # type: ignore[misc]
        own.duplicate().delete()
        assert platform.sent[-1] == "DELETE /v2/agents/c1"

    def test_key_and_path_of_the_call(self, agent: Agent, platform: Platform) -> None:
        platform.on(f"POST /v9/agents/{ID}/duplicate", documents.agent(id="c1"))
        agent.duplicate(name="Named", api_key="other", resource_path="v9/agents")
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


@pytest.mark.parametrize(
    ("llm", "found"),
    [("m1", "m1"), ({"id": "m2"}, "m2"), (Model(id="m3"), "m3"), (None, DEFAULT_LLM)],
)
def test_the_id_of_its_model(llm: Any, found: str) -> None:
    assert Agent(llm=llm).llm_id == found
    assert Agent(id=ID).llm_id is None


def test_lists_can_be_filled(aix: Aixplain) -> None:
    agent: Any = aix.Agent(name="x", tools=None)
    agent.tools.append("t1")
    agent.skills.append("k1")
    assert (agent.tools, aix.Agent().tools, agent.status) == (["t1"], [], AssetStatus.DRAFT)


def test_delete(agent: Agent, platform: Platform) -> None:
    platform.on(f"DELETE /v2/agents/{ID}", {})
    assert agent.delete().deleted_id == ID
    assert (agent.is_deleted, agent.status, agent.id) == (True, AssetStatus.DELETED, None)
