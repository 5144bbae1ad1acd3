"""Models: what they hold and can do, and what an agent stores of one."""

from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus, Function
from aixsdk.kinds.model import Model
from aixsdk.kinds.model_parts import find_function_by_id


def test_every_field(model: Model) -> None:
    assert (model.id, model.name, model.path) == (
        "67a1b2c3d4e5f60718293a4b",
        "Writer XL",
        "contoso/writer/azure",
    )
    assert model.status is AssetStatus.ONBOARDED
    assert model.vendor is not None
    assert (model.vendor.id, model.vendor.code) == (71, "contoso")
    assert model.function is Function.TEXT_GENERATION
    assert model.to_dict()["function"] == {"id": "text-generation"}
    assert model.pricing is not None
    assert (model.pricing.price, model.pricing.unit_type) == ("0.0000021", "TOKEN")
    assert model.version is not None
    assert model.version.id == "v2"
    assert (model.supports_streaming, model.supports_byoc) == (True, False)
    assert model.attributes == {"max_context_length": "128000"}
    assert model.params is not None
    text, temperature = model.params
    assert (text.name, text.required, text.default, text.options) == ("text", True, None, [])
    assert (temperature.default, temperature.options) == ("1", ["0", "1"])


def test_texts_where_objects_are_usual() -> None:
    model = Model.from_dict(
        {"vendor": "Contoso", "function": "search", "version": "2", "status": "brand-new"}
    )
    assert (model.vendor and model.vendor.name, model.function) == ("Contoso", Function.SEARCH)
    assert (model.version and model.version.name, model.status) == ("2", "brand-new")


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"path": "a/b"}, "a/b"),
        ({"path": "a/b", "assetInfo": {"instanceId": "c/d/e"}}, "c/d/e"),
        ({"path": "a/b", "assetInfo": {"assetPath": "c/d"}}, "c/d"),
        ({"path": "a/b", "assetInfo": {}}, "a/b"),
        ({}, None),
    ],
)
def test_the_path_comes_from_the_asset_info(document: dict[str, Any], path: str | None) -> None:
    assert Model.from_dict(document).path == path


@pytest.mark.parametrize(
    ("kinds", "sync_only", "async_capable"),
    [
        (None, False, True),
        ([], False, False),
        (["synchronous"], True, False),
        (["asynchronous"], False, True),
        (["synchronous", "asynchronous"], False, True),
    ],
)
def test_how_it_connects(kinds: list[str] | None, sync_only: bool, async_capable: bool) -> None:
    model = Model(connection_type=kinds)
    assert (model.is_sync_only, model.is_async_capable) == (sync_only, async_capable)


@pytest.mark.parametrize(
    ("function", "names", "tools", "structured"),
    [
        (None, ["tools"], None, None),
        ("search", ["tools", "response_format"], False, False),
        ("text-generation", ["text"], False, False),
        ("text-generation", ["Tool-Choice"], True, False),
        ("TEXT_GENERATION", ["tools", "responseFormat"], True, True),
    ],
)
def test_what_it_is_capable_of(
    function: str | None, names: list[str], tools: bool | None, structured: bool | None
) -> None:
    model = Model.from_dict({"function": function, "params": [{"name": name} for name in names]})
    assert (model.supports_tool_calling, model.supports_structured_output) == (tools, structured)


def test_as_a_tool_of_an_agent(model: Model) -> None:
    assert model.as_tool() == {
        "id": model.id,
        "name": "Writer XL",
        "description": "General purpose text generation.",
        "supplier": "contoso",
        "parameters": [
            {
                "name": "temperature",
                "value": "1",
                "required": False,
                "datatype": "text",
                "allow_multi": False,
                "supports_variables": False,
                "fixed": False,
                "description": "",
            }
        ],
        "function": "TEXT_GENERATION",
        "type": "model",
        "version": "v2",
        "asset_id": model.id,
    }


def test_as_a_tool_it_is_what_it_was_set_to(model: Model) -> None:
    model.inputs["temperature"] = 0.7
    assert [(one["name"], one["value"]) for one in model.get_parameters()] == [("temperature", 0.7)]
    assert model.as_tool()["parameters"] == model.get_parameters()


def test_an_attribute(model: Model) -> None:
    assert model.get_attribute("max_context_length") == "128000"
    assert model.get_attribute("nothing", 3) == 3
    assert Model().get_attribute("nothing") is None


@pytest.mark.parametrize(
    ("value", "function"),
    [
        ("text-generation", Function.TEXT_GENERATION),
        ("TEXT_GENERATION", Function.TEXT_GENERATION),
        ({"id": "speech-synthesis", "name": "x"}, Function.SPEECH_SYNTHESIS),
        ("text-summarization", "text-summarization"),
        ({"id": None}, None),
        (3, None),
    ],
)
def test_what_it_does(value: Any, function: Any) -> None:
    assert Model.from_dict({"function": value}).function == function
    assert find_function_by_id("utilities") is Function.UTILITIES
    assert find_function_by_id("other") is None


def test_one_that_is_gone(model: Model) -> None:
    model.mark_as_deleted()
    assert (model.id, model.is_deleted, model.status) == (None, True, AssetStatus.DELETED)


def test_its_one_action_has_its_inputs(model: Model) -> None:
    assert list(model.actions) == ["run"]
    assert "RUN" in model.actions
    model.actions["run"].inputs["temperature"] = "0.3"
    assert model.actions.run.inputs.temperature == model.inputs["temperature"] == "0.3"
    with pytest.raises(errors.InputError, match="not found"):
        model.actions["walk"]
