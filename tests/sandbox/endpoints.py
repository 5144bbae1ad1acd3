"""All endpoints of the sandbox as they are declared, and a body that each takes."""

from typing import Any
from unittest.mock import Mock

from aixtui.sandbox.api.endpoint import JSON, Endpoint
from aixtui.sandbox.api.routes import all_endpoints
from aixtui.sandbox.api.schemas.registry import resolved, schema_of

ENDPOINTS: list[Endpoint] = all_endpoints(Mock())
DELETIONS_LAST = sorted(ENDPOINTS, key=lambda one: (one.method == "DELETE", -len(one.address)))
"""For tests that ask all of them: what removes comes after what needs it, messages before their session."""


def example(endpoint: Endpoint) -> Any:
    """The body that its schema gives as an example, with a name of its own."""
    if endpoint.body is None or JSON not in endpoint.takes:
        return None
    body = resolved(schema_of(endpoint.body)).get("examples", [{}])[0]
    return {**body, "name": f"{body['name']} {endpoint.method}"} if "name" in body else body
