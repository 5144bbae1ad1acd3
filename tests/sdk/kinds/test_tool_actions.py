"""The actions of a tool and their inputs, also as an agent stores them."""

from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.model import Model
from aixsdk.kinds.tool import Tool
from tests.sdk.kinds.tool_replies import ACTIONS, EXEC, done
from tests.sdk.platform import BACKEND, Platform


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
        assert (tool.actions.add.name, tool.actions.add.description) == ("add", "Adds")
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
        platform.on("GET /api/v1/data/x", {"status": "IN_PROGRESS", "completed": False}, done(ACTIONS))
        assert list(aix.Tool(id="t1").actions) == ["add", "multiply"]

    @pytest.mark.parametrize("data", [None, "x", {"a": 1}, [1, None]])
    def test_what_is_no_list_is_none(self, aix: Aixplain, platform: Platform, data: Any) -> None:
        platform.on(f"{EXEC}/t1", done(data))
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
        platform.on(f"{EXEC}/i1", done(ACTIONS))
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
        platform.on(f"{EXEC}/t1", done([spec]))
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
        with pytest.raises(errors.InputError, match="Required input 'second_number' is missing"):
            inputs.validate()
        inputs.validate({"second_number": 1})
        inputs["a"].reset(7)
        assert inputs.a == 7
        inputs.reset("a")
        assert inputs.a == 3
        inputs.update({"a": 4}, second_number=5)
        inputs.reset()
        assert inputs.values() == [3, None, "n"]
        assert (len(inputs), "a" in inputs, list(inputs)) == (3, True, ["a", "second_number", "note"])

    def test_several_at_once(self, tool: Tool) -> None:
        tool.set_inputs({"ADD": {"a": 8}})
        assert tool.actions["add"].inputs.a == 8
        wrong: Any = {"add": 3}
        with pytest.raises(ValueError, match="must be a dictionary"):
            tool.set_inputs(wrong)


def test_as_a_tool_of_an_agent(tool: Tool) -> None:
    tool.allowed_actions = ["add"]
    stored: Any = tool.as_tool()
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
        "allow_multi": False,
        "supports_variables": False,
        "fixed": False,
        "description": "",
    }


def test_actions_that_the_tool_has_not(tool: Tool) -> None:
    tool.allowed_actions = ["ADD"]
    tool.validate_allowed_actions()
    tool.allowed_actions = ["add", "subtract"]
    with pytest.raises(errors.InputError, match="no action subtract; it has add, multiply"):
        tool.validate_allowed_actions()


def test_a_tool_is_a_model(tool: Tool, aix: Aixplain) -> None:
    assert isinstance(tool, Model)
    tool.allowed_actions = ["add"]
    assert tool.get_parameters() == tool.as_tool()["parameters"]
    assert tool.get_attribute("max_context_length") == "128000"
    assert tool.integration_path is None
    assert aix.Tool(integration="aixplain/slack").integration_path == "aixplain/slack"
    assert aix.Tool(integration=aix.Integration(id="i1", path="a/b")).integration_path == "a/b"


def test_a_tool_of_many_actions_is_stored_without_a_choice(tool: Tool, platform: Platform) -> None:
    tool.actions["add"].inputs["a"] = 9
    stored: Any = tool.as_tool()
    assert platform.body() == {"action": "LIST_INPUTS", "data": {"actions": []}}
    assert "actions" not in stored
    assert [action["inputs"]["a"]["value"] for action in stored["parameters"]] == [9]


def test_a_tool_without_actions_is_stored_as_it_is(aix: Aixplain) -> None:
    assert aix.Tool(id="t1", actions_available=False).as_tool()["parameters"] == []
