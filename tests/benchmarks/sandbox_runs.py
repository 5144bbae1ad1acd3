"""How soon the sandbox serves, against importing its libraries; its runs and polls, against round figures."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from aixtui.sandbox import RunningSandbox, start
from tests.benchmarks.measuring import Measurement

_STARTS = 15
_RUNS = 300
_POLLERS = 200
_LATER = "/api/v1/execute/sandbox/sentiment"
_STARTING = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from aixtui.sandbox import start
running = start(Path(sys.argv[1]))
print((time.perf_counter() - began) * 1000)
running.stop()
"""
_IMPORTING = """
import time
began = time.perf_counter()
import sqlite3
import starlette.requests, starlette.responses, starlette.routing
import uvicorn.protocols.http.h11_impl
print((time.perf_counter() - began) * 1000)
"""


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "s.db"
        start(db).stop()
        turns = [(_printed(_STARTING, db), _printed(_IMPORTING, db)) for _ in range(_STARTS)]
        serving, libraries = map(min, zip(*turns, strict=True))
        yield Measurement("imports to serving, old file, best", serving, libraries, target=1.3)
        yield Measurement("the same (of 100 ms)", serving, 100.0, target=1)
        with start(db) as running, httpx.Client(headers={"x-api-key": running.api_key}) as client:
            yield _run_rate(running, client)
            yield from _concurrent_polls(running, client)


def _printed(program: str, db: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program, str(db)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _run_rate(running: RunningSandbox, client: httpx.Client) -> Measurement:
    began = time.perf_counter()
    for _ in range(_RUNS):
        client.post(running.backend_url + _LATER, json={"data": "x"}).raise_for_status()
    return Measurement("start a run (of 10 ms)", (time.perf_counter() - began) / _RUNS * 1000, 10.0, target=1)


def _concurrent_polls(running: RunningSandbox, client: httpx.Client) -> Iterator[Measurement]:
    url = urlsplit(client.post(running.backend_url + _LATER, json={"data": "x"}).json()["data"])
    headers = {"x-api-key": running.api_key}

    def poll(_: int) -> float:
        connection = HTTPConnection(url.netloc, timeout=60)
        began = time.perf_counter()
        connection.request("GET", url.path, headers=headers)
        status = connection.getresponse().status
        spent = (time.perf_counter() - began) * 1000
        connection.close()
        assert status == httpx.codes.OK
        return spent

    with ThreadPoolExecutor(_POLLERS) as threads:
        times = sorted(threads.map(poll, range(_POLLERS)))
    yield Measurement("200 polls at once, p50 (of 1 s)", statistics.median(times), 1000.0)
    yield Measurement("200 polls at once, p99 (of 1 s)", times[int(_POLLERS * 0.99)], 1000.0)
