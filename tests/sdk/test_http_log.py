import logging

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk.http_log import WithoutQuery


def test_httpx_logs_no_query_of_an_address(caplog: pytest.LogCaptureFixture) -> None:
    def reply(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"results": [], "total": 0, "pageTotal": 0})

    with (
        caplog.at_level(logging.INFO, logger="httpx"),
        Aixplain(
            "a-key-of-nobody", backend_url="http://127.0.0.1:1", transport=httpx.MockTransport(reply)
        ) as aix,
    ):
        aix.client.request("GET", "/v2/models?sig=SIGNATURE-OF-AN-UPLOAD")
    assert "/v2/models" in caplog.text
    assert "SIGNATURE-OF-AN-UPLOAD" not in caplog.text


def test_many_clients_put_one_filter_on_the_log() -> None:
    for _ in range(3):
        Aixplain("a-key-of-nobody", backend_url="http://127.0.0.1:1").close()
    filters = logging.getLogger("httpx").filters
    assert sum(isinstance(known, WithoutQuery) for known in filters) == 1
