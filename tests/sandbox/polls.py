"""Polling until a run has ended, with a limit."""

import time
from typing import Any

import httpx

LIMIT_SECONDS = 30


def bodies(client: httpx.Client, url: str) -> list[dict[str, Any]]:
    """Every different body that polling shows; the last one is completed."""
    seen: list[dict[str, Any]] = []
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        reply = client.get(url)
        assert reply.status_code == httpx.codes.OK, reply.text
        body = reply.json()
        if not seen or seen[-1] != body:
            seen.append(body)
        if body["completed"]:
            return seen
        time.sleep(0.01)
    raise AssertionError(f"{url} is not completed after {LIMIT_SECONDS} s: {seen[-1]}")


def outcome(client: httpx.Client, url: str) -> dict[str, Any]:
    """The completed body."""
    return bodies(client, url)[-1]
