"""The client: which addresses it takes, what it logs, and its end."""

import logging

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import BACKEND, KEY, Platform, connected


def test_paths_are_joined_below_the_base_and_urls_are_taken_as_they_are(
    aix: Aixplain, platform: Platform
) -> None:
    platform.on("GET /v2/x%2Fy", {"a": 1})
    assert aix.client.get("v2/x%2Fy") == {"a": 1}
    assert aix.client.get(f"{BACKEND}/v2/x%2Fy") == {"a": 1}
    assert [str(request.url) for request in platform.requests] == [f"{BACKEND}/v2/x%2Fy"] * 2


def test_a_base_with_a_path_is_kept() -> None:
    with connected() as (_, platform):
        platform.on("GET /base/v2/x", 1)
        transport = httpx.MockTransport(platform.handle)
        with Aixplain(KEY, backend_url="https://h/base", transport=transport) as aix:
            assert aix.client.get("v2/x") == 1


@pytest.mark.parametrize("path", ["v2/../admin", "v2/models/..", "./x", "v2/models/.?a=b"])
def test_a_path_that_climbs_is_refused(aix: Aixplain, platform: Platform, path: str) -> None:
    with pytest.raises(errors.ValidationError):
        aix.client.get(path)
    assert platform.sent == []


@pytest.mark.parametrize("url", ["http://x:y/", "http://\x00/"])
def test_an_unusable_url_is_refused(aix: Aixplain, platform: Platform, url: str) -> None:
    with pytest.raises(errors.ValidationError):
        aix.client.get(url)
    assert platform.sent == []


def test_a_closed_client_says_so() -> None:
    with connected() as (aix, platform):
        aix.close()
        with pytest.raises(errors.ValidationError, match="closed"):
            aix.Model.search()
        assert platform.sent == []


def test_logs_name_neither_the_key_nor_bodies_nor_queries(
    aix: Aixplain, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.on("POST /v2/x/paginate", httpx.Response(503), {"private": "reply"})
    with caplog.at_level(logging.DEBUG, logger="aixsdk"):
        url = f"{BACKEND}/v2/x/paginate?sig=signature"
        aix.client.post(url, json={"private": "question"})
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "aixsdk")
    assert "POST backend.test/v2/x/paginate -> 503" in text
    assert "again in" in text
    assert not [word for word in (KEY, "private", "signature") if word in text]
