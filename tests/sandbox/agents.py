"""Agents to make, start and wait for."""

from typing import Any

import httpx

from tests.sandbox.polls import outcome


def create(own: httpx.Client, **fields: Any) -> dict[str, Any]:
    """The document of a new agent."""
    reply = own.post("/v2/agents", json=fields)
    assert reply.status_code == httpx.codes.CREATED, reply.text
    document: dict[str, Any] = reply.json()
    return document


def tool(own: httpx.Client, path: str) -> dict[str, Any]:
    """The entry of an agent for a model that it may use."""
    asset = own.get(f"/v2/models/{path.replace('/', '%2F')}").json()
    return {
        "id": asset["id"],
        "assetId": asset["id"],
        "name": asset["name"],
        "type": "model",
        "parameters": [],
    }


def start(client: httpx.Client, agent: str, query: object, **more: Any) -> dict[str, Any]:
    reply = client.post(f"/v2/agents/{agent}/run", json={"query": query, **more})
    assert reply.status_code == httpx.codes.CREATED, reply.text
    body: dict[str, Any] = reply.json()
    return body


def units(body: dict[str, Any]) -> list[str]:
    """The tools that a run used, one after another."""
    return [step["unit"]["name"] for step in body["data"]["steps"] if step["unit"]["type"] == "tool"]


def finish(
    own: httpx.Client, query: object, run: dict[str, Any] | None = None, **agent: Any
) -> dict[str, Any]:
    """The completed run of an agent that is made for it."""
    made = create(own, name="Ruled", outputFormat="text", **agent)
    return outcome(own, start(own, made["id"], query, **(run or {}))["data"])
