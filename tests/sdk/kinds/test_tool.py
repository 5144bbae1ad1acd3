from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.script import function_name
from aixsdk.kinds.tool import Tool
from aixsdk.kinds.tool_scheme import scheme_of
from tests.sdk import documents
from tests.sdk.platform import BACKEND, Platform

EXEC = "POST /api/v2/execute"
ACTIONS = [{"name": "add", "slug": "add", "displayName": "Add", "description": "Adds"}, {"slug": "multiply"}]
INPUTS = [
    {
        **ACTIONS[0],
        "inputs": [
            {"name": "First", "code": "a", "datatype": "integer", "required": True, "defaultValue": [3]},
            {"name": "Second Number", "datatype": "integer", "required": True, "defaultValue": []},
            {"name": "note", "defaultValue": [{"value": "n"}]},
        ],
    }
]
CODE = "def add(a: int, b: int) -> int:\n    return a + b"


def _tool(**changes: Any) -> dict[str, Any]:
    own = {
        "id": "t1",
        "name": "adder",
        "parentModelId": "i1",
        "assetId": "as1",
        "params": [],
        "allowedActions": [],
    }
    return documents.model(**{**own, **changes})


def _done(data: Any) -> dict[str, Any]:
    return {"status": "SUCCESS", "completed": True, "data": data}


@pytest.fixture
def tool(aix: Aixplain, platform: Platform) -> Tool:
    platform.on("GET /v2/tools/t1", _tool())

    def execute(request: httpx.Request) -> httpx.Response:
        action = platform.body()["action"]
        replies = {"LIST_ACTIONS": ACTIONS, "LIST_INPUTS": INPUTS}
        return httpx.Response(200, json=_done(replies.get(action, 7)))

    platform.on(f"{EXEC}/t1", execute)
    return aix.Tool.get("t1")


