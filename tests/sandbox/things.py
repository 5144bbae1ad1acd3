"""One thing of every kind, for tests that go through all endpoints."""

from typing import Any

import httpx

from tests.sandbox.connections import PYTHON, connect
from tests.sandbox.uploads import CODE, DESCRIPTION, announce, put


def parameters(known: dict[str, dict[str, str]], path: str) -> dict[str, str]:
    """The values that fill an address in: those of the first beginning that it has."""
    values = next((values for beginning, values in known.items() if path.startswith(beginning)), {})
    return {name: value for name, value in values.items() if f"{{{name}}}" in path}


def things(client: httpx.Client) -> dict[str, dict[str, str]]:
    """Make them; path parameters that name them, by how addresses begin."""

    def made(path: str, **body: Any) -> str:
        reply = client.post(path, json=body)
        assert reply.is_success, reply.text
        identifier: str = reply.json()["id"]
        return identifier

    agent = made("/v2/agents", name="Fuzzed")
    session = made("/v1/sessions", agentId=agent)
    message = made(f"/v1/sessions/{session}/messages", role="assistant", content="Hello")
    clock = {"type": "daily", "time": "00:00"}
    trigger = made(
        "/v1/triggers", name="T", assetType="agent", triggerType="time", assetId=agent, configuration=clock
    )
    upload = announce(client, "a.txt")
    put(upload["uploadUrl"], b"text")
    ran = client.post("/api/v2/execute/sandbox/sentiment", json={"text": "Good."}).json()["requestId"]
    asked = client.post(f"/v2/agents/{agent}/run", json={"query": "Good."}).json()["requestId"]
    skill = made("/sdk/skill", name="skill")
    node = made(f"/sdk/skill/{skill}/file", name="SKILL.md", url=upload["downloadUrl"])
    utility = made("/sdk/utilities", name="main", description=DESCRIPTION, code=CODE.decode())
    return {
        "/v2/models": {"id": "sandbox%2Fsentiment"},
        "/v2/integrations": {"id": PYTHON},
        "/v2/tools": {"id": connect(client, PYTHON, "adder", code=CODE.decode())},
        "/v2/agents": {"id": agent},
        "/sdk/agents/{id}/result": {"id": asked},
        "/sdk/agents": {"id": agent},
        "/api/v1/data": {"id": ran},
        "/api/v2/data": {"id": ran},
        "/api/": {"id": "sandbox/text-statistics"},
        "/sdk/utilities": {"id": utility},
        "/sdk/skill": {"id": skill, "node": node},
        "/sdk/file-asset": {"id": made("/sdk/file-asset", name="folder", fileType="folder")},
        "/v1/sessions": {"id": session, "message": message},
        "/v1/triggers": {"id": trigger},
        "/sdk/api-keys": {"id": made("/sdk/api-keys", name="spare")},
        "/sdk/models": {"id": "sandbox%2Fsentiment"},
        "/sdk/{collection}": {"collection": "agents", "name": "Fuzzed"},
        "/issues": {"id": client.post("/v1/issue", json={"description": "x"}).json()["issue_id"]},
        "/files": {"key": upload["key"], "sig": upload["uploadUrl"].partition("sig=")[2]},
        "/oauth": {"id": "1"},
    }
