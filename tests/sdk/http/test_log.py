import logging

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk._http.log import WithoutQuery
from aixsdk.exceptions import APIError
from tests.sdk.wire_server import listening


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


def test_httpcore_tells_its_events_without_their_headers(caplog: pytest.LogCaptureFixture) -> None:
    head = (
        b"HTTP/1.1 302 Found\r\nLocation: /x?sig=SIGNATURE\r\nSet-Cookie: a=COOKIE\r\n"
        b"Content-Length: 0\r\n\r\n"
    )
    with (
        caplog.at_level(logging.DEBUG),
        listening(lambda connection: connection.sendall(head)) as url,
        Aixplain("a-key-of-nobody", backend_url=url) as aix,
        pytest.raises(APIError),
    ):
        aix.client.request("POST", "/v2/models/x")
    assert "receive_response_headers.complete" in caplog.text
    assert not [secret for secret in ("SIGNATURE", "COOKIE", "a-key-of-nobody") if secret in caplog.text]


def test_many_clients_put_one_filter_on_the_log() -> None:
    for _ in range(3):
        Aixplain("a-key-of-nobody", backend_url="http://127.0.0.1:1").close()
    filters = logging.getLogger("httpx").filters
    assert sum(isinstance(known, WithoutQuery) for known in filters) == 1
