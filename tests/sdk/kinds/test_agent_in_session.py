"""Running an agent in a session: a message, and the settings the session keeps."""

from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, polling
from aixsdk import exceptions as errors
from aixsdk.kinds.agent.resource import Agent
from tests.sdk.kinds.agent_runs import DONE, ID, POLL, URL
from tests.sdk.platform import Platform


class TestRun:
    def test_in_a_session(self, agent: Agent, platform: Platform) -> None:
        platform.on("GET /v1/sessions/s1", {"id": "s1", "agentId": ID})
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(POLL, {**DONE, "sessionId": None, "data": {"output": "Hello"}})
        result = agent.run("Hi", session="s1", wait_time=0.2)
        assert (result.data.output, result.session_id) == ("Hello", "s1")
        # What the session does not limit, the agent does.
        limits = {"executionParams": {"budget": {"maxIterations": 8}}}
        assert platform.body(-3)["executionConfig"] == limits
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
                "budget": {"maxIterations": 8, "maxCost": 1.0},
                "maxTime": 9,
                "context_overflow_strategy": "truncate",
            },
            "evolve": "{}",
            "criteria": "be brief",
            "runResponseGeneration": True,
        }

    def test_hooks_and_key_of_a_run_in_a_session(
        self, aix: Aixplain, platform: Platform, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(polling, "UNKNOWN_FOR", 0.1)
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
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        started = agent.run_async("Hi", session=aix.Session(id="s1"))
        assert (started.completed, started.url, started.session_id) == (False, URL, "s1")

    def test_a_message_is_never_sent_again(self, agent: Agent, aix: Aixplain, platform: Platform) -> None:
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", httpx.Response(429))
        with pytest.raises(errors.RateLimitError):
            agent.run("Hi", session=aix.Session(id="s1"))
        assert [where for where in platform.sent if "messages" in where] == ["POST /v1/sessions/s1/messages"]
