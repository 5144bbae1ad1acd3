"""A backend that is found at another address where nothing listens at its own any more."""

from collections.abc import Callable

import httpx
import pytest

from aixsdk import Aixplain, Config
from aixsdk import exceptions as errors
from tests.sdk.platform import KEY, Platform

FORMER, NOW, LATER = "http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3"


class Moving:
    """A platform that is at one address; `aix` finds it there."""

    def __init__(self, found: Callable[[], tuple[str, str] | None] | None = None) -> None:
        self.platform, self.at, self.asked = Platform(), FORMER, list[str]()
        self._found = found or (lambda: (self.at, f"{self.at}/run"))
        config = Config(backend_url=FORMER, model_url=f"{FORMER}/run", retry_wait=0.001)
        transport = httpx.MockTransport(self._handle)
        self.aix = Aixplain(KEY, config=config, transport=transport, find_backend=self._find)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if not str(request.url).startswith(self.at):
            raise httpx.ConnectError("Connection refused")
        return self.platform.handle(request)

    def _find(self, former: str) -> tuple[str, str] | None:
        self.asked.append(former)
        return self._found()


def test_what_could_not_be_sent_is_sent_once_where_it_is_now() -> None:
    moving = Moving()
    moving.platform.on("POST /v2/agents", {"id": "a1"})
    moving.at = NOW
    assert moving.aix.client.post("v2/agents", json={"name": "Quill"}) == {"id": "a1"}
    assert [str(one.url) for one in moving.platform.requests] == [f"{NOW}/v2/agents"]
    assert (moving.aix.backend_url, moving.aix.model_url) == (NOW, f"{NOW}/run")
    moving.at = LATER
    assert moving.aix.client.post("v2/agents", json={"name": "Quill"}) == {"id": "a1"}
    assert moving.asked == [FORMER, NOW]


def test_former_addresses_stand_for_the_one_of_now_and_no_other_gets_the_key() -> None:
    moving = Moving()
    moving.platform.on("GET /sdk/runs/r1", {"completed": True})
    moving.at = NOW
    for base in (FORMER, NOW):
        assert moving.aix.client.get(f"{base}/sdk/runs/r1") == {"completed": True}
    with pytest.raises(errors.UntrustedURLError):
        moving.aix.client.get(f"{LATER}/sdk/runs/r1")
    assert moving.asked == [FORMER]


def test_where_there_is_no_other_address_it_fails_as_ever() -> None:
    moving = Moving(lambda: None)
    moving.at = NOW
    with pytest.raises(errors.ConnectionFailedError) as failed:
        moving.aix.client.post("v2/agents", json={})
    assert failed.value.request is not None
    assert failed.value.request.is_local
    assert moving.asked == [FORMER]


def test_what_was_sent_is_not_sent_again() -> None:
    moving = Moving()
    moving.platform.on("POST /v2/agents", httpx.ReadError("reset"))
    with pytest.raises(errors.APIError) as failed:
        moving.aix.client.post("v2/agents", json={})
    assert failed.value.outcome_unknown
    assert (moving.asked, len(moving.platform.requests)) == ([], 1)


def test_why_it_cannot_be_found_is_told() -> None:
    def fail() -> None:
        raise OSError("No such database.")

    moving = Moving(fail)
    moving.at = NOW
    with pytest.raises(OSError, match="No such database"):
        moving.aix.client.get("v2/agents/a1")
