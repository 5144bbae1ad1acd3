"""Files to send, and utilities made of them."""

from typing import Any

import httpx

CODE = b"def main(a: int, b: str) -> str:\n    return f'{a}-{b}'"
DESCRIPTION = "Joins two words with a dash."


def announce(
    client: httpx.Client, name: str, kind: str = "temp-url", content_type: str = "text/csv"
) -> dict[str, str]:
    address = "/sdk/file/upload/temp-url" if kind == "temp-url" else "/sdk/file/upload-url"
    reply = client.post(address, data={"contentType": content_type, "originalName": name})
    assert reply.status_code == httpx.codes.CREATED, reply.text
    urls: dict[str, str] = reply.json()
    return urls


def put(url: str, content: bytes) -> httpx.Response:
    return httpx.put(url, content=content, headers={"Content-Type": "text/csv"})


def uploaded(client: httpx.Client, content: bytes) -> str:
    """The download URL of a new upload."""
    urls = announce(client, "upload")
    assert put(urls["uploadUrl"], content).status_code == httpx.codes.OK
    return urls["downloadUrl"]


def utility(client: httpx.Client, **fields: Any) -> httpx.Response:
    """The answer to making a utility of these fields."""
    wanted: dict[str, Any] = {
        "id": None,
        "name": "main",
        "description": DESCRIPTION,
        "inputs": [],
        "utility_id": "custom_python_code",
    }
    return client.post("/sdk/utilities", json={**wanted, **fields})
