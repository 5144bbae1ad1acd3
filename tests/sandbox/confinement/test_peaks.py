"""What is hostile to a sandbox in a process of its own: what it takes, how long, and what is said of it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import httpx
import pytest

from aixtui.sandbox.confinement.choice import confinement
from tests.sandbox.connections import PYTHON, SQLITE, connect, execute

MOST_MEGABYTES = 300
_SERVED = """
import sys
from pathlib import Path
from aixtui.sandbox import start
with start(Path(sys.argv[1]), assets=60) as running:
    print(running.backend_url, running.api_key, flush=True)
    sys.stdin.read()
"""


class Alone(NamedTuple):
    client: httpx.Client
    process: "subprocess.Popen[str]"
    folder: Path

    def peak(self) -> float:
        """The most memory that the process ever had, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            pytest.skip("the system does not tell the peak of a process")
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert found
        return int(found[1]) / 1000


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    folder = tmp_path_factory.mktemp("alone")
    command = [sys.executable, "-c", _SERVED, str(folder / "s.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url, key = process.stdout.readline().split()
        with httpx.Client(base_url=url, headers={"x-api-key": key}, timeout=60) as client:
            yield Alone(client, process, folder)
        process.communicate()


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("messages", "\n  for _ in range(300): sys.stderr.write('x' * 10**6)", "wrote more than 1,000,000"),
        ("printed", "\n  while True: print('x' * 10**6)", "wrote more than 1,000,000"),
        ("result", "return 'x' * 10**8", "longer than 1,000,000 bytes"),
        ("error", "raise ValueError('x' * 10**8)", "longer than 1,000,000 bytes"),
        ("processes", "\n  while True: os.fork()", "Operation not permitted"),
        ("memory", "return len('x' * 10**10)", "MemoryError"),
        ("nested", "os.write(1, b'[' * 10**6); os._exit(0)", "ended without a result"),
    ],
)
def test_code(alone: Alone, name: str, body: str, sentence: str) -> None:
    if not confinement().holds:
        pytest.skip(confinement().told)
    tool = connect(alone.client, PYTHON, name, code=f"import os, sys\ndef f():\n  {body}")
    began = monotonic()
    assert sentence in execute(alone.client, tool, action="f", data={}).json()["supplierError"]
    assert monotonic() - began < 20
    assert alone.peak() < MOST_MEGABYTES


NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"


@pytest.mark.parametrize(
    ("name", "kind", "statement", "sentence"),
    [
        ("value", "query", "SELECT printf('%.*c', 500000000, 'x') AS made", '"made": null'),
        ("zeros", "query", "SELECT zeroblob(500000000)", "too big"),
        ("rows", "query", f"{NUMBERS} SELECT printf('%.*c', 90000, 'x') FROM n", "longer than 900,000 bytes"),
        ("sorted", "query", f"{NUMBERS} SELECT hex(randomblob(9000)) AS h FROM n ORDER BY h", ""),
        ("endless", "query", f"{NUMBERS} SELECT max(x) FROM n", "did not end within 10 seconds"),
        ("full", "commit", f"CREATE TABLE t AS {NUMBERS} SELECT zeroblob(900000) FROM n", "full"),
        ("whole", "commit", "CREATE TABLE t AS SELECT printf('%.*c', 500000000, 'x')", "changedRows"),
    ],
)
def test_sql(alone: Alone, name: str, kind: str, statement: str, sentence: str) -> None:
    tool = connect(alone.client, SQLITE, name)
    began = monotonic()
    reply = execute(alone.client, tool, action=kind, data={"query": statement}).json()
    assert sentence in json.dumps(reply)
    assert monotonic() - began < 15
    assert alone.peak() < MOST_MEGABYTES
    kept = sum(path.stat().st_size for path in (alone.folder / "s.db.files").rglob("*") if path.is_file())
    assert kept < 150_000_000


@pytest.mark.parametrize("doubling", ["[@, @]", "join('', [@, @])"])
def test_a_query_that_doubles_what_it_has(alone: Alone, doubling: str) -> None:
    body: dict[str, Any] = {"json": '"x"', "expression": " | ".join([doubling] * 60)}
    began = monotonic()
    reply = execute(alone.client, "sandbox/json-query", **body).json()
    assert "The expression does not work: " in reply["supplierError"]
    assert monotonic() - began < 10
    assert alone.peak() < MOST_MEGABYTES
