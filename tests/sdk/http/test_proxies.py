"""Requests through the proxies that the environment names."""

import base64
import socket
import ssl
from contextlib import suppress

import httpx
import pytest

from aixsdk import Aixplain, Config
from aixsdk import exceptions as errors
from aixsdk._http.proxies import Proxies
from tests.sdk.tls_server import Within, secured
from tests.sdk.wire_server import listening

KEY = "a-secret-key"
REPLY = b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"id": 12}'


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _aix(base: str) -> Aixplain:
    return Aixplain(
        KEY, config=Config(base, base, retry_wait=0.001, read_retries=0, allow_insecure_urls=True)
    )


@pytest.mark.parametrize(
    ("named", "url", "proxy"),
    [
        ({}, "http://h/x", None),
        ({"http_proxy": "http://p:1"}, "http://h/x", "http://p:1"),
        ({"HTTP_PROXY": "p:1"}, "http://h/x", "http://p:1"),
        ({"http_proxy": "http://p:1"}, "https://h/x", None),
        ({"all_proxy": "http://p:1"}, "https://h/x", "http://p:1"),
        ({"all_proxy": "http://p:1", "https_proxy": "https://q"}, "https://h/x", "https://q"),
        ({"all_proxy": "http://p:1", "no_proxy": "other, h"}, "https://h/x", None),
        ({"all_proxy": "http://p:1", "no_proxy": ".h.test"}, "https://a.h.test/x", None),
        ({"all_proxy": "http://p:1", "no_proxy": "h:8"}, "https://h:8/x", None),
        ({"all_proxy": "http://p:1", "no_proxy": "*"}, "https://h/x", None),
        ({"all_proxy": "http://p:1", "no_proxy": "2001:db8::1"}, "https://[2001:db8::1]:8/x", None),
        ({"all_proxy": "http://p:1"}, "http://localhost:8/x", None),
        ({"all_proxy": "http://p:1"}, "http://127.0.0.2/x", None),
        ({"all_proxy": "http://p:1"}, "http://[::1]:8/x", None),
        ({"all_proxy": "http://p:1"}, "http://192.0.2.7/x", "http://p:1"),
    ],
)
def test_which_one(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], url: str, proxy: str | None
) -> None:
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert Proxies().of(httpx.URL(url)) == proxy


def test_plain_requests_are_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    heads: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        connection.sendall(REPLY)
        heads.append(connection.recv(65536))
        connection.sendall(REPLY)
        connection.recv(65536)

    with listening(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy.replace("//", "//me:secret@"))
        with _aix("http://backend.test") as aix:
            assert aix.client.get("x") == aix.client.get("y?z=1") == {"id": 12}
    (head,) = heads
    assert head.startswith(b"GET http://backend.test/y?z=1 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"me:secret") in head
    assert KEY.encode() in head


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_tunnel_knows_nothing_of_the_key(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    asked: list[bytes] = []

    def tunnel(connection: socket.socket) -> None:
        asked.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 200 Go ahead\r\n\r\n")
        inside = Within(connection)
        asked.append(inside.recv(65536))
        inside.sendall(REPLY)
        connection.recv(65536)

    def answer(connection: socket.socket) -> None:
        if scheme == "http":
            tunnel(connection)
        else:
            with secured(connection) as secure:
                tunnel(secure)

    with listening(answer, read_head=False) as proxy:
        monkeypatch.setenv("https_proxy", proxy.replace("http://127.0.0.1", f"{scheme}://localhost"))
        with _aix("https://backend.test") as aix:
            assert aix.client.get("x") == {"id": 12}
    connect, get = asked
    assert connect.startswith(b"CONNECT backend.test:443 HTTP/1.1\r\n")
    assert KEY.encode() not in connect
    assert KEY.encode() in get


@pytest.mark.usefixtures("trusted")
def test_the_certificate_must_be_that_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 Go ahead\r\n\r\n")
        with suppress(ssl.SSLError):
            Within(connection)

    refused = pytest.raises(errors.ConnectionFailedError, match="Hostname mismatch")
    with listening(answer, read_head=False) as proxy:
        monkeypatch.setenv("https_proxy", proxy)
        with _aix("https://other.test") as aix, refused:
            aix.client.get("x")


@pytest.mark.parametrize("said", [b"HTTP/1.1 407 Who are you\r\n\r\n", b""])
def test_a_proxy_that_will_not(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    with listening(lambda connection: connection.sendall(said)) as proxy:
        monkeypatch.setenv("https_proxy", proxy)
        with _aix("https://backend.test") as aix, pytest.raises(errors.APIError) as caught:
            aix.client.post("x")
    assert "backend.test" in caught.value.message


@pytest.mark.parametrize("named", ["socks5://me:secret@h:1", "ftp://me:secret@h", "http://me:secret@h:x"])
def test_one_that_cannot_be_used_does_not_show_its_password(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("all_proxy", named)
    with _aix("https://backend.test") as aix, pytest.raises(errors.ConnectionFailedError) as caught:
        aix.client.post("x")
    assert "proxy" in caught.value.message.lower()
    assert "secret" not in repr(caught.value.__cause__) + repr(caught.value.details) + str(caught.value)
