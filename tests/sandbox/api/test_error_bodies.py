"""Refusals say why under both names that clients read."""

from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox


def refused(sandbox: RunningSandbox, method: str, path: str, **more: Any) -> dict[str, Any]:
    headers = {"x-api-key": sandbox.api_key, **more.pop("headers", {})}
    body: dict[str, Any] = httpx.request(
        method, sandbox.backend_url + path, headers=headers, timeout=30, **more
    ).json()
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "more"),
    [
        ("POST", "/v2/models/paginate", 400, {"json": {"pageSize": 0}}),
        ("POST", "/v2/models/paginate", 400, {"content": b"{"}),
        ("GET", "/v2/models/sandbox%2Fsentiment", 401, {"headers": {"x-api-key": "wrong"}}),
        ("DELETE", "/v2/tools/tavily%2Ftavily-search-api", 403, {}),
        ("GET", "/v2/models/none", 404, {}),
        ("GET", "/nowhere", 404, {}),
        ("PATCH", "/v2/agents", 405, {}),
        ("POST", "/sdk/api-keys", 422, {"json": {"name": "sandbox"}}),
        ("GET", "/v2/models/none", 429, {"headers": {"x-sandbox-fault": "status=429"}}),
        ("GET", "/v2/models/none", 500, {"headers": {"x-sandbox-fault": "status=500"}}),
    ],
)
def test_a_refusal_says_why_under_both_names(
    sandbox: RunningSandbox, method: str, path: str, status: int, more: dict[str, Any]
) -> None:
    body = refused(sandbox, method, path, **more)
    assert body["statusCode"] == status
    assert body["supplierError"] == body["message"]


def test_several_complaints_are_one_text_of_the_supplier(sandbox: RunningSandbox) -> None:
    body = refused(sandbox, "POST", "/v2/agents", json={})
    assert body["message"] == ["name should not be empty", "name must be a string"]
    assert body["supplierError"] == "name should not be empty\nname must be a string"
