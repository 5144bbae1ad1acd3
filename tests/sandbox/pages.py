"""Pages of assets."""

from typing import Any

import httpx


def page(api: httpx.Client, kind: str = "models", /, **body: Any) -> dict[str, Any]:
    reply = api.post(f"/v2/{kind}/paginate", json=body)
    assert reply.status_code == httpx.codes.OK, reply.text
    content: dict[str, Any] = reply.json()
    return content


def names(content: dict[str, Any]) -> list[str]:
    return [item["name"] for item in content["results"]]
