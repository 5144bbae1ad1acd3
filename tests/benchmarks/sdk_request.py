"""A request through the client on loopback, against a bare httpx.Client."""

import json
import subprocess
import sys
from collections.abc import Iterator

import httpx

from aixsdk import Aixplain
from tests.benchmarks.measuring import Measurement, compared
from tests.benchmarks.model_documents import page


def measure() -> Iterator[Measurement]:
    for what, size in (("small reply", 0), ("page of 20 models", 20)):
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.reply_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert server.stdin is not None
        assert server.stdout is not None
        with server:
            server.stdin.write(page(size) if size else b'{"id": "x"}')
            server.stdin.close()
            base = server.stdout.readline().decode().strip()
            try:
                yield _compared(what, base)
            finally:
                server.kill()


def _compared(what: str, base: str) -> Measurement:
    key = {"x-api-key": "key"}
    with Aixplain("key", backend_url=base) as aix, httpx.Client(headers=key) as bare:
        return compared(
            what,
            lambda: aix.client.get("v2/models/x"),
            lambda: json.loads(bare.get(f"{base}/v2/models/x").content),
            target=1.3,
            seconds=0.05,
        )
