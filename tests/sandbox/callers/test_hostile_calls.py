"""Calls that no client would make: each is refused in words, and none is a failure of the sandbox."""

import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.sandbox.callers.alone import Alone, alone
from tests.sandbox.command import SECONDS
from tests.sandbox.endpoints import DELETIONS_LAST
from tests.sandbox.things import parameters, things

DEEP = "[" * 60 + "]" * 60
BODIES = [
    b"",
    b"null",
    b"\x00\xff\xfe{",
    b'{"name": 1e999, "query": -1e999, "text": "x", "data": 1e999, "pageNumber": 1e999, "pageSize": 1e999}',
    b'{"name": ' + b"9" * 5000 + b"}",
    b'{"name": "x", "q": "\\u0000", "text": "\\u0000", "query": "\\u0000", "description": "\\u0000"}',
    b'{"name": "\\ud800", "text": "\\udfff"}',
    json.dumps(
        dict.fromkeys(
            ("name", "text", "data", "query", "description", "tools", "agents", "filters", "sort", "code"),
            json.loads(DEEP),
        )
    ).encode(),
    json.dumps(
        dict.fromkeys(("name", "text", "data", "query", "q", "id", "url", "action", "content"), "' OR 1=1 --")
    ).encode(),
    json.dumps(
        {"name": 10**300, "pageNumber": 2**63, "pageSize": 2**63, "budget": 10**400, "tokens": -(2**63)}
    ).encode(),
    json.dumps({"text": "x", "data": DEEP * 500, "options": {"stream": "x"}, "max_tokens": 10**400}).encode(),
]
QUERIES = ("", "?host=%00&sig=%ff&size=" + "9" * 5000, "?agentId=%F0%9F&pageNumber=-1&ids=,,,&userId='")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    with alone(tmp_path_factory.mktemp("calls") / "s.db", options="step_seconds=0") as found:
        yield found


def test_no_body_makes_an_endpoint_fail(served: Alone) -> None:
    with served.client() as client:
        known = things(client)
        for endpoint in DELETIONS_LAST:
            method, path = endpoint.method, endpoint.address
            address = path.format(**parameters(known, path))
            for number, body in enumerate(BODIES):
                query = QUERIES[number % len(QUERIES)]
                reply = client.request(method, address + query, content=body)
                assert reply.status_code < 500, (method, address, body[:80], reply.text[:300])


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /v2/models/%00%ff%2e%2e%2f HTTP/1.1\r\nhost: x\r\nx-api-key: \xff\xfe\r\n\r\n",
        b"GET /" + b"a/" * 30_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n",
        b"POST /v2/agents HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"POST /v2/agents HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
        b"POST /v2/agents HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"GET /health HTTP/1.1\r\n" + b"x: y\r\n" * 20_000 + b"\r\n",
        b"GET /health HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET http://elsewhere.example/health HTTP/1.1\r\nhost: x\r\n\r\n",
        b"CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
    ],
)
def test_what_is_hardly_http_is_answered_and_the_next_one_served(served: Alone, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=SECONDS) as connection:
        try:
            connection.sendall(sent)
            said = connection.recv(1000)
        except ConnectionError:
            said = b""
    assert said == b"" or said.startswith((b"HTTP/1.1 2", b"HTTP/1.1 4")), said
    assert httpx.get(f"{served.url}/health").is_success
