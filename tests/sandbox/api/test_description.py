"""The description of the endpoints and what is served agree."""

import re
from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox, start
from tests.sandbox.described import check, document, fetched, operation_of
from tests.sandbox.endpoints import DELETIONS_LAST, ENDPOINTS, example
from tests.sandbox.things import parameters, things
from tests.sandbox.uploads import uploaded


@pytest.fixture
def described(sandbox: RunningSandbox) -> dict[str, Any]:
    return document(sandbox.backend_url)


def operations(described: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((method.upper(), path) for path, found in described["paths"].items() for method in found)


def test_every_endpoint_is_described(described: dict[str, Any]) -> None:
    assert operations(described) == sorted((one.method, one.address) for one in ENDPOINTS)


def test_a_server_that_was_started_otherwise_describes_itself_so_too(described: dict[str, Any]) -> None:
    with start(None, assets=0, fault="status=500") as other:
        assert fetched(other.backend_url) == described


def test_every_operation_has_an_id_a_summary_and_its_parameters(described: dict[str, Any]) -> None:
    found = [operation for path in described["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in found}) == len(found)
    assert all(operation["summary"].endswith(".") for operation in found)
    for path, methods in described["paths"].items():
        for operation in methods.values():
            in_path = [param["name"] for param in operation["parameters"] if param["in"] == "path"]
            assert in_path == re.findall(r"{(\w+)}", path)


def test_every_endpoint_answers_as_described(own: httpx.Client, described: dict[str, Any]) -> None:
    known = things(own)
    file = known["/files"]
    for endpoint in DELETIONS_LAST:
        method, path = endpoint.method, endpoint.address
        content: dict[str, Any] = {"json": example(endpoint)}
        if path.startswith("/files/"):
            content = {"params": {"sig": file["sig"]}}
        elif "/file/upload" in path:
            content = {"data": {"originalName": "a.txt"}}
        elif path.endswith(("/file", "/file/{node}")):
            content = {"json": {"name": f"{method}.txt", "url": uploaded(own, b"text")}}
        reply = own.request(method, path.format(**parameters(known, path)), **content)
        assert reply.is_success, (method, path, reply.text)
        assert operation_of(reply) == (method.lower(), path)


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/sdk/billing/wallet", 200, {"totalBalance": "much", "reservedBalance": 0}),
        ("/sdk/billing/wallet", 200, {"totalBalance": 1, "reservedBalance": 0, "currency": "EUR"}),
        ("/sdk/billing/wallet", 404, {"message": "gone"}),
        ("/no/such/address", 200, {}),
    ],
)
def test_a_reply_that_is_not_as_described_is_noticed(
    sandbox: RunningSandbox, path: str, status: int, body: dict[str, Any]
) -> None:
    request = httpx.Request("GET", sandbox.backend_url + path)
    with pytest.raises(AssertionError):
        check(httpx.Response(status, json=body, request=request))
