import time
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from dataclasses_json import dataclass_json

from aixsdk import Aixplain, cancel
from aixsdk import exceptions as errors
from aixsdk.resource import BaseResource, BaseResult, Result, RunnableResourceMixin
from tests.sdk.cancelling import WaitedToken
from tests.sdk.platform import BACKEND, Platform
from tests.sdk.resource.things import Part, Thing

RUN = "POST /v2/things/1/run"
POLL = "GET /api/v1/data/abc"
URL = f"{BACKEND}/api/v1/data/abc"
DONE = {"status": "SUCCESS", "completed": True, "data": "answer", "requestId": "r1", "rawExtra": [1]}
PENDING = {"status": "IN_PROGRESS", "completed": False, "data": URL, "requestId": "r1", "sessionId": "s1"}
WORKING = {"status": "IN_PROGRESS", "completed": False}


@pytest.fixture
def thing(aix: Aixplain) -> Thing:
    bound: type[Thing] = type("Thing", (Thing,), {"context": aix})
    return bound(id="1")


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


class TestRetries:
    @pytest.mark.parametrize(
        "failure",
        [httpx.Response(429, headers={"retry-after": "0"}), httpx.ConnectError("refused")],
        ids=repr,
    )
    def test_only_when_asked_for_and_not_taken(self, thing: Thing, platform: Platform, failure: Any) -> None:
        platform.on(RUN, *[failure] * 5, DONE)
        assert thing.run(text="hi", run_retries=5, run_retry_wait=0.001).data == "answer"

    def test_not_unasked(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, httpx.Response(429), DONE)
        with pytest.raises(errors.RateLimitError):
            thing.run(text="hi")
        assert len(platform.sent) == 1

    @pytest.mark.parametrize("failure", [httpx.Response(500), httpx.ReadTimeout("slow"), httpx.Response(401)])
    def test_never_when_it_may_have_started(self, thing: Thing, platform: Platform, failure: Any) -> None:
        platform.on(RUN, failure, DONE)
        with pytest.raises(errors.APIError):
            thing.run(text="hi", run_retries=5, run_retry_wait=0.001)
        assert len(platform.sent) == 1

    def test_a_failed_poll_starts_nothing(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, httpx.Response(429))
        with pytest.raises(errors.RateLimitError):
            thing.run(text="hi", run_retries=5, run_retry_wait=0.001)
        assert platform.sent.count("POST /v2/things/1/run") == 1

    def test_the_before_hook_runs_once(self, aix: Aixplain, platform: Platform) -> None:
        calls = []

        class Counting(Thing):
            context = aix

            def before_run(self, *args: Any, **kwargs: Any) -> None:
                calls.append(kwargs["text"])

        platform.on(RUN, httpx.Response(429), PENDING)
        platform.on(POLL, DONE)
        Counting(id="1").run(text="hi", run_retries=1, run_retry_wait=0.001)
        assert calls == ["hi"]

    def test_a_cancel_ends_the_wait(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, httpx.Response(429))
        started = time.monotonic()
        with cancel.use(WaitedToken()), pytest.raises(errors.CancelledError):
            thing.run(text="hi", run_retries=9, run_retry_wait=60)
        assert time.monotonic() - started < 10


