"""Running a model: its inputs, where it runs and what comes back."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.model import Model
from tests.sdk.platform import BACKEND, Platform

RUN = "POST /api/v2/execute/67a1b2c3d4e5f60718293a4b"
DONE = {"status": "SUCCESS", "completed": True, "data": "answer"}


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
        model.run("hi", identifier="u1", session_id="s1", agent_name="me")
        assert platform.body() == {"temperature": "1", "text": "hi"}
        headers = platform.requests[-1].headers
        assert (headers["x-user-id"], headers["x-session-id"], headers["x-agent"]) == ("u1", "s1", "me")

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

    def test_the_older_service_is_told_who_runs_too(self, model: Model, platform: Platform) -> None:
        model.connection_type = ["synchronous"]
        platform.on(RUN.replace("v2", "v1"), DONE)
        model.run_async("hi", session_id="s", identifier="me")
        headers = platform.requests[-1].headers
        assert (headers["x-user-id"], headers["x-session-id"]) == ("me", "s")

    def test_what_the_start_said_is_told_with_the_answer(self, model: Model, platform: Platform) -> None:
        url = f"{BACKEND}/api/v1/data/x"
        platform.on(RUN, {"status": "IN_PROGRESS", "requestId": "r1", "data": url})
        platform.on("GET /api/v1/data/x", {"status": "IN_PROGRESS", "completed": False}, DONE)
        assert model.run("hi", wait_time=0.2).request_id == "r1"
        assert model.poll(url).request_id is None

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
                "details": [
                    {
                        "index": 0,
                        "message": {
                            "role": "assistant",
                            "content": "a",
                            "reasoning_details": [{"text": "b"}, {"summary": "c"}],
                            "new": 1,
                        },
                        "finish_reason": "stop",
                    },
                    3,
                ],
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
        detail, odd = result.details
        assert (detail.index, detail.finish_reason, odd, result.asset) == (0, "stop", 3, {"assetId": "a"})
        assert (detail.message.role, detail.message.content) == ("assistant", "a")
        assert detail.message.reasoning_content == "bc"
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
    (None, None, ["anything"], True),
]


@pytest.mark.parametrize(("kind", "detail", "value", "fits"), PARAMETER_TYPES)
def test_types_of_parameters(kind: str | None, detail: str | None, value: Any, fits: bool) -> None:
    model = Model.from_dict({"params": [{"name": "p", "dataType": kind, "dataSubType": detail}]})
    if fits:
        assert model.build_run_payload(p=value) == {"p": value}
    else:
        with pytest.raises(errors.InputError):
            model.build_run_payload(p=value)


def test_a_resource_path_of_one_run(model: Model, platform: Platform) -> None:
    platform.on(f"POST /v3/models/{model.id}/run", {"status": "SUCCESS", "completed": True, "data": "yes"})
    assert model.run("x", resource_path="v3/models").data == "yes"
