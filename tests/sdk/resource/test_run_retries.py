"""When a run that did not start is started again."""

import time
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, cancel
from aixsdk import exceptions as errors
from tests.sdk.cancelling import WaitedToken
from tests.sdk.platform import Platform
from tests.sdk.resource.thing_runs import DONE, PENDING, POLL, RUN
from tests.sdk.resource.things import Thing


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