class TestPolling:
    def test_until_completed(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, WORKING, DONE)
        result = thing.run(text="hi", wait_time=0.2)
        assert (result.data, result.url) == ("answer", URL)
        assert platform.sent == ["POST /v2/things/1/run", *["GET /api/v1/data/abc"] * 2]

    def test_each_result_as_it_arrives(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {**WORKING, "data": {"stage": 1}}, DONE)
        watched = thing.watch(URL, wait_time=0.2)
        assert next(watched).data == {"stage": 1}
        assert len(platform.sent) == 1
        assert [result.data for result in watched] == ["answer"]

    @pytest.mark.parametrize("status", ["SUCCESS", "ABORTED", "CANCELLED", "ERROR"])
    def test_a_final_status_completes_it_when_nothing_else_is_said(
        self, thing: Thing, platform: Platform, status: str
    ) -> None:
        platform.on(POLL, {"status": status, "data": 1})
        assert thing.sync_poll(URL).completed is True

    def test_completed_counts_more_than_the_status(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"status": "SUCCESS", "completed": False}, {**DONE, "status": "ODD"})
        assert thing.sync_poll(URL, wait_time=0.2).data == "answer"

    def test_a_failed_one_raises_even_if_not_completed(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"status": "FAILED", "completed": False, "supplierError": "no", "statusCode": 480})
        with pytest.raises(errors.OperationFailedError) as caught:
            thing.poll(URL)
        assert caught.value.status_code == 480
        assert caught.value.details["poll_url"] == URL

    def test_a_failure_to_ask_keeps_its_status(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"message": "gone"}, status=404)
        with pytest.raises(errors.NotFoundError) as caught:
            thing.poll(URL)
        assert (caught.value.status_code, caught.value.details["poll_url"]) == (404, URL)

    @pytest.mark.parametrize("reply", [[], None, 3])
    def test_what_cannot_be_read(self, thing: Thing, platform: Platform, reply: Any) -> None:
        platform.on(POLL, reply)
        with pytest.raises(errors.InvalidResponseError):
            thing.poll(URL)

    def test_the_timeout_names_where_to_ask_again(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, WORKING)
        with pytest.raises(errors.TimeoutError, match=r"timed out after 0\.3 seconds") as caught:
            thing.sync_poll(URL, timeout=0.3, wait_time=0.2)
        assert caught.value.details["poll_url"] == URL
        assert len(platform.sent) == 2

    def test_a_key_of_the_call_is_the_key_of_its_polls(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, DONE)
        thing.run(text="hi", api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other", "other"]

    def test_no_key_for_a_poll_elsewhere(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, {"status": "IN_PROGRESS", "data": "https://evil.test/poll"})
        platform.on("GET /poll", DONE)
        thing.run(text="hi")
        assert "x-api-key" not in platform.requests[1].headers


class TestHooks:
    def _watching(self, aix: Aixplain, **returns: Any) -> tuple[Thing, list[Any]]:
        calls: list[Any] = []

        class Watching(Thing):
            context = aix

            def before_run(self, *args: Any, **kwargs: Any) -> Any:
                calls.append("before")
                return returns.get("before")

            def on_poll(self, response: Result, **kwargs: Any) -> None:
                calls.append((response.status, kwargs["text"]))

            def after_run(self, result: Any, *args: Any, **kwargs: Any) -> Any:
                calls.append(result)
                return returns.get("after")

        return Watching(id="1"), calls

    def test_in_order(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, WORKING, DONE)
        thing, calls = self._watching(aix)
        result = thing.run(text="hi", wait_time=0.2)
        assert calls == ["before", ("IN_PROGRESS", "hi"), ("SUCCESS", "hi"), result]

    def test_before_run_can_answer_itself(self, aix: Aixplain, platform: Platform) -> None:
        early = Result(status="SUCCESS", completed=True, data="early")
        thing, calls = self._watching(aix, before=early)
        assert thing.run(text="hi") is early
        assert calls == ["before", early]
        assert thing.run_async(text="hi") is early
        assert platform.sent == []

    def test_what_before_run_answers_is_not_polled(self, aix: Aixplain, platform: Platform) -> None:
        early = Result(status="IN_PROGRESS", completed=False, url="/sdk/runs/1")
        thing, calls = self._watching(aix, before=early)
        assert thing.run(text="hi") is early
        assert calls == ["before", early]
        assert platform.sent == []

    def test_after_run_can_replace_the_result(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, DONE)
        other = Result(data="other")
        assert self._watching(aix, after=other)[0].run(text="hi") is other

    def test_a_failure_is_told_once_and_cannot_be_hidden(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, {"status": "FAILED", "error": "x"})
        thing, calls = self._watching(aix, after=Result())
        with pytest.raises(errors.OperationFailedError) as caught:
            thing.run(text="hi")
        assert calls == ["before", caught.value]


class TestOverrides:
    def test_everything(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass_json
        @dataclass
        class Answer(BaseResult):
            words: list[str] = field(default_factory=list)

        @dataclass(repr=False)
        class Odd(BaseResource, RunnableResourceMixin[Any, Answer]):
            context = aix
            RESOURCE_PATH = "v1/odd"
            RESPONSE_CLASS = Answer

            def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
                return {"say": kwargs["text"]}

            def build_run_url(self, **kwargs: Any) -> str:
                return f"v1/do/{self.id}"

            def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> Answer:
                return Answer(words=response["w"].split())

        platform.on("POST /v1/do/1", {"w": "a b"})
        assert Odd(id="1").run(text="x") == Answer(["a", "b"])
        assert platform.body() == {"say": "x"}

    def test_a_result_class_of_ones_own(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass_json
        @dataclass(repr=False)
        class Answer(Result):
            my_words: list[str] | None = None

        class Own(Thing):
            context = aix
            RESPONSE_CLASS = Answer

        platform.on(RUN, {**DONE, "my_words": ["a"]})
        result: Any = Own(id="1").run()
        assert (type(result), result.my_words, result.data) == (Answer, ["a"], "answer")


def test_a_long_result_is_cut_in_the_repr() -> None:
    text = repr(Result(status="SUCCESS", completed=True, data="x" * 999, url="u"))
    assert text == f"Result(\n  status='SUCCESS',\n  completed=True,\n  data='{'x' * 199}...,\n  url='u',\n)"
