"""Many threads that create, update, run and delete lose nothing and leave the database consistent."""

import os
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from aixtui.sandbox import RunningSandbox
from tests.sandbox.conftest import client_of

THREADS = 50
SECONDS = float(os.environ.get("SANDBOX_STRESS_SECONDS", "3"))
RUN = "/api/v2/execute/sandbox/text-statistics"


class Worker:
    """One client that keeps count of what was acknowledged."""

    def __init__(self, running: RunningSandbox, number: int) -> None:
        self.counts: Counter[str] = Counter()
        self.alive: dict[str, str] = {}
        self.spent = 0.0
        self.failure: str | None = None
        self._running = running
        self._number = number

    def work(self, end: float) -> None:
        try:
            with client_of(self._running) as client:
                turn = 0
                while not turn or time.monotonic() < end:
                    turn += 1
                    self._cycle(client, turn)
        except BaseException as error:
            self.failure = repr(error)

    def _cycle(self, client: httpx.Client, turn: int) -> None:
        name = f"worker {self._number} agent {turn}"
        made = self._ok(client.post("/v2/agents", json={"name": name}))["id"]
        self.counts["created"] += 1
        self.alive[made] = name
        self._ok(client.put(f"/v2/agents/{made}", json={"name": f"{name} changed"}))
        self.alive[made] = f"{name} changed"
        run = self._ok(client.post(RUN, json={"text": name}))
        self.counts["runs"] += 1
        self.spent += run["usedCredits"]
        assert run["data"]["words"] == 4
        if turn % 2:
            self._ok(client.delete(f"/v2/agents/{made}"))
            del self.alive[made]

    def _ok(self, reply: httpx.Response) -> dict[str, Any]:
        assert reply.is_success, reply.text
        found: dict[str, Any] = reply.json()
        return found


def test_fifty_clients_lose_nothing(fresh_sandbox: RunningSandbox, tmp_path: Path) -> None:
    with client_of(fresh_sandbox) as client:
        before = {agent["id"] for agent in client.get("/sdk/agents").json()}
    workers = [Worker(fresh_sandbox, number) for number in range(THREADS)]
    end = time.monotonic() + SECONDS
    threads = [threading.Thread(target=worker.work, args=(end,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [worker.failure for worker in workers if worker.failure] == []
    assert all(worker.counts["runs"] for worker in workers)

    alive = {key: name for worker in workers for key, name in worker.alive.items()}
    with client_of(fresh_sandbox) as client:
        wallet = client.get("/sdk/billing/wallet").json()["totalBalance"]
    fresh_sandbox.stop()
    with sqlite3.connect(tmp_path / "sandbox.db") as connection:
        stored = dict(connection.execute("SELECT id, name FROM assets WHERE kind = 'agent' AND public = 0"))
        runs = connection.execute("SELECT count(*), sum(completed) FROM runs").fetchone()
        words = connection.execute(
            "SELECT count(*) FROM asset_words LEFT JOIN assets ON number = asset_words.rowid"
            " WHERE number IS NULL"
        ).fetchone()
        integrity = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    assert {key: name for key, name in stored.items() if key not in before} == alive
    expected = sum(worker.counts["runs"] for worker in workers)
    assert runs == (expected, expected)
    assert abs(wallet - (100 - sum(worker.spent for worker in workers))) < 1e-6
    assert words == (0,)
    assert integrity == ("ok",)
