"""The description of the endpoints, the table in the README, and what is served agree."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox.described import check, document, operation_of
from tests.sandbox.table import ROWS
from tests.sandbox.things import parameters, things
from tests.sandbox.uploads import CODE, DESCRIPTION, uploaded

TESTS = Path(__file__).parents[1]
CLOCK = {"type": "daily", "time": "00:00"}
BODIES: dict[str, dict[str, Any]] = {
    "POST /v2/agents": {"name": "New", "tools": [{"assetId": "sandbox/sentiment", "type": "model"}]},
    "PUT /v2/agents/{id}": {"name": "Changed"},
    "POST /v2/agents/{id}/run": {"query": "Good."},
    "POST /sdk/agents/{id}/run": {"query": "Good."},
    "POST /api/v2/execute/{id}": {"text": "Good."},
    "POST /api/v1/execute/{id}": {"data": "Good."},
    "POST /sdk/utilities": {"name": "other", "description": DESCRIPTION, "code": CODE.decode()},
    "PUT /sdk/utilities/{id}": {"name": "another"},
    "POST /sdk/utilities/{id}/run": {"data": {"a": 1, "b": "x"}},
    "POST /sdk/skill": {"name": "other"},
    "PUT /sdk/skill/{id}": {"name": "another"},
    "POST /sdk/skill/{id}/folder": {"name": "scripts"},
    "POST /sdk/file-asset": {"name": "other", "fileType": "folder"},
    "POST /sdk/file-asset/{id}/folder": {"name": "inner"},
    "POST /v1/sessions": {"agentId": "sandbox-ws/text-analyst"},
    "PUT /v1/sessions/{id}": {"status": "archived"},
    "POST /v1/sessions/{id}/messages": {"role": "user", "content": "Good."},
    "POST /v1/sessions/{id}/messages/{message}/reaction": {"reaction": "LIKE"},
    "POST /v1/triggers": {
        "name": "New",
        "assetType": "agent",
        "triggerType": "time",
        "configuration": CLOCK,
    },
    "PUT /v1/triggers/{id}": {"enabled": False},
    "POST /sdk/api-keys": {"name": "other"},
    "PUT /sdk/api-keys/{id}": {"name": "another"},
    "POST /v1/issue": {"description": "Hangs"},
    "POST /sdk/models/stats": {
        "startDay": "2026-01-01",
        "endDay": "2026-12-31",
        "modelId": "sandbox/sentiment",
    },
}


@pytest.fixture
def described(sandbox: RunningSandbox) -> dict[str, Any]:
    return document(sandbox.backend_url)


def operations(described: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((method.upper(), path) for path, found in described["paths"].items() for method in found)


def test_the_table_lists_every_endpoint_and_its_test(described: dict[str, Any]) -> None:
    assert sorted((method, path) for method, path, _ in ROWS) == operations(described)
    for method, path, test in ROWS:
        [source] = TESTS.rglob(test)
        parts = re.sub(r"{\w+}", "", path).split("/")
        words = [part for part in parts if part not in ("", "api", "v1", "v2", "sdk")]
        text = source.read_text()
        assert all(word in text for word in words), (method, path, test)


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
    answered = set()
    # What removes comes last, and messages before their session.
    for method, path in sorted(operations(described), key=lambda row: (row[0] == "DELETE", -len(row[1]))):
        content: dict[str, Any] = {}
        if path.startswith("/files/"):
            content = {"params": {"sig": file["sig"]}}
        elif "/file/upload" in path:
            content = {"data": {"originalName": "a.txt"}}
        elif path.endswith(("/file", "/file/{node}")):
            content = {"json": {"name": f"{method}.txt", "url": uploaded(own, b"text")}}
        elif method in ("POST", "PUT"):
            content = {"json": BODIES.get(f"{method} {path}", {})}
        reply = own.request(method, path.format(**parameters(known, path)), **content)
        assert reply.is_success, (method, path, reply.text)
        assert operation_of(reply) == (method.lower(), path)
        answered.add((method, path))
    assert sorted(answered) == operations(described)


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