class TestActions:
    def test_by_name_whatever_its_case_and_asked_for_once(self, tool: Tool, platform: Platform) -> None:
        assert list(tool.actions) == ["add", "multiply"]
        assert (len(tool.actions), "ADD" in tool.actions, "subtract" in tool.actions, 3 in tool.actions) == (
            2,
            True,
            False,
            False,
        )
        assert tool.actions["Add"] is tool.actions.add
        bodies = [platform.body(index) for index in range(1, len(platform.requests))]
        assert bodies == [
            {"action": "LIST_ACTIONS", "data": {}},
            {"action": "LIST_INPUTS", "data": {"actions": ["Add"]}},
        ]
        tool.actions.refresh()
        list(tool.actions)
        assert len(platform.requests) == 4

    def test_unknown_ones(self, tool: Tool) -> None:
        with pytest.raises(errors.InputError, match="'subtract' not found"):
            tool.actions["subtract"]

    def test_a_tool_that_has_none_is_not_asked(self, tool: Tool, platform: Platform) -> None:
        tool.actions_available = False
        assert list(tool.actions) == []
        assert len(platform.requests) == 1

    def test_a_list_made_in_the_background_is_waited_for(self, aix: Aixplain, platform: Platform) -> None:
        pending = {"status": "IN_PROGRESS", "completed": False, "data": f"{BACKEND}/api/v1/data/x"}
        platform.on(f"{EXEC}/t1", pending)
        platform.on("GET /api/v1/data/x", {"status": "IN_PROGRESS", "completed": False}, _done(ACTIONS))
        assert list(aix.Tool(id="t1").actions) == ["add", "multiply"]

    @pytest.mark.parametrize("data", [None, "x", {"a": 1}, [1, None]])
    def test_what_is_no_list_is_none(self, aix: Aixplain, platform: Platform, data: Any) -> None:
        platform.on(f"{EXEC}/t1", _done(data))
        assert list(aix.Tool(id="t1").actions) == []

    @pytest.mark.parametrize(
        "failure",
        [httpx.Response(404), {"status": "FAILED", "completed": True, "error": "no list"}],
        ids=["refused", "failed"],
    )
    def test_the_integration_tells_them_when_the_tool_cannot(
        self, tool: Tool, platform: Platform, failure: Any
    ) -> None:
        platform.on(f"{EXEC}/t1", failure)
        platform.on(f"{EXEC}/i1", _done(ACTIONS))
        assert list(tool.actions) == ["add", "multiply"]
        assert platform.body() == {"action": "LIST_ACTIONS", "data": {}}

    @pytest.mark.parametrize("status", [401, 402, 429])
    def test_nobody_else_is_asked_when_the_caller_may_not(
        self, tool: Tool, platform: Platform, status: int
    ) -> None:
        platform.on(f"{EXEC}/t1", httpx.Response(status))
        with pytest.raises(errors.APIError):
            list(tool.actions)
        assert len(platform.sent) == 2

    @pytest.mark.parametrize("spec", [{"inputs": "x"}, {"inputs": [3]}, {"inputs": [{"defaultValue": 7}]}])
    def test_actions_that_cannot_be_read(self, aix: Aixplain, platform: Platform, spec: Any) -> None:
        platform.on(f"{EXEC}/t1", _done([spec]))
        with pytest.raises(errors.InvalidResponseError, match="actions that cannot be read"):
            list(aix.Tool(id="t1").actions)

    def test_a_tool_has_no_inputs_of_its_own(self, tool: Tool) -> None:
        with pytest.raises(AttributeError, match="actions"):
            assert tool.inputs
        with pytest.raises(AttributeError, match="actions"):
            tool.inputs = {"a": 1}

    def test_inputs(self, tool: Tool) -> None:
        inputs = tool.actions["add"].inputs
        assert inputs.keys() == ["a", "second_number", "note"]
        assert inputs.copy() == {"a": 3, "second_number": None, "note": "n"}
        assert inputs.required == ["a", "second_number"]
        inputs["a"] = 9
        inputs.note = None
        assert (inputs.a == 9, inputs["a"].value, inputs.get("zzz")) == (True, 9, None)
        for wrong in ("9", 1.5, True):
            with pytest.raises(ValueError, match="must be integer"):
                inputs["a"] = wrong
        with pytest.raises(KeyError, match="Input 'zzz' not found"):
            inputs["zzz"] = 1
        with pytest.raises(AttributeError, match="Input 'zzz' not found"):
            inputs.zzz = 1
        inputs.reset("a")
        assert inputs.a == 3
        inputs.update({"a": 4}, second_number=5)
        inputs.reset()
        assert inputs.values() == [3, None, "n"]
        assert (len(inputs), "a" in inputs, list(inputs)) == (3, True, ["a", "second_number", "note"])

    def test_several_at_once(self, tool: Tool) -> None:
        tool.actions.set_inputs({"ADD": {"a": 8}})
        assert tool.actions["add"].inputs.a == 8
        wrong: Any = {"add": 3}
        with pytest.raises(ValueError, match="must be a dictionary"):
            tool.actions.set_inputs(wrong)


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
        platform.on(f"{EXEC}/t1", failure, _done(7))
        assert aix.Tool(id="t1").run("add", {"a": 1}).data == 7
        assert platform.body() == {"action": "add", "data": {"a": 1}}

    @pytest.mark.parametrize("failure", [httpx.Response(401), httpx.Response(429), httpx.ReadTimeout("slow")])
    def test_nothing_runs_after_a_look_up_that_the_run_would_repeat(
        self, aix: Aixplain, platform: Platform, failure: Any
    ) -> None:
        platform.on(f"{EXEC}/t1", failure, _done(7))
        with pytest.raises(errors.APIError):
            aix.Tool(id="t1").run("add", {"a": 1})
        assert len(platform.sent) == 1

    def test_every_request_of_a_run_has_its_key(self, aix: Aixplain, platform: Platform) -> None:
        def execute(request: httpx.Request) -> httpx.Response:
            replies = {"LIST_ACTIONS": ACTIONS[:1], "LIST_INPUTS": INPUTS}
            return httpx.Response(200, json=_done(replies.get(platform.body()["action"], 7)))

        platform.on(f"{EXEC}/t1", execute)
        aix.Tool(id="t1").run(data={"second_number": 1}, api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other"] * 3

    def test_the_integration_is_asked_with_the_key_too(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/t1", httpx.Response(404), _done(7))
        platform.on(f"{EXEC}/i1", _done(INPUTS))
        aix.Tool(id="t1", integration_id="i1").run("add", {"second_number": 1}, api_key="other")
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
        assert len(platform.requests) == 3

    def test_the_only_action_needs_no_name(self, tool: Tool, platform: Platform) -> None:
        tool.allowed_actions = ["add"]
        tool.run(data={"second_number": 1})
        assert platform.body()["action"] == "add"

    def test_one_of_several_must_be_named(self, tool: Tool) -> None:
        with pytest.raises(errors.InputError, match="No action provided: the tool has add, multiply"):
            tool.run(data={})

    def test_what_is_not_allowed(self, tool: Tool) -> None:
        tool.allowed_actions = ["multiply"]
        with pytest.raises(errors.InputError, match="'add' is not one of multiply"):
            tool.run("add")


class TestSave:
    def test_a_new_one_connects_and_takes_over_the_tool(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/integrations/688779d8bfb8e46c273982ca", documents.model(id="i9", params=[]))
        platform.on(f"{EXEC}/i9", _done({"id": "t1", "redirectURL": "https://consent.test"}))
        platform.on("GET /v2/tools/t1", _tool(description="From the platform"))
        tool = aix.Tool(name="adder", description="Adds", code=CODE).save()
        assert platform.body(1) == {
            "name": "adder",
            "description": "Adds",
            "data": {"code": CODE, "function_name": "add"},
        }
        assert (tool.id, tool.description, tool.integration_id) == ("t1", "From the platform", "i1")
        assert (tool.redirect_url, tool.is_modified) == ("https://consent.test", False)
        assert "code" not in tool.to_dict()

    def test_an_integration_object_and_a_configuration(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done("t1"))
        platform.on("GET /v2/tools/t1", _tool())
        config = {"data": {"token": "inner", "kept": 1}, "token": "outer"}
        aix.Tool(name="x", integration=aix.Integration(id="i1"), config=config).save()
        assert platform.body(0) == {"name": "x", "data": {"token": "outer", "kept": 1}}

    @pytest.mark.parametrize("fields", [{"name": "x"}, {"code": CODE}])
    def test_what_is_not_enough(self, aix: Aixplain, platform: Platform, fields: dict[str, Any]) -> None:
        with pytest.raises(errors.ResourceError) as caught:
            aix.Tool(**fields).save()
        assert isinstance(caught.value.__cause__, errors.ValidationError)
        assert platform.sent == []

    def test_a_refusal_says_why(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            f"{EXEC}/i1", {"status": "FAILED", "supplierError": "Name already exists", "statusCode": 400}
        )
        with pytest.raises(errors.ResourceError, match="Operation failed: Name already exists"):
            aix.Tool(name="x", integration=aix.Integration(id="i1")).save()

    @pytest.mark.parametrize("failure", [httpx.Response(500), httpx.ReadTimeout("slow"), httpx.Response(429)])
    def test_connecting_is_never_done_twice(self, aix: Aixplain, platform: Platform, failure: Any) -> None:
        platform.on(f"{EXEC}/i1", failure)
        with pytest.raises(errors.ResourceError):
            aix.Tool(name="x", integration=aix.Integration(id="i1")).save()
        assert len(platform.sent) == 1

    def test_an_update_sends_name_and_description(self, tool: Tool, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {"id": "t1"})
        tool.save(name="other")
        assert platform.body() == {
            "id": "t1",
            "name": "other",
            "description": "General purpose text generation.",
        }
        assert not tool.is_modified

    def test_new_code_connects_again(self, tool: Tool, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {})
        platform.on(f"{EXEC}/i1", _done("t1"))
        tool.save(code=CODE, description="x\n\n Authentication scheme used for this connections: NO_AUTH")
        assert platform.body() == {
            "name": "",
            "authScheme": "NO_AUTH",
            "data": {"code": CODE, "function_name": "add", "assetId": "as1"},
        }

    def test_new_code_needs_the_integration_before_anything_is_sent(
        self, tool: Tool, platform: Platform
    ) -> None:
        tool.integration_id = None
        with pytest.raises(errors.ResourceError, match="Cannot update"):
            tool.save(code=CODE)
        assert "PUT /sdk/utilities/t1" not in platform.sent

    def test_delete(self, tool: Tool, platform: Platform) -> None:
        platform.on("DELETE /v2/tools/t1", {})
        assert tool.delete().deleted_id == "t1"


def test_as_a_tool_of_an_agent(tool: Tool) -> None:
    tool.allowed_actions = ["add"]
    stored = tool.as_tool()
    assert (stored["type"], stored["id"], stored["actions"]) == ("tool", "t1", ["add"])
    (action,) = stored["parameters"]
    assert (action["code"], action["name"], list(action["inputs"])) == (
        "add",
        "add",
        ["a", "second_number", "note"],
    )
    assert action["inputs"]["a"] == {
        "name": "First",
        "value": 3,
        "required": True,
        "datatype": "integer",
        "allowMulti": False,
        "supportsVariables": False,
        "fixed": False,
        "description": "",
    }


def test_a_tool_of_many_actions_is_stored_without_a_choice(tool: Tool, platform: Platform) -> None:
    tool.actions["add"].inputs["a"] = 9
    stored = tool.as_tool()
    assert platform.body() == {"action": "LIST_INPUTS", "data": {"actions": []}}
    assert "actions" not in stored
    assert [action["inputs"]["a"]["value"] for action in stored["parameters"]] == [9]


def test_a_tool_without_actions_is_stored_as_it_is(aix: Aixplain) -> None:
    assert aix.Tool(id="t1", actions_available=False).as_tool()["parameters"] == []


class TestIntegration:
    def test_connect(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done({"id": "t1", "redirectURL": None}))
        platform.on("GET /v2/tools/t1", _tool())
        integration = aix.Integration(id="i1")
        tool = integration.connect("slack", description="d", auth_scheme="BEARER_TOKEN", data={"token": "x"})
        assert platform.body(0) == {
            "name": "slack",
            "description": "d",
            "authScheme": "BEARER_TOKEN",
            "data": {"token": "x"},
        }
        assert (type(tool), tool.id, tool.redirect_url) == (aix.Tool, "t1", None)

    def test_connect_with_a_key_of_its_own(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done("t1"))
        platform.on("GET /v2/tools/t1", _tool())
        aix.Integration(id="i1").connect("slack", api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other", "other"]

    @pytest.mark.parametrize("data", [None, {}, {"id": 3}, "", []])
    def test_no_id_may_have_happened(self, aix: Aixplain, platform: Platform, data: Any) -> None:
        platform.on(f"{EXEC}/i1", _done(data))
        with pytest.raises(errors.InvalidResponseError) as caught:
            aix.Integration(id="i1").connect("x")
        assert caught.value.outcome_unknown

    def test_schemes_and_what_they_want(self, aix: Aixplain) -> None:
        attributes = {
            "auth_schemes": '["OAUTH2","BEARER_TOKEN"]',
            "BEARER_TOKEN-inputs": '[{"name":"token"}]',
        }
        integration = aix.Integration(attributes=attributes)
        assert integration.auth_schemes == ["OAUTH2", "BEARER_TOKEN"]
        assert integration.auth_inputs("BEARER_TOKEN") == [{"name": "token"}]
        assert integration.auth_inputs("OAUTH2") == []
        assert aix.Integration(attributes={"auth_schemes": "{"}).auth_schemes == []

    def test_trigger_types(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done([{"slug": "NEW_REFUND", "config": {"label": {}}}, "odd"]))
        (found,) = aix.Integration(id="i1").list_trigger_types()
        assert (found.slug, found.config) == ("NEW_REFUND", {"label": {}})
        assert platform.body() == {"action": "list_trigger_types", "data": ""}

    def test_list_inputs_is_deprecated(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done([{"name": "add"}]))
        with pytest.warns(DeprecationWarning, match="list_inputs"):
            (found,) = aix.Integration(id="i1").list_inputs("add")
        assert found.name == "add"
        assert platform.body() == {"action": "LIST_INPUTS", "data": {"actions": ["add"]}}

    def test_a_trigger_type_by_its_slug(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", _done([{"slug": "NEW_REFUND"}, {"name": "no slug"}]))
        triggers = aix.Integration(id="i1").triggers
        assert (list(triggers), triggers["new_Refund"].slug) == (["NEW_REFUND"], "NEW_REFUND")
        with pytest.raises(KeyError):
            triggers["other"]
        assert len(platform.sent) == 1


@pytest.mark.parametrize(
    ("description", "attributes", "scheme"),
    [
        ("x Authentication scheme used for this connections: NO_AUTH", None, "NO_AUTH"),
        ("Authentication scheme used for this connection: OAUTH2", {"auth_schemes": "API_KEY"}, "OAUTH2"),
        (None, {"auth_schemes": '["OAUTH2", "BEARER_TOKEN"]'}, "BEARER_TOKEN"),
        ("", {"auth_schemes": '["OAUTH2"]'}, "OAUTH2"),
        (None, None, None),
    ],
)
def test_the_scheme_of_a_connection(description: str | None, attributes: Any, scheme: str | None) -> None:
    assert scheme_of(description, attributes) == scheme


@pytest.mark.parametrize(
    ("code", "wanted", "name"),
    [
        (CODE, None, "add"),
        (f"import os\n{CODE}\nclass C:\n    def other(self): pass", None, "add"),
        ("def a(): pass\ndef b(): pass", "b", "b"),
    ],
)
def test_the_function_of_a_script(code: str, wanted: str | None, name: str) -> None:
    assert function_name(code, wanted) == name


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("def a(): pass\ndef b(): pass", None),
        ("x = 1", None),
        (CODE, "other"),
        ("def (", None),
        ("\x00", None),
    ],
)
def test_a_script_that_will_not_do(code: str, wanted: str | None) -> None:
    with pytest.raises(errors.InputError):
        function_name(code, wanted)


def test_every_request_of_a_save_has_the_key_of_the_save(aix: Aixplain, platform: Platform) -> None:
    made = {"status": "SUCCESS", "completed": True, "data": {"id": "t1"}}
    platform.on("GET /v2/integrations/i1", documents.model(id="i1", params=[]))
    platform.on(f"{EXEC}/i1", made)
    platform.on("GET /v2/tools/t1", _tool())
    platform.on("PUT /sdk/utilities/t1", {})
    tool = aix.Tool(name="adder", integration="i1", config={"token": "x"}).save(api_key="other")
    tool.save(config={"token": "y"}, api_key="other")
    assert len(platform.requests) == 5
    assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
