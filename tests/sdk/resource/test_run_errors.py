"""What errors of a run say of it, and what of a poll is no answer."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, polling
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken, use
from aixsdk.exceptions.asked import RequestInfo
from aixsdk.resource.run_response import run_id_of
from tests.sdk.platform import EXECUTE, Platform, connected

START = {"status": "IN_PROGRESS", "completed": False, "data": f"{EXECUTE}/data/run-7", "requestId": "run-7"}
DONE = {"status": "SUCCESS", "completed": True, "data": "hi"}
FAILED = {"status": "FAILED", "completed": True, "supplierError": "no"}
POLL = "GET /api/v2/execute/data/run-7"


def _run(platform: Platform, aix: Aixplain, *polls: Any) -> Any:
    platform.on("POST /api/v2/execute/m", START)
    platform.on(POLL, *polls)
    return aix.Model(id="m").run(text="x", wait_time=0.01, timeout=0.5)


@pytest.mark.parametrize(
    ("poll", "error"),
    [
        (FAILED, errors.OperationFailedError),
        (httpx.Response(401, json={"message": "no"}), errors.AuthenticationError),
        (httpx.Response(200, text="not json"), errors.InvalidResponseError),
        ([], errors.InvalidResponseError),
        ({"status": "IN_PROGRESS"}, errors.TimeoutError),
        (httpx.ReadTimeout("slow"), errors.APIError),
        (httpx.ConnectError("down"), errors.ConnectionFailedError),
    ],
)
def test_whatever_fails_after_the_start_names_the_run(poll: Any, error: type[errors.AixplainV2Error]) -> None:
    with connected(read_retries=0) as (aix, platform), pytest.raises(error) as caught:
        _run(platform, aix, poll)
    assert caught.value.run_id == "run-7"
    assert caught.value.details["poll_url"] == START["data"]
    assert not caught.value.outcome_unknown
    assert caught.value.request in (None, RequestInfo("poll"))


def test_a_cancelled_watch_names_the_run() -> None:
    token = CancelToken()

    def cancel(_: httpx.Request) -> httpx.Response:
        token.cancel()
        return httpx.Response(200, json={"status": "IN_PROGRESS"})

    with connected() as (aix, platform), use(token), pytest.raises(errors.CancelledError) as caught:
        _run(platform, aix, cancel)
    assert caught.value.run_id == "run-7"


@pytest.mark.parametrize("reply", [httpx.Response(200, text="?"), [], httpx.ReadTimeout("slow"), {"a": 1}])
def test_a_start_without_a_readable_answer_may_have_begun(reply: Any) -> None:
    with connected() as (aix, platform):
        platform.on("POST /api/v2/execute/m", reply)
        with pytest.raises(errors.APIError) as caught:
            aix.Model(id="m").run(text="x")
    assert caught.value.outcome_unknown
    assert caught.value.request in (None, RequestInfo("run"))
    assert caught.value.run_id is None


def test_a_run_that_is_not_known_yet_is_asked_for_again() -> None:
    missing = httpx.Response(404, json={"message": "no such run"})
    with connected() as (aix, platform):
        assert _run(platform, aix, missing, missing, DONE).data == "hi"


def test_a_run_that_stays_unknown_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "UNKNOWN_FOR", 0.1)
    with connected() as (aix, platform), pytest.raises(errors.NotFoundError) as caught:
        _run(platform, aix, httpx.Response(404, json={"message": "no such run"}))
    assert caught.value.run_id == "run-7"
    assert platform.sent.count("POST /api/v2/execute/m") == 1


@pytest.mark.parametrize("said", ["no", "false", 0, "yes", 1, [], {}, None])
def test_only_true_and_false_say_whether_it_is_over(said: Any) -> None:
    with connected() as (aix, platform):
        going_on = {"status": "IN_PROGRESS", "completed": said}
        assert _run(platform, aix, going_on, DONE).data == "hi"
        assert platform.sent.count("GET /api/v2/execute/data/run-7") == 2
        # What says nothing leaves it to the status, and nobody waits for ever.
        assert _run(platform, aix, {"status": "SUCCESS", "completed": said, "data": "ho"}).data == "ho"
        platform.on("POST /api/v2/execute/m", {"status": "SUCCESS", "completed": said, "data": "at once"})
        assert aix.Model(id="m").run(text="x").data == "at once"


@pytest.mark.parametrize("status", ["SUCCESS", "ODD"])
def test_false_is_believed(status: str) -> None:
    with connected() as (aix, platform):
        assert _run(platform, aix, {"status": status, "completed": False}, DONE).data == "hi"


@pytest.mark.parametrize(
    ("url", "run_id"),
    [
        ("https://b.test/sdk/agents/r-1/result", "r-1"),
        ("https://m.test/api/v1/data/r%2F2?x=1", "r/2"),
        ("https://m.test", None),
    ],
)
def test_the_id_in_an_address(url: str, run_id: str | None) -> None:
    assert run_id_of(url) == run_id


@pytest.mark.parametrize("ask", [lambda tool: tool.list_trigger_types(), lambda tool: tool.list_actions()])
def test_asking_a_tool_what_it_can_changes_nothing(ask: Callable[[Any], object]) -> None:
    with connected() as (aix, platform):
        platform.on("POST /api/v2/execute/t", httpx.ReadTimeout("slow"))
        with pytest.raises(errors.APIError) as caught:
            ask(aix.Tool(id="t"))
    assert caught.value.request == RequestInfo("read")
    assert not caught.value.outcome_unknown
