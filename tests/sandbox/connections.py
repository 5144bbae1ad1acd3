"""Integrations, and tools made by connecting them."""

from typing import Any

import httpx

PYTHON = "688779d8bfb8e46c273982ca"
SLACK = "686432941223092cb4294d3f"
SQLITE = "689e06ed3ce71f58d73cc999"
INDEX = "6904bcf672a6e36b68bb72fb"
CODE = "def add(a: int, b: int = 2) -> int:\n    'Add two numbers.'\n    return a + b"


def execute(client: httpx.Client, identifier: str, **body: Any) -> httpx.Response:
    return client.post(f"/api/v2/execute/{identifier}", json=body)


def connect(client: httpx.Client, integration: str, name: str, **data: Any) -> str:
    """The id of a new tool."""
    reply = execute(client, integration, name=name, data=data)
    assert reply.status_code == httpx.codes.CREATED, reply.text
    assert (reply.json()["status"], reply.json()["completed"]) == ("SUCCESS", True)
    identifier: str = reply.json()["data"]["id"]
    return identifier


def action(client: httpx.Client, tool: str, name: str, data: object) -> Any:
    """What an action of a tool gives back."""
    reply = execute(client, tool, action=name, data=data)
    assert reply.status_code == httpx.codes.CREATED, reply.text
    return reply.json()["data"]
