"""Addresses that the sandbox hands out are its own, whatever the caller calls it."""

from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import RunningSandbox, start
from tests.sandbox.uploads import announce

LATER = "/api/v1/execute/sandbox/sentiment"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1@evil.example", "localhost:1"])
def test_what_a_caller_calls_the_server_is_in_no_address(sandbox: RunningSandbox, host: str) -> None:
    headers = {"x-api-key": sandbox.api_key, "host": host}
    with httpx.Client(base_url=sandbox.backend_url, headers=headers) as client:
        addresses = [
            *announce(client, "a.csv").values(),
            client.post(LATER, json={"text": "Good."}).json()["data"],
            client.post("/v1/issue", json={"description": "x"}).json()["bug_board_url"],
        ]
    assert [address for address in addresses if "evil" in address or "localhost" in address] == []
    assert all(address.startswith(sandbox.backend_url) for address in addresses if ":" in address)


def test_localhost_is_kept_since_a_client_knows_the_server_by_it(sandbox: RunningSandbox) -> None:
    base = sandbox.backend_url.replace("127.0.0.1", "localhost")
    with httpx.Client(base_url=base, headers={"x-api-key": sandbox.api_key}) as client:
        assert announce(client, "a.csv")["uploadUrl"].startswith(f"{base}/files/put/")


def test_a_server_for_other_machines_is_where_the_connection_came_to(tmp_path: Path) -> None:
    with start(tmp_path / "s.db", host="0.0.0.0", assets=1) as running:
        base = running.backend_url.replace("127.0.0.1", "127.0.0.2")
        with httpx.Client(base_url=base, headers={"x-api-key": running.api_key}) as client:
            assert announce(client, "a.csv")["uploadUrl"].startswith(f"{base}/files/put/")
