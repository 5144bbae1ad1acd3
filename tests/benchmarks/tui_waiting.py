"""What waits for the network: a page that was not seen yet, and leaving while a request hangs."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from aixtui.sandbox import RunningSandbox, start
from tests.benchmarks.measuring import Measurement
from tests.benchmarks.sitting import NOTHING_KEPT, Key, Program, folders, medians
from tests.benchmarks.tui_terminal import AIXTUI, FLOOR
from tests.silent import silent

ROUNDS = 5
MORE = 25.0
"""Milliseconds that the app may take on top of the round trip."""


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as temporary:
        env = folders(temporary, NOTHING_KEPT)
        with start(Path(temporary) / "sandbox.db") as running, silent() as (address, _):
            hanging = {
                "BACKEND_URL": address,
                "MODELS_RUN_URL": f"{address}/api/v2/execute",
                "TEAM_API_KEY": "a-key",
            }
            keys = (Key("", "2", shows="▌ Text Statistics"), Key("last", "L", shows=r"page (\d+)/\1 "))
            programs = {
                "paging": Program([AIXTUI, "--db", f"{temporary}/sandbox.db"], "▌ Text Analyst", keys),
                "hanging": Program([AIXTUI], "Loading agents", (), env=hanging),
                "floor": Program(FLOOR.command, FLOOR.ready, ()),
            }
            at = medians(programs, env, size=(80, 24), rounds=ROUNDS)
            trip = _round_trip(running)
    what = f"page turn, not seen before (floor: trip {trip:.1f} + {MORE:.0f} ms)"
    yield Measurement(what, at["paging"]["last"], trip + MORE, "ms", 1.0)
    yield Measurement("quit while a request hangs", at["hanging"]["end"], at["floor"]["end"], "ms", 1.2)
    yield from _version()


def _round_trip(running: RunningSandbox) -> float:
    body = {"pageNumber": 40, "pageSize": 19, "q": ""}
    times = []
    with httpx.Client(headers={"x-api-key": running.api_key}) as client:
        for _ in range(20):
            began = time.perf_counter()
            client.post(f"{running.backend_url}/v2/models/paginate", json=body).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _version() -> Iterator[Measurement]:
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    commands = {"ours": [AIXTUI, "--version"], "floor": [sys.executable, "-c", "pass"]}
    for _ in range(15):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append((time.perf_counter() - began) * 1000)
    yield Measurement("aixtui --version", min(times["ours"]), min(times["floor"]), "ms", 3.0)
