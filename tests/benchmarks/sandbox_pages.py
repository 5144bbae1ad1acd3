"""Paginate at 1,000 and 100,000 assets, against a bare endpoint that returns the same bytes."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from aixtui.sandbox import start
from tests.benchmarks.measuring import Measurement, compared

_SIZES = (1_000, 100_000)
_ROUNDS = 60
_SLOWEST_MS = 100.0
_SEARCHES: dict[str, dict[str, Any]] = {
    "first page by name": {"sort": [{"field": "name", "dir": 1}]},
    "deep page": {"pageNumber": 0.9},
    "function": {"functions": ["speech-recognition"]},
    "function, developer, deep": {
        "functions": ["speech-recognition"],
        "developers": ["Microsoft"],
        "pageNumber": 3,
    },
    "developer, deep": {"developers": ["Google"], "pageNumber": 500},
    "developer by name, deep": {
        "developers": ["Google"],
        "pageNumber": 500,
        "sort": [{"field": "name", "dir": 1}],
    },
    "text, few": {"q": "textract"},
    "text, many": {"q": "speech"},
    "text, many, deep": {"q": "speech", "pageNumber": 1000},
    "text, one letter": {"q": "s"},
    "text by name": {"q": "speech", "sort": [{"field": "name", "dir": 1}]},
    "languages": {"sourceLanguages": ["de"], "targetLanguages": ["en"]},
    "path": {"path": "openai/"},
}
_FLOOR = """
import sys, time
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from aixtui.sandbox.web_server import WebServer, listening_socket
body = sys.stdin.buffer.read()
async def page(request):
    await request.body()
    return Response(body, media_type="application/json")
listener = listening_socket("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
server = WebServer(Starlette(routes=[Route("/v2/models/paginate", page, methods=["POST"])]), listener)
time.sleep(3600)
"""
_SERVED = """
import sys, time
from pathlib import Path
from aixtui.sandbox import start
running = start(Path(sys.argv[1]))
print(running.backend_url, running.api_key, flush=True)
time.sleep(3600)
"""


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        for size in _SIZES:
            db = Path(folder) / f"{size}.db"
            start(db, assets=size).stop()
            yield from _of_size(db, size)


def _of_size(db: Path, size: int) -> Iterator[Measurement]:
    served = subprocess.Popen([sys.executable, "-c", _SERVED, str(db)], stdout=subprocess.PIPE, text=True)
    assert served.stdout is not None
    base, key = served.stdout.readline().split()
    try:
        with httpx.Client(base_url=base, headers={"x-api-key": key}) as client:
            yield _against_the_floor(client, size)
            for what, body in _SEARCHES.items():
                page = int(size / 20 * 0.9) if body.get("pageNumber") == 0.9 else body.get("pageNumber", 0)
                yield from _spread(client, f"{size:,}: {what}", {**body, "pageNumber": page})
    finally:
        served.kill()
        served.communicate()


def _against_the_floor(client: httpx.Client, size: int) -> Measurement:
    content = client.post("/v2/models/paginate", json={}).content
    bare = subprocess.Popen([sys.executable, "-c", _FLOOR], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert bare.stdin is not None
    assert bare.stdout is not None
    bare.stdin.write(content)
    bare.stdin.close()
    port = int(bare.stdout.readline())
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as floor:
            return compared(
                f"{size:,}: first page",
                lambda: client.post("/v2/models/paginate", json={}),
                lambda: floor.post("/v2/models/paginate", json={}),
                target=3,
                seconds=0.1,
            )
    finally:
        bare.kill()
        bare.wait()
        bare.stdout.close()


def _spread(client: httpx.Client, what: str, body: dict[str, Any]) -> Iterator[Measurement]:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        client.post("/v2/models/paginate", json=body).raise_for_status()
        times.append((time.perf_counter() - began) * 1000)
    yield Measurement(f"{what}, p50 (of {_SLOWEST_MS:g} ms)", statistics.median(times), _SLOWEST_MS, target=1)
    yield Measurement(f"{what}, p99 (of {_SLOWEST_MS:g} ms)", sorted(times)[int(_ROUNDS * 0.99)], _SLOWEST_MS)
