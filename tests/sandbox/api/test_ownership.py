"""What one team has, another neither sees nor changes."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox.endpoints import ENDPOINTS, example
from tests.sandbox.polls import outcome
from tests.sandbox.things import parameters, things

KEY = "0" * 64
PUBLIC = ("/v2/models", "/v2/integrations", "/sdk/models", "/api/v1/execute", "/api/v2/execute")
"""Addresses of what everybody sees."""
SIGNED = ("/files/", "/issues/", "/oauth/")
"""Addresses that need no key."""


@pytest.fixture
def stranger(fresh_sandbox: RunningSandbox, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client with a key of another team."""
    with sqlite3.connect(tmp_path / "sandbox.db") as connection:
        connection.execute("INSERT INTO teams (id, name, slug) VALUES (7, 'Other', 'other')")
        connection.execute(
            "INSERT INTO api_keys (id, team_id, user_id, name, key_hash, masked, created_at)"
            " VALUES ('k', 7, '8', 'other', ?, '0000****0000', '2026-01-01T00:00:00.000Z')",
            (hashlib.sha256(KEY.encode()).hexdigest(),),
        )
    connection.close()
    with httpx.Client(base_url=fresh_sandbox.backend_url, headers={"x-api-key": KEY}) as client:
        yield client


def test_nothing_of_another_team_is_found(own: httpx.Client, stranger: httpx.Client) -> None:
    known = things(own)
    for endpoint in ENDPOINTS:
        method, path = endpoint.method, endpoint.address
        if "{" not in path or path.startswith((*PUBLIC, *SIGNED)):
            continue
        reply = stranger.request(method, path.format(**parameters(known, path)), json=example(endpoint))
        assert reply.status_code == httpx.codes.NOT_FOUND, (method, path, reply.text)


def test_lists_are_a_teams_own(own: httpx.Client, stranger: httpx.Client) -> None:
    things(own)
    for path in ("/v1/sessions", "/v1/triggers", "/sdk/agents", "/sdk/agent-communities"):
        assert stranger.get(path).json() == []
    assert [key["id"] for key in stranger.get("/sdk/api-keys").json()] == ["k"]
    for path in ("/v2/agents", "/v2/tools", "/sdk/utilities", "/sdk/skill"):
        own_total = own.post(f"{path}/paginate", json={"ownership": "PRIVATE"}).json()["total"]
        found = stranger.post(f"{path}/paginate", json={"ownership": "PRIVATE"}).json()
        assert own_total > 0
        assert found["total"] == 0
    assert stranger.post("/v2/models/paginate", json={"saved": True}).json()["total"] == 0
    assert stranger.get("/sdk/billing/wallet").json()["totalBalance"] == 100


def test_another_team_may_use_the_same_names_and_not_the_same_files(
    own: httpx.Client, stranger: httpx.Client
) -> None:
    known = things(own)
    assert stranger.post("/v2/agents", json={"name": "Fuzzed"}).status_code == httpx.codes.CREATED
    file = f"s3://aixplain-uploads/{known['/files']['key']}"
    started = stranger.post("/api/v1/execute/sandbox/file-checksum", json={"file": file}).json()
    assert "no uploaded file" in outcome(stranger, started["data"])["supplierError"]
    body = {"name": "x", "description": "Somebody else's file.", "code": file}
    assert stranger.post("/sdk/utilities", json=body).status_code == httpx.codes.BAD_REQUEST
    member = {"name": "Team", "agents": [known["/v2/agents"]["id"]]}
    assert stranger.post("/v2/agents", json=member).json()["message"] == "err.asset_is_not_available"
