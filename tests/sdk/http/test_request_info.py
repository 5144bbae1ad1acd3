"""What errors know of the request they are about."""

import socket

import httpx
import pytest

from aixsdk import Aixplain, Config
from aixsdk import exceptions as errors
from aixsdk._http.proxies import shown
from aixsdk.exceptions.asked import RequestInfo
from tests.sdk.platform import connected
from tests.sdk.wire_server import listening

BROKEN = [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b"HTTP/1.1 200 OK\r\n\r\nno json"]


@pytest.mark.parametrize("reply", BROKEN)
def test_a_broken_reply_leaves_a_write_in_doubt_and_no_read(reply: bytes) -> None:
    with (
        listening(lambda connection: connection.sendall(reply)) as base,
        Aixplain("a-key", config=Config(base, base, read_retries=0)) as aix,
    ):
        for method, path, request in (
            ("GET", "v2/models/x", RequestInfo("read", is_local=True)),
            ("POST", "v2/models/paginate", RequestInfo("read", is_local=True)),
            ("POST", "v2/agents", RequestInfo("write", is_local=True)),
            ("DELETE", "v2/agents/x", RequestInfo("write", is_local=True)),
        ):
            with pytest.raises(errors.APIError) as caught:
                aix.client.request(method, path)
            assert caught.value.request == request
            assert caught.value.outcome_unknown is (request.kind == "write")


def test_what_a_refusal_was_the_answer_to() -> None:
    with connected() as (aix, platform):
        platform.on("GET /v2/agents/1", {"id": "1", "name": "a"})
        agent = aix.Agent.get("1")
        platform.on("DELETE /v2/agents/1", {"message": "no"}, status=403)
        with pytest.raises(errors.ResourceError) as caught:
            agent.delete()
        assert caught.value.request == RequestInfo("write")
        assert not caught.value.outcome_unknown


def test_a_reply_that_breaks_off_after_its_head() -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort")

    with listening(answer) as base, Aixplain("a-key", config=Config(base, base)) as aix:
        with pytest.raises(errors.APIError) as caught:
            list(aix.client.request_stream("POST", "x"))
        assert caught.value.request == RequestInfo("write", is_local=True)
        assert caught.value.outcome_unknown


def test_a_proxy_that_is_down_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://me:pass/word@127.0.0.1:{port}")
    config = Config("http://backend.test", "http://backend.test", read_retries=0, allow_insecure_urls=True)
    with Aixplain("a-key", config=config) as aix, pytest.raises(errors.ConnectionFailedError) as caught:
        aix.client.get("x")
    proxy = f"127.0.0.1:{port}"
    assert caught.value.request == RequestInfo("read", proxy)
    assert caught.value.message.startswith(f"Cannot connect to backend.test through the proxy {proxy}: ")
    assert "pass" not in repr(caught.value)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://p:1", "p:1"),
        ("http://me:s/e@cret@p:1/x", "p:1"),
        ("http://[::1]:2", "[::1]:2"),
        ("http://", "named by the environment"),
    ],
)
def test_how_a_proxy_is_shown(url: str, place: str) -> None:
    assert shown(url) == place


def test_cancelling_says_whether_anything_was_sent() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise errors.CancelledError("no")

    with connected() as (aix, platform):
        platform.on("POST /x", handle)
        with pytest.raises(errors.CancelledError) as caught:
            aix.client.post("x")
        assert caught.value.request == RequestInfo("write")
