from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus, SortBy, SortOrder
from aixsdk.kinds.model import Model
from tests.sdk import documents
from tests.sdk.platform import BACKEND, Platform

RUN = "POST /api/v2/execute/67a1b2c3d4e5f60718293a4b"
DONE = {"status": "SUCCESS", "completed": True, "data": "answer"}


@pytest.fixture
def model(aix: Aixplain, platform: Platform) -> Model:
    platform.on("GET /v2/models/contoso%2Fwriter", documents.model())
    return aix.Model.get("contoso/writer")


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


def test_filters_on_the_wire(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v2/models/paginate", documents.page(documents.model()))
    aix.Model.search(
        q="other",
        host="azure",
        developer="Contoso",
        path="contoso/",
        functions="text-generation",
        vendors=["contoso", "acme"],
        status=[AssetStatus.ONBOARDED],
        source_languages="en",
        target_languages=["pt"],
        is_finetunable=False,
        saved=True,
        sort_by=SortBy.CREATED_AT,
        sort_order=SortOrder.DESCENDING,
    )
    assert platform.body() == {
        "q": "other",
        "hosts": ["azure"],
        "developers": ["Contoso"],
        "path": "contoso/",
        "functions": ["text-generation"],
        "suppliers": ["contoso", "acme"],
        "status": ["onboarded"],
        "sourceLanguages": ["en"],
        "targetLanguages": ["pt"],
        "isFineTunable": False,
        "saved": True,
        "sortBy": "CREATED_AT",
        "sortOrder": "DESC",
        "sort": [{"field": "createdAt", "dir": -1}],
        "pageNumber": 0,
        "pageSize": 20,
    }


@pytest.mark.parametrize(
    ("given", "sort"),
    [
        ({}, {}),
        ({"sort_by": "price"}, {"field": "price", "dir": 1}),
        ({"sort_by": "name", "sort_order": "desc"}, {"field": "name", "dir": -1}),
        ({"sort_order": "asc"}, {"field": "name", "dir": 1}),
    ],
)
def test_sorts(aix: Aixplain, platform: Platform, given: Any, sort: dict[str, Any]) -> None:
    platform.on("POST /v2/models/paginate", documents.page())
    aix.Model.search(**given)
    assert platform.body()["sort"] == [sort]


class TestRun:
    def test_defaults_are_sent_and_overridden_and_nulls_left_out(
        self, model: Model, platform: Platform
    ) -> None:
        platform.on(RUN, DONE)
        model.run("hi", free="form", nothing=None)
        assert platform.body() == {"temperature": "1", "text": "hi", "free": "form"}
        model.run(text="hi", temperature=0.5)
        assert platform.body() == {"temperature": 0.5, "text": "hi"}
        model.run("hi", temperature=None)
        assert platform.body() == {"text": "hi"}

    def test_who_runs_goes_into_the_headers(self, model: Model, platform: Platform) -> None:
        platform.on(RUN, DONE)
        model.run("hi", identifier="u1", session_id="s1", stream=True)
        assert platform.body() == {"temperature": "1", "text": "hi"}
        assert platform.requests[-1].headers["x-user-id"] == "u1"

    @pytest.mark.parametrize(
        ("inputs", "problem"),
        [
            ({}, "Required parameter 'text' is missing"),
            ({"text": None}, "Required parameter 'text' is missing"),
            ({"text": 3}, "Parameter 'text' must be str, not int"),
            (
                {"text": "x", "temperature": []},
                "Parameter 'temperature' must be int or float or str, not list",
            ),
        ],
    )
    def test_wrong_input_is_refused_here(
        self, model: Model, platform: Platform, inputs: dict[str, Any], problem: str
    ) -> None:
        sent = len(platform.sent)
        with pytest.raises(errors.InputError, match="Parameter validation failed: ") as caught:
            model.run(**inputs)
        assert problem in caught.value.message
        assert isinstance(caught.value, ValueError)
        assert len(platform.sent) == sent

    def test_all_that_is_wrong_is_said(self, model: Model) -> None:
        with pytest.raises(errors.InputError, match="'text' is missing; Parameter 'temperature' must be"):
            model.run(temperature={})

    def test_free_form_data_stands_for_required_input(self, model: Model, platform: Platform) -> None:
        platform.on(RUN, DONE)
        model.run(data=[{"role": "user", "content": "hi"}])
        assert platform.body()["data"] == [{"role": "user", "content": "hi"}]

    def test_inputs_can_be_set_beforehand(self, model: Model, platform: Platform) -> None:
        platform.on(RUN, DONE)
        assert model.inputs.copy() == {"text": None, "temperature": "1"}
        assert model.inputs.required == ["text"]
        model.inputs["text"] = "hi"
        model.inputs = {"temperature": 0.5}
        model.run()
        assert platform.body() == {"text": "hi", "temperature": 0.5}
        with pytest.raises(ValueError, match="must be str, not int"):
            model.inputs["text"] = 3
        assert not model.is_modified

    def test_one_that_answers_at_once_is_started_in_the_background(
        self, model: Model, platform: Platform
    ) -> None:
        model.connection_type = ["synchronous"]
        url = f"{BACKEND}/api/v1/data/x"
        platform.on(RUN, DONE)
        platform.on(RUN.replace("v2", "v1"), {"status": "IN_PROGRESS", "data": url})
        started = model.run_async("hi", temperature=0.5)
        assert (started.completed, started.url) == (False, url)
        assert platform.body() == {"temperature": 0.5, "data": "hi"}
        assert model.run_async("hi", in_background=False).completed
        assert platform.sent[-2:] == [RUN.replace("v2", "v1"), RUN]
        assert platform.body() == {"temperature": "1", "text": "hi"}

    def test_one_that_answers_at_once_does_so_when_it_is_run(self, model: Model, platform: Platform) -> None:
        model.connection_type = ["synchronous"]
        platform.on(RUN, DONE)
        assert model.run("hi", session_id="s").data == "answer"
        assert platform.sent[1:] == [RUN]
        assert platform.body() == {"temperature": "1", "text": "hi"}
        assert platform.requests[-1].headers["x-session-id"] == "s"

    def test_the_older_service_takes_no_headers_of_a_run(self, model: Model, platform: Platform) -> None:
        model.connection_type = ["synchronous"]
        platform.on(RUN.replace("v2", "v1"), DONE)
        model.run_async("hi", session_id="s", identifier="me")
        assert not {"x-session-id", "x-user-id"} & set(platform.requests[-1].headers)

    def test_a_failure_may_say_why_in_its_data(self, model: Model, platform: Platform) -> None:
        platform.on(RUN, {"status": "ABORTED", "completed": True, "data": {"error": "was stopped"}})
        assert model.run("hi").error_message == "was stopped"

    def test_any_other_is_run_as_always(self, model: Model, platform: Platform) -> None:
        platform.on(RUN, DONE)
        assert model.run_async("hi").completed
        assert platform.body() == {"temperature": "1", "text": "hi"}

    def test_a_path_as_id_keeps_its_slashes(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /api/v2/execute/a/b%20c/d", DONE)
        assert aix.Model(id="a/b c/d").run("hi").data == "answer"

    def test_every_part_of_a_result(self, model: Model, platform: Platform) -> None:
        platform.on(
            RUN,
            {
                **DONE,
                "requestId": "r1",
                "details": [{"index": 0}],
                "runTime": "1.5",
                "usedCredits": 0.25,
                "usage": {"prompt_tokens": 31, "completion_tokens": "4", "total_tokens": "NaN"},
                "asset": {"assetId": "a"},
                "rawData": {"x": 1},
            },
        )
        result = model.run("hi")
        assert (result.run_time, result.used_credits, result.request_id) == (1.5, 0.25, "r1")
        assert result.usage is not None
        assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (31, 4)
        assert result.usage.total_tokens is None
        assert (result.details, result.asset) == ([{"index": 0}], {"assetId": "a"})
        assert result.rawData == {"x": 1}


PARAMETER_TYPES = [
    ("text", "text", "x", True),
    ("text", "text", 1, False),
    ("text", "json", {}, True),
    ("text", "json", 1, False),
    ("text", "number", 1.5, True),
    ("json", None, [], True),
    ("json", None, 1, False),
    ("number", None, 1, True),
    ("number", None, "1", False),
    ("boolean", None, True, True),
    ("boolean", None, "true", False),
    ("array", None, [], True),
    ("array", None, {}, False),
    ("number", None, True, False),
    ("audio", None, 1, True),
    (None, None, object(), True),
]


@pytest.mark.parametrize(("kind", "detail", "value", "fits"), PARAMETER_TYPES)
def test_types_of_parameters(kind: str | None, detail: str | None, value: Any, fits: bool) -> None:
    model = Model.from_dict({"params": [{"name": "p", "dataType": kind, "dataSubType": detail}]})
    if fits:
        assert model.build_run_payload(p=value) == {"p": value}
    else:
        with pytest.raises(errors.InputError):
            model.build_run_payload(p=value)


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


def test_a_resource_path_of_one_run(model: Model, platform: Platform) -> None:
    platform.on(f"POST /v3/models/{model.id}/run", {"status": "SUCCESS", "completed": True, "data": "yes"})
    assert model.run("x", resource_path="v3/models").data == "yes"
