"""Many threads that create, update, run and delete lose nothing and leave the database consistent."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from aixtui.sandbox import RunningSandbox, start
from tests.sandbox.conftest import client_of

THREADS = 50
SECONDS = float(os.environ.get("SANDBOX_STRESS_SECONDS", "3"))
"""How long they work; 30 for the long form."""
RUN = "/api/v2/execute/sandbox/sentiment"
NEUTRAL = "A word."
"""No name with a number in it: the lexicon has 86 and 187, which are slang for bad things."""


class Worker:
    """One client that keeps count of what was acknowledged."""

    def __init__(self, url: str, key: str, number: int) -> None:
        self.counts: Counter[str] = Counter()
        self.alive: dict[str, str] = {}
        self.unsure: set[str] = set()
        """What the request that is under way names: whether that happened is not known."""
        self.runs: list[str] = []
        self.spent = 0.0
        self.failure: str | None = None
        self._url = url
        self._key = key
        self._number = number

    def work(self, end: float) -> None:
        try:
            headers = {"x-api-key": self._key}
            with httpx.Client(base_url=self._url, headers=headers, timeout=30) as client:
                turn = 0
                while not turn or time.monotonic() < end:
                    turn += 1
                    self._cycle(client, turn)
        except BaseException as error:
            self.failure = repr(error)

    def _cycle(self, client: httpx.Client, turn: int) -> None:
        name = f"worker {self._number} agent {turn}"
        self.unsure = {name}
        made = self._ok(client.post("/v2/agents", json={"name": name}))["id"]
        self.counts["created"] += 1
        self.alive[made] = name
        self.unsure = {name, f"{name} changed"}
        self._ok(client.put(f"/v2/agents/{made}", json={"name": f"{name} changed"}))
        self.alive[made] = f"{name} changed"
        self.unsure = set()
        run = self._ok(client.post(RUN, json={"text": NEUTRAL}))
        self.counts["runs"] += 1
        self.runs.append(run["requestId"])
        self.spent += run["usedCredits"]
        assert run["data"]["label"] == "neutral"
        if turn % 2:
            self.unsure = {f"{name} changed"}
            self._ok(client.delete(f"/v2/agents/{made}"))
            del self.alive[made]
            self.unsure = set()

    def _ok(self, reply: httpx.Response) -> dict[str, Any]:
        assert reply.is_success, reply.text
        found: dict[str, Any] = reply.json()
        return found


def test_fifty_clients_lose_nothing(
    fresh_sandbox: RunningSandbox, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with client_of(fresh_sandbox) as client:
        before = {agent["id"] for agent in client.get("/sdk/agents").json()}
    url, key = fresh_sandbox.backend_url, fresh_sandbox.api_key
    workers = [Worker(url, key, number) for number in range(THREADS)]
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
    record_property("runs", expected)
    record_property("agents", sum(worker.counts["created"] for worker in workers))
    assert runs == (expected, expected)
    assert abs(wallet - (100 - sum(worker.spent for worker in workers))) < 1e-6
    assert words == (0,)
    assert integrity == ("ok",)


SERVER = """
import sys, time
from pathlib import Path
from aixtui.sandbox import start
running = start(Path(sys.argv[1]))
print(running.backend_url, running.api_key, flush=True)
time.sleep(600)
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_acknowledged(
    sandbox_file: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    db = tmp_path / "killed.db"
    shutil.copy(sandbox_file, db)
    command = [sys.executable, "-c", SERVER, str(db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url, key = server.stdout.readline().split()
        workers = [Worker(url, key, number) for number in range(THREADS)]
        threads = [
            threading.Thread(target=worker.work, args=(time.monotonic() + 600,), daemon=True)
            for worker in workers
        ]
        for thread in threads:
            thread.start()
        middle, limit = time.monotonic() + SECONDS / 2, time.monotonic() + SECONDS + 60
        while time.monotonic() < limit and (
            time.monotonic() < middle or sum(worker.counts["runs"] for worker in workers) < 4 * THREADS
        ):
            time.sleep(0.01)
        os.kill(server.pid, signal.SIGKILL)
        for thread in threads:
            thread.join(30)
    assert all(worker.failure and "assert" not in worker.failure for worker in workers)

    alive = {key: name for worker in workers for key, name in worker.alive.items()}
    unsure = {name for worker in workers for name in worker.unsure}
    runs = {run for worker in workers for run in worker.runs}
    record_property("runs", len(runs))
    record_property("agents", sum(worker.counts["created"] for worker in workers))
    assert len(runs) >= 4 * THREADS
    with start(db):
        pass
    connection = sqlite3.connect(db)
    stored = dict(connection.execute("SELECT id, name FROM assets WHERE kind = 'agent' AND public = 0"))
    completed = {row[0] for row in connection.execute("SELECT id FROM runs WHERE completed")}
    unfinished = connection.execute("SELECT count(*) FROM runs WHERE NOT completed").fetchone()
    charged = connection.execute("SELECT sum(credits) FROM runs").fetchone()[0]
    balance = connection.execute("SELECT min(balance) FROM teams").fetchone()[0]
    integrity = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    sure = {key: name for key, name in alive.items() if name not in unsure}
    assert {key: stored.get(key) for key in sure} == sure
    more = {name for key, name in stored.items() if key not in alive and name.startswith("worker ")}
    assert more <= unsure
    assert runs <= completed
    assert unfinished == (0,)
    assert abs(balance - (100 - charged)) < 1e-6
    assert integrity == ("ok",)
