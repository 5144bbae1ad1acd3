"""Running an action of a tool."""

from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.parameters import Parameter
from aixsdk.kinds.tool import Tool
from tests.sdk.kinds.tool_replies import ACTIONS, EXEC, INPUTS, done
from tests.sdk.platform import Platform


class TestRun:
    def test_defaults_present_values_and_the_callers_data(self, tool: Tool, platform: Platform) -> None:
        tool.actions["add"].inputs["a"] = 4
        result = tool.run("add", {"second_number": 5}, identifier="u1")
        assert result.data == 7
        assert platform.body() == {"action": "add", "data": {"a": 4, "second_number": 5, "note": "n"}}
        assert platform.requests[-1].headers["x-user-id"] == "u1"

    @pytest.mark.parametrize("data", ["SELECT 1", [1, 2]])
    def test_texts_and_lists_go_as_they_are(self, tool: Tool, platform: Platform, data: Any) -> None:
        tool.run("add", data)
        assert platform.body() == {"action": "add", "data": data}

    def test_missing_input_is_refused_here(self, tool: Tool, platform: Platform) -> None:
        with pytest.raises(errors.InputError, match="Required input 'second_number' is missing"):
            tool.run("add", {"a": 1})
        assert platform.body()["action"] == "LIST_INPUTS"

    @pytest.mark.parametrize("failure", [httpx.Response(500), {"status": "FAILED"}])
    def test_inputs_that_nobody_tells_are_left_to_the_platform(
        self, aix: Aixplain, platform: Platform, failure: Any
    ) -> None:
        platform.on(f"{EXEC}/t1", failure, done(7))
        assert aix.Tool(id="t1").run("add", {"a": 1}).data == 7
        assert platform.body() == {"action": "add", "data": {"a": 1}}

    @pytest.mark.parametrize("failure", [httpx.Response(503), httpx.Response(429), httpx.ReadTimeout("slow")])
    def test_a_look_up_that_may_do_another_time_is_passed_over(
        self, aix: Aixplain, platform: Platform, failure: Any
    ) -> None:
        platform.on(f"{EXEC}/t1", failure, done(7))
        params = [Parameter("action", required=True)]
        assert aix.Tool(id="t1", params=params).run("add", {"a": 1}).data == 7

    @pytest.mark.parametrize(
        "failure", [httpx.Response(404), {"status": "FAILED", "error": "no such action"}]
    )
    def test_inputs_that_cannot_be_validated(self, aix: Aixplain, platform: Platform, failure: Any) -> None:
        platform.on(f"{EXEC}/t1", failure, done(7))
        params = [Parameter("action", required=True)]
        with pytest.raises(errors.InputError, match="Could not validate inputs for 'add': "):
            aix.Tool(id="t1", params=params).run("add", {"a": 1})
        assert len(platform.sent) == 1

    def test_nothing_runs_where_the_caller_may_not(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/t1", httpx.Response(401), done(7))
        with pytest.raises(errors.AuthenticationError):
            aix.Tool(id="t1").run("add", {"a": 1})
        assert len(platform.sent) == 1

    def test_every_request_of_a_run_has_its_key(self, aix: Aixplain, platform: Platform) -> None:
        def execute(request: httpx.Request) -> httpx.Response:
            replies = {"LIST_ACTIONS": ACTIONS[:1], "LIST_INPUTS": INPUTS}
            return httpx.Response(200, json=done(replies.get(platform.body()["action"], 7)))

        platform.on(f"{EXEC}/t1", execute)
        aix.Tool(id="t1").run(data={"second_number": 1}, api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other"] * 3

    def test_the_integration_is_asked_with_the_key_too(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/t1", httpx.Response(404), done(7))
        platform.on(f"{EXEC}/i1", done(INPUTS))
        aix.Tool(id="t1", integration_id="i1").run("add", {"second_number": 1}, api_key="other")
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
        assert len(platform.requests) == 3

    def test_the_only_action_needs_no_name(self, tool: Tool, platform: Platform) -> None:
        tool.allowed_actions = ["add"]
        tool.run(data={"second_number": 1})
        assert platform.body()["action"] == "add"

    def test_data_may_stand_alone(self, tool: Tool, platform: Platform) -> None:
        tool.allowed_actions = ["add"]
        tool.run({"second_number": 1})
        assert platform.body() == {"action": "add", "data": {"a": 3, "second_number": 1, "note": "n"}}
        tool.run_async("add", data=[1])
        assert platform.body() == {"action": "add", "data": [1]}
        for args, named in ((("add", 1, 2), {}), (("add",), {"action": "add"})):
            with pytest.raises(errors.ValidationError, match="each once"):
                tool.run(*args, **named)

    def test_one_of_several_must_be_named(self, tool: Tool) -> None:
        with pytest.raises(errors.InputError, match="No action provided: the tool has add, multiply"):
            tool.run(data={})

    def test_what_is_not_allowed(self, tool: Tool) -> None:
        tool.allowed_actions = ["multiply"]
        with pytest.raises(errors.InputError, match="'add' is not one of multiply"):
            tool.run("add")
