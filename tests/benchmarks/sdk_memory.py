"""Memory of 10,000 models, against the plain dictionaries."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from aixsdk.kinds.model import Model
from tests.benchmarks.measuring import Measurement
from tests.benchmarks.model_documents import page
from tests.benchmarks.sdk_decode import Replying

PAGES, SIZE = 10, 1000


def measure() -> Iterator[Measurement]:
    body = page(SIZE)
    bound: Any = type("Model", (Model,), {"context": Replying(body)})
    floor = _megabytes(lambda: json.loads(body)["results"])
    yield Measurement("10,000 models", _megabytes(lambda: bound.search().results), floor, "MB", 1.5)


def _megabytes(make: Callable[[], object]) -> float:
    make()
    tracemalloc.start()
    kept = [make() for _ in range(PAGES)]
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return used / 1e6
