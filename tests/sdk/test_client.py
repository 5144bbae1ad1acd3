import logging
import socket
import time
import traceback
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain, cancel
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken
from tests.sdk.cancelling import WaitedToken
from tests.sdk.platform import BACKEND, EXECUTE, KEY, Platform, connected
from tests.sdk.wire_server import listening


def _redirect(url: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"location": url})


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
        with Aixplain(KEY, backend_url="http://h/base", transport=transport) as aix:
            assert aix.client.get("v2/x") == 1


@pytest.mark.parametrize("path", ["v2/../admin", "v2/models/..", "./x", "v2/models/.?a=b", "//host/v2"])
def test_a_path_that_climbs_is_refused(aix: Aixplain, platform: Platform, path: str) -> None:
    with pytest.raises(errors.ValidationError):
        aix.client.get(path)
    assert platform.sent == []


@pytest.mark.parametrize("url", ["http://x:y/", "http://\x00/"])
def test_an_unusable_url_is_refused(aix: Aixplain, platform: Platform, url: str) -> None:
    with pytest.raises(errors.ValidationError):
        aix.client.get(url)
    assert platform.sent == []


class TestWhereTheKeyGoes:
    @pytest.mark.parametrize(
        "url",
        [
            f"{BACKEND}/a",
            f"{BACKEND}:443/a",
            "https://BACKEND.test/a",
            EXECUTE,
            "https://models.test/api/v1/data/x",
        ],
    )
    def test_to_the_backend_and_the_execution_service(
        self, aix: Aixplain, platform: Platform, url: str
    ) -> None:
        platform.on(f"GET {httpx.URL(url).path}", 1)
        aix.client.get(url)
        assert platform.requests[0].headers["x-api-key"] == KEY

    @pytest.mark.parametrize(
        "url",
        [
            "https://evil.test/a",
            "http://backend.test/a",
            "https://backend.test:8443/a",
            "https://backend.test.evil.test/a",
            "https://backend.test@evil.test/a",
            "https://sub.backend.test/a",
        ],
    )
    def test_nowhere_else(self, aix: Aixplain, platform: Platform, url: str) -> None:
        platform.on("GET /a", 1)
        secrets = {"Authorization": f"token {KEY}", "X-Aixplain-Key": KEY, "X-API-KEY": KEY}
        aix.client.get(url)
        aix.client.get(url, api_key=KEY, headers=secrets)
        for request in platform.requests:
            assert KEY not in str(request.headers.multi_items())

    def test_a_key_for_one_call(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", 1)
        aix.client.get("a", api_key="other")
        assert platform.requests[0].headers["x-api-key"] == "other"

    def test_exactly_one_kind_of_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /a", 1)
        aix.client.post("a", headers={"Authorization": f"token {KEY}"})
        assert "x-api-key" not in platform.requests[0].headers

    @pytest.mark.parametrize("key", ["secret-ü", "secret\n", "secret key", "secret\x00", "sécret"])
    def test_what_is_no_key_is_refused_without_being_shown(self, aix: Aixplain, key: str) -> None:
        with pytest.raises(errors.ValidationError, match="no API key") as caught:
            Aixplain(key)
        assert key not in str(caught.value)
        with pytest.raises(errors.ValidationError):
            aix.client.get("a", api_key=key)


class TestRedirects:
    def test_a_read_is_followed_without_the_key_elsewhere(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", _redirect("https://files.test/b?sig=1"))
        platform.on("GET /b", {"ok": True})
        assert aix.client.get("a") == {"ok": True}
        assert [request.url.host for request in platform.requests] == ["backend.test", "files.test"]
        assert KEY in str(platform.requests[0].headers.multi_items())
        assert KEY not in str(platform.requests[1].headers.multi_items())
        assert platform.requests[1].headers["host"] == "files.test"

    def test_the_key_stays_on_the_way_to_a_known_origin(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", _redirect("/b", 307))
        platform.on("GET /b", 1)
        aix.client.get("a")
        assert platform.requests[1].headers["x-api-key"] == KEY

    def test_the_key_does_not_come_back(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", _redirect("https://evil.test/b"))
        platform.on("GET /b", _redirect(f"{BACKEND}/c"))
        platform.on("GET /c", 1)
        aix.client.get("a")
        assert "x-api-key" not in platform.requests[2].headers

    def test_cookies_stay_where_they_came_from(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            "GET /login", httpx.Response(200, json={}, headers={"set-cookie": "session=private; Path=/"})
        )
        platform.on("GET /a", _redirect("https://files.test/b"))
        platform.on("GET /b", 1)
        aix.client.get("login")
        aix.client.get("a")
        assert platform.requests[1].headers["cookie"] == "session=private"
        assert "private" not in str(platform.requests[2].headers)

    @pytest.mark.parametrize("status", [307, 308])
    def test_a_write_that_keeps_its_method_is_followed_at_home(
        self, aix: Aixplain, platform: Platform, status: int
    ) -> None:
        platform.on("POST /a", _redirect("/b", status))
        platform.on("POST /b", 1)
        assert aix.client.post("a", json={"x": 1}) == 1
        assert platform.body() == {"x": 1}

    @pytest.mark.parametrize(
        ("status", "url"),
        [(301, "/b"), (302, "/b"), (303, "/b"), (307, "https://evil.test/b"), (308, "http://backend.test/b")],
    )
    def test_no_other_write_is(self, aix: Aixplain, platform: Platform, status: int, url: str) -> None:
        platform.on("POST /a", _redirect(url, status))
        with pytest.raises(errors.InvalidResponseError) as caught:
            aix.client.post("a", json={"secret": 1})
        assert caught.value.outcome_unknown
        assert len(platform.requests) == 1

    def test_a_body_that_was_used_up_is_not_sent_again(self) -> None:
        asked = []

        def answer(connection: socket.socket) -> None:
            asked.append(1)
            connection.sendall(b"HTTP/1.1 307 No\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")

        body: dict[str, Any] = {"content": iter([b"from", b"disk"]), "headers": {"Content-Length": "8"}}
        with (
            listening(answer) as base,
            Aixplain(KEY, backend_url=base) as aix,
            pytest.raises(errors.InvalidResponseError, match="not followed"),
        ):
            aix.client.request_raw("PUT", "a", **body)
        assert asked == [1]

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x/"])
    def test_to_what_is_not_http_is_an_error(self, aix: Aixplain, platform: Platform, url: str) -> None:
        platform.on("GET /a", _redirect(url))
        with pytest.raises(errors.APIError):
            aix.client.get("a")
        assert len(platform.requests) == 1

    def test_a_loop_ends(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", _redirect("/a"))
        with pytest.raises(errors.InvalidResponseError, match="redirected more than 5 times"):
            aix.client.get("a")
        assert len(platform.requests) == 6


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


def _all_transport_errors(kind: type[Any] = httpx.TransportError) -> list[type[Any]]:
    subclasses = kind.__subclasses__()
    return [kind, *(found for subclass in subclasses for found in _all_transport_errors(subclass))]


class TestErrors:
    @pytest.mark.parametrize("kind", _all_transport_errors(), ids=lambda kind: kind.__name__)
    def test_every_failure_of_the_library_becomes_one_of_ours(
        self, aix: Aixplain, platform: Platform, kind: type[Any]
    ) -> None:
        platform.on("POST /a", kind("why"))
        with pytest.raises(errors.APIError) as caught:
            aix.client.post("a")
        error = caught.value
        assert error.outcome_unknown is not isinstance(error, errors.ConnectionFailedError)
        assert isinstance(error.__cause__, kind)
        assert "backend.test" in error.message or kind is httpx.LocalProtocolError

    def test_a_body_that_cannot_be_unpacked(self, aix: Aixplain, platform: Platform) -> None:
        def packed(request: httpx.Request) -> httpx.Response:
            stream = httpx.ByteStream(b"not gzip")
            return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=stream)

        platform.on("POST /a", packed)
        with pytest.raises(errors.APIError):
            aix.client.post("a")

    def test_what_the_platform_said_is_kept(self, aix: Aixplain, platform: Platform) -> None:
        body = {"statusCode": 409, "message": "taken", "error": "Conflict", "more": [1]}
        platform.on("POST /a", httpx.Response(409, json=body, headers={"x-request-id": "r7"}))
        with pytest.raises(errors.ConflictError) as caught:
            aix.client.post("a")
        error = caught.value
        assert (error.message, error.status_code, error.request_id) == ("taken", 409, "r7")
        assert error.response_data == body
        assert error.details == {"status_code": 409, "response_data": body, "error": "Conflict"}

    @pytest.mark.parametrize(
        "reply", [{"status_code": 400}, {"status_code": 200}], ids=["refused", "no JSON"]
    )
    def test_the_key_of_one_call_is_blotted_out_too(
        self, aix: Aixplain, platform: Platform, reply: dict[str, Any]
    ) -> None:
        platform.on("POST /a", httpx.Response(**reply, text=f"keys: other-key and {KEY} — ü"))
        with pytest.raises(errors.APIError) as caught:
            aix.client.post("a", api_key="other-key")
        assert caught.value.error == caught.value.details["error"] == "keys: [key] and [key] — ü"
        assert "other-key" not in caught.value.message

    def test_a_key_in_an_error_is_blotted_out(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /a", httpx.Response(400, json={"message": f"bad key {KEY}", "echo": [KEY]}))
        with pytest.raises(errors.BadRequestError) as caught:
            aix.client.post("a")
        assert caught.value.message == "bad key [key]"
        assert KEY not in repr(caught.value.details)
        assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_closed_client_says_so() -> None:
    with connected() as (aix, platform):
        aix.close()
        with pytest.raises(errors.ValidationError, match="closed"):
            aix.Model.search()
        assert platform.sent == []


def test_a_header_that_is_no_http_is_not_shown(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /a", httpx.LocalProtocolError("Illegal header value b'private'"))
    with pytest.raises(errors.ConnectionFailedError) as caught:
        aix.client.get("a")
    assert "private" not in caught.value.message


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
