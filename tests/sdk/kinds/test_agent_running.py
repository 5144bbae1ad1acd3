"""Running an agent: what is sent, which changes are saved first, and the answer."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.agent.parts import Task
from aixsdk.kinds.agent.resource import Agent
from aixsdk.kinds.budget import Budget
from aixsdk.kinds.inspector import Inspector
from aixsdk.kinds.parameters import Parameter
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import ACCEPTED, DONE, ID, POLL, RUN, STEP, URL
from tests.sdk.platform import Platform


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
        assert first.data.steps == [{"id": "s1", "agent": "A"}]
        assert (last.data.output, last.run_time, last.used_credits) == ("It bills 3 seats", 4.8, 0.5)
        assert (last.session_id, last.execution_id) == ("s1", "e1")
        assert last.data.steps == [STEP]

    def test_what_the_start_said_is_told_with_the_answer(self, agent: Agent, platform: Platform) -> None:
        accepted = {**ACCEPTED, "requestId": "r7"}
        silent = {"status": "SUCCESS", "completed": True, "data": {"output": "x"}}
        platform.on(RUN, accepted)
        platform.on(POLL, {"status": "IN_PROGRESS", "completed": False}, silent)
        result = agent.run("x", wait_time=0.2)
        assert (result.request_id, result.execution_id, result.session_id) == ("r7", "r7", "s1")
        # Of a run that was started elsewhere, the URL is all there is.
        polled = agent.poll("e1")
        assert (polled.request_id, polled.url) == ("e1", URL)

    def test_limits_of_one_run(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, DONE)
        for limits in (Budget(max_cost=1.5), {"max_cost": 1.5}, {"maxCost": 1.5}):
            for given in ({"budget": limits}, {"execution_params": {"budget": limits}}):
                agent.run("x", **given)
                assert "budget" not in platform.body()
                budget = platform.body()["executionParams"]["budget"]
                assert budget == {"maxIterations": 8, "maxCost": 1.5}

    def test_parts_of_a_run_may_be_objects(self, agent: Agent, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, DONE)
        model = aix.Model(id="m1", params=[Parameter(name="n")])
        model.inputs["n"] = 5
        agent.run(
            "x",
            tasks=[Task("read", "Read it", dependencies=[Task("first")]), {"name": "own"}],
            inspectors=[Inspector(name="grounded", action="abort", metric="g1")],
            tools=[model],
            variables={"all": [Budget(max_cost=1.0)]},
        )
        body = platform.body()
        read = {"name": "read", "description": "Read it", "expectedOutput": None, "dependencies": ["first"]}
        assert body["tasks"] == [read, {"name": "own"}]
        assert body["inspectors"][0]["evaluator"] == {"type": "asset", "assetId": "g1"}
        assert body["tools"] == [{"id": "m1", "parameters": [{"name": "n", "value": 5}]}]
        assert body["query"]["all"][0]["max_cost"] == 1.0

    def test_what_no_run_takes(self, agent: Agent, platform: Platform) -> None:
        sent = len(platform.sent)
        with pytest.raises(
            errors.ValidationError, match=r"no argument 'atachments'\. Did you mean 'attachments'"
        ):
            agent.run("x", atachments=[])  # type: ignore[call-arg]
        with pytest.raises(errors.ValidationError, match="a Session or an id, not 123"):
            agent.run("x", session=123)  # type: ignore[arg-type]
        for args, named in ((("x", "y"), {}), (("x",), {"query": "y"})):
            with pytest.raises(errors.ValidationError, match="'y' has none"):
                agent.run(*args, **named)  # type: ignore[arg-type]
        assert len(platform.sent) == sent

    def test_who_asks_is_told_in_headers(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, DONE)
        shown: Any = {"progress_format": "logs", "progress_verbosity": 2, "progress_truncate": False}
        agent.run("x", agent_name="me", session_id="s", identifier="u", **shown)
        headers = platform.requests[-1].headers
        assert [headers[f"x-{name}"] for name in ("agent", "session-id", "user-id")] == ["me", "s", "u"]
        assert not {*shown, "agent_name", "session_id"} & set(platform.body())

    def test_a_failed_run_is_not_sent_again(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, {"status": "FAILED", "completed": True, "error": "no"})
        with pytest.raises(errors.OperationFailedError):
            agent.run("x", run_retries=2, run_retry_wait=0)
        assert platform.sent.count(RUN) == 1

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

    @pytest.mark.parametrize(
        ("own", "given", "sent"),
        [
            (None, {"max_iterations": 3}, {"maxIterations": 3}),
            (None, {"maxIterations": 3, "budget": {"maxCost": 1.0}}, {"maxIterations": 3, "maxCost": 1.0}),
            (Budget(max_iterations=8), {"max_iterations": 3}, {"maxIterations": 8}),
            (Budget(max_cost=2.0), {"budget": {"maxCost": 1.0}}, {"maxCost": 1.0}),
            (Budget(max_cost=2.0), {"budget": None}, {"maxCost": 2.0}),
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
        assert agent.poll(reference).data.output == "It bills 3 seats"

    def test_an_id_instead_of_a_url(self, agent: Agent, platform: Platform) -> None:
        platform.on(RUN, {**ACCEPTED, "data": "e1"})
        platform.on(POLL, DONE)
        assert agent.run("x").data.output == "It bills 3 seats"

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
        if isinstance(data, str | list):
            assert result.data == data
        else:
            assert (len(result.data.steps) in (0, 1), result.data.output) == (True, None)
