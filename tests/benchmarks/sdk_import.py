"""Importing the SDK, against importing httpx and dataclasses_json; milliseconds over a bare Python."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.benchmarks.measuring import Measurement

ROUNDS = 15
PROGRAMS = {
    "bare": "pass",
    "floor": "import httpx, dataclasses_json",
    "import": "import aixsdk",
    "use": "from aixsdk import Aixplain; Aixplain('key', backend_url='https://h').Model",
}


def measure() -> Iterator[Measurement]:
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            times[name].append((time.perf_counter() - started) * 1000)
    over = {
        name: statistics.median(found) - statistics.median(times["bare"]) for name, found in times.items()
    }
    yield Measurement("import aixsdk", over["import"], over["floor"], target=1.1)
    yield Measurement("a client and its Model class, ready", over["use"], over["floor"], target=1.1)
