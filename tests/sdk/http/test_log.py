import logging

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk._http.log import LONGEST_BODY, WithoutQuery, redacted
from aixsdk.exceptions import APIError
from tests.sdk.platform import KEY, connected
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


@pytest.mark.parametrize("log_bodies", [True, False])
def test_bodies_are_logged_on_request_only_and_without_secrets(
    caplog: pytest.LogCaptureFixture, log_bodies: bool
) -> None:
    with connected(log_bodies=log_bodies) as (aix, platform), caplog.at_level(logging.DEBUG, logger="aixsdk"):
        platform.on("POST /a", {"answer": 42, "uploadUrl": "https://s.test/k?sig=SIGNED", "said": KEY})
        platform.on("POST /b", httpx.Response(400, json={"message": "no", "session_token": "PRIVATE"}))
        aix.client.post("a", json={"question": "why", "config": {"apiKey": "PRIVATE", "list": ["x"]}})
        with pytest.raises(APIError):
            aix.client.post("b", json={"tokens": 7})
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "aixsdk")
    shown = ("why", '"answer": 42', '"tokens": 7', '"message": "no"', "https://s.test/k?[...]")
    assert [word in text for word in shown] == [log_bodies] * len(shown)
    assert not [secret for secret in ("PRIVATE", "SIGNED", KEY) if secret in text]


def test_a_body_is_cut_and_what_is_no_json_is_counted() -> None:
    assert len(redacted(b'"' + b"x" * 9000 + b'"')) == LONGEST_BODY
    assert redacted(b"key=PRIVATE") == "11 bytes"
    assert redacted(b"[" * 100_000) == "100000 bytes"
    assert redacted(b'{"secrets": ["PRIVATE"], "n": [1]}') == '{"secrets": "[...]", "n": [1]}'
