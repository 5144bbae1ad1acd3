"""Starting a run: what is sent, and what its first reply may be."""

from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk.resource import Result
from tests.sdk.platform import Platform
from tests.sdk.resource.thing_runs import DONE, PENDING, RUN, URL
from tests.sdk.resource.things import Part, Thing


class TestStart:
    def test_an_answer_at_once(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, DONE)
        result = thing.run(text="hi", part=Part(3), timeout=1, wait_time=1, show_progress=True, run_retries=0)
        assert platform.body() == {"text": "hi", "part": {"size": 3}}
        assert (result.status, result.completed, result.data, result.request_id) == (
            "SUCCESS",
            True,
            "answer",
            "r1",
        )
        assert result.rawExtra == [1]
        assert result.raw == DONE
        with pytest.raises(AttributeError, match="nothing"):
            result.nothing  # noqa: B018

    def test_headers_of_the_run(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, DONE)
        thing.run(text="hi", identifier=7, session_id="s", agent_name="A", api_key="other")
        headers = platform.requests[0].headers
        assert (headers["x-user-id"], headers["x-session-id"], headers["x-api-key"]) == ("7", "s", "other")
        assert headers["x-agent"] == "A"
        assert not {"session_id", "agent_name"} & set(platform.body())

    @pytest.mark.parametrize("name", ["identifier", "session_id", "agent_name"])
    @pytest.mark.parametrize("value", ["ü", "a\r\nx-evil: 1", "\x00"])
    def test_headers_take_plain_text_only(
        self, thing: Thing, platform: Platform, name: str, value: str
    ) -> None:
        with pytest.raises(errors.InputError, match=f"{name} goes into the header"):
            thing.run(text="hi", **{name: value})
        assert platform.sent == []

    @pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
    def test_what_json_cannot_say(self, thing: Thing, platform: Platform, value: Any) -> None:
        with pytest.raises(errors.ValidationError, match="cannot be sent"):
            thing.run(text=value)
        assert platform.sent == []

    @pytest.mark.parametrize(
        "reply",
        [
            PENDING,
            {"data": URL},
            {"status": "IN_PROGRESS", "url": URL, "data": None},
            {"status": "IN_PROGRESS", "completed": True, "data": URL},
        ],
    )
    def test_a_pending_one_says_where_to_ask(self, thing: Thing, platform: Platform, reply: Any) -> None:
        platform.on(RUN, reply)
        result = thing.run_async(text="hi")
        assert (result.status, result.completed, result.url, result.data) == ("IN_PROGRESS", False, URL, None)
        assert result.raw == reply

    def test_an_url_as_a_result_is_a_result(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, {"status": "SUCCESS", "completed": True, "data": "https://files.test/a.png"})
        assert thing.run().data == "https://files.test/a.png"
        assert len(platform.sent) == 1

    @pytest.mark.parametrize("data", ["", 0, [], False, {}, None])
    def test_an_empty_result_stays_what_it_is(self, thing: Thing, platform: Platform, data: Any) -> None:
        platform.on(RUN, {"status": "SUCCESS", "completed": True, "data": data})
        assert thing.run().data == data

    @pytest.mark.parametrize(
        "reply",
        [
            {},
            {"requestId": "x"},
            {"status": "IN_PROGRESS"},
            {"status": "IN_PROGRESS", "data": {"a": 1}},
            [],
            3,
            None,
        ],
    )
    def test_a_reply_that_says_nothing(self, thing: Thing, platform: Platform, reply: Any) -> None:
        platform.on(RUN, reply)
        with pytest.raises(errors.InvalidResponseError):
            thing.run(text="hi")

    @pytest.mark.parametrize(
        ("reply", "message", "status"),
        [
            ({"supplierError": "voice", "error": "err.x", "statusCode": 480}, "voice", 480),
            ({"supplier_error": "voice", "errorMessage": "err"}, "voice", 0),
            ({"supplierError": " ", "error_message": "this"}, "this", 0),
            ({"data": {"error": "inner"}, "statusCode": "480"}, "inner", 0),
            ({"data": "x"}, "Operation failed", 0),
        ],
    )
    def test_a_failed_one_raises(
        self, thing: Thing, platform: Platform, reply: dict[str, Any], message: str, status: int
    ) -> None:
        platform.on(RUN, {"status": "FAILED", "completed": True, **reply})
        with pytest.raises(errors.OperationFailedError) as caught:
            thing.run(text="hi")
        assert caught.value.message == f"Operation failed: {message}"
        assert caught.value.status_code == status
        assert caught.value.response_data == {"status": "FAILED", "completed": True, **reply}

    def test_what_has_no_id_cannot_run(self, thing: Thing, platform: Platform) -> None:
        thing.id = None
        with pytest.raises(errors.ValidationError):
            thing.run(text="hi")
        assert platform.sent == []


def test_a_long_result_is_cut_in_the_repr() -> None:
    text = repr(Result(status="SUCCESS", completed=True, data="x" * 999, url="u"))
    assert text == f"Result(\n  status='SUCCESS',\n  completed=True,\n  data='{'x' * 199}...,\n  url='u',\n)"
