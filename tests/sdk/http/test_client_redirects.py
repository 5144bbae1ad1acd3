"""Which redirects the client follows, and what it leaves behind on the way."""

import socket
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import BACKEND, KEY, Platform
from tests.sdk.wire_server import listening


def _redirect(url: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"location": url})


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

    @pytest.mark.parametrize(
        "location",
        [
            *(b"http://[", b"http://[::1", b"http://host:port/", b"http://host:99999/", b"http://host:-1/"),
            *(
                b"http://",
                b"http:///x",
                b"http:x",
                b"http://..",
                b"http://a b/",
                b"http://%00/",
                b"http://a\x01",
            ),
            *(b"http://xn--a/", "http://\u00e9\u0301/".encode(), b"https://" + b"a" * 70_000, b"", b"  "),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_to_what_is_no_address_is_the_platforms_fault(self, location: bytes, method: str) -> None:
        head = b"HTTP/1.1 307 No\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
        with (
            listening(lambda connection: connection.sendall(head)) as base,
            Aixplain(KEY, backend_url=base) as aix,
            pytest.raises(errors.InvalidResponseError) as caught,
        ):
            aix.client.request(method, "a")
        assert caught.value.message.startswith("127.0.0.1 redirects to what is no address: ")
        assert len(caught.value.message) < 150
        assert caught.value.status_code == 307
        assert caught.value.outcome_unknown is (method == "POST")
