"""Plain HTTP clients of the sandbox: nothing of the SDK, so that both cannot share one mistake."""

from collections.abc import Iterator

import httpx
import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox.described import check


def client_of(running: RunningSandbox) -> httpx.Client:
    """A client that holds every reply against the description of the server."""
    return httpx.Client(
        base_url=running.backend_url,
        headers={"x-api-key": running.api_key},
        timeout=30,
        event_hooks={"response": [check]},
    )


@pytest.fixture
def api(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with client_of(sandbox) as client:
        yield client


@pytest.fixture
def own(fresh_sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    """A client of a sandbox that this test alone writes to."""
    with client_of(fresh_sandbox) as client:
        yield client
