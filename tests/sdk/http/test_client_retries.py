"""What the client sends again when it fails, and what never."""

import time
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, cancel
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken
from tests.sdk.cancelling import WaitedToken
from tests.sdk.platform import Platform, connected


class TestTryingAgain:
    def test_a_read_until_it_works(self, aix: Aixplain, platform: Platform) -> None:
        broken = httpx.ReadError("cut")
        platform.on("POST /v2/models/paginate", httpx.Response(503), httpx.Response(429), broken, {"ok": 1})
        assert aix.client.post("v2/models/paginate") == {"ok": 1}
        assert len(platform.requests) == 4

    def test_a_read_not_for_ever(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", httpx.Response(503, json={"message": "busy"}))
        with pytest.raises(errors.ServerError, match="busy"):
            aix.client.get("a")
        assert len(platform.requests) == 4

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
    @pytest.mark.parametrize(
        "failure",
        [
            httpx.Response(500),
            httpx.Response(503),
            httpx.Response(429, headers={"retry-after": "0"}),
            httpx.ReadTimeout("slow"),
            httpx.ReadError("cut"),
            httpx.RemoteProtocolError("closed"),
            httpx.WriteError("cut"),
        ],
        ids=repr,
    )
    def test_nothing_else_once_it_may_have_arrived(
        self, aix: Aixplain, platform: Platform, method: str, failure: Any
    ) -> None:
        platform.on(f"{method} /v2/agents/1/run", failure)
        with pytest.raises(errors.APIError) as caught:
            aix.client.request(method, "v2/agents/1/run")
        assert len(platform.requests) == 1
        assert caught.value.outcome_unknown is isinstance(failure, Exception)

    @pytest.mark.parametrize(
        ("method", "path", "attempts"),
        [
            ("GET", "v2/agents/1", 4),
            ("POST", "v2/agents/paginate", 4),
            ("PUT", "v2/agents/1", 4),
            ("DELETE", "v2/agents/1", 4),
            ("POST", "v2/agents/1/run", 1),
            ("POST", "v2/agents", 1),
            ("POST", "v1/sessions/1/messages", 1),
            ("POST", "https://models.test/api/v2/execute/1", 1),
        ],
    )
    def test_a_refused_connection_but_never_for_what_must_not_happen_twice(
        self, aix: Aixplain, platform: Platform, method: str, path: str, attempts: int
    ) -> None:
        platform.on(
            f"{method} {httpx.URL(path).path if '//' in path else '/' + path}", httpx.ConnectError("no")
        )
        with pytest.raises(errors.ConnectionFailedError):
            aix.client.request(method, path)
        assert len(platform.requests) == attempts

    def test_a_cancel_ends_the_wait(self) -> None:
        with connected(retry_wait=60.0) as (aix, platform):
            platform.on("GET /a", httpx.Response(503))
            started = time.monotonic()
            with cancel.use(WaitedToken()), pytest.raises(errors.CancelledError):
                aix.client.get("a")
            assert len(platform.requests) == 1
            assert time.monotonic() - started < 10

    def test_nothing_is_sent_after_a_cancel(self, aix: Aixplain, platform: Platform) -> None:
        token = CancelToken()
        token.cancel()
        with cancel.use(token), pytest.raises(errors.CancelledError):
            aix.client.post("v2/agents")
        assert platform.sent == []
