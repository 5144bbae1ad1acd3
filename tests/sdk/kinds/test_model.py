"""Models: what they hold and can do, and what an agent stores of one."""

from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus
from aixsdk.kinds.model import Model


def test_every_field(model: Model) -> None:
    assert (model.id, model.name, model.path) == (
        "67a1b2c3d4e5f60718293a4b",
        "Writer XL",
        "contoso/writer/azure",
    )
    assert model.status is AssetStatus.ONBOARDED
    assert model.vendor is not None
    assert (model.vendor.id, model.vendor.code) == (71, "contoso")
    assert model.function is not None
    assert model.function.id == "text-generation"
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
    assert (model.vendor and model.vendor.name, model.function and model.function.id) == ("Contoso", "search")
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
                "allowMulti": False,
                "supportsVariables": False,
                "fixed": False,
                "description": "",
            }
        ],
        "function": "text-generation",
        "type": "model",
        "version": "v2",
        "assetId": model.id,
    }


def test_its_one_action_has_its_inputs(model: Model) -> None:
    assert list(model.actions) == ["run"]
    assert "RUN" in model.actions
    model.actions["run"].inputs["temperature"] = "0.3"
    assert model.actions.run.inputs.temperature == model.inputs["temperature"] == "0.3"
    with pytest.raises(errors.InputError, match="not found"):
        model.actions["walk"]
