"""An agent whose inspector has a judge that the sandbox cannot run."""

import httpx

from tests.driving import Sandbox


def guarded_agent(sandbox: Sandbox, action: str) -> str:
    """Make one whose inspector does this with what it flags, and return its id."""
    blind = {"type": "asset", "assetId": "openai/gpt-4.1-nano"}
    watch = {"name": "watch", "targets": ["input"], "action": {"type": action}, "evaluator": blind}
    headers = {"x-api-key": sandbox.api_key}
    body = {"name": "Guarded", "outputFormat": "text", "inspectors": [watch]}
    reply = httpx.post(f"{sandbox.backend_url}/v2/agents", json=body, headers=headers)
    reply.raise_for_status()
    return str(reply.json()["id"])
