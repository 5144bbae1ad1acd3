"""Pages of models into resources, against json.loads of the same bytes."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from aixsdk.kinds.model import Model
from tests.benchmarks.measuring import Measurement, compared
from tests.benchmarks.model_documents import page


class Replying:
    """A client that has the reply already."""

    def __init__(self, body: bytes) -> None:
        self.client = self
        self._body = body

    def request(self, *_: Any, **__: Any) -> Any:
        return json.loads(self._body)


def measure() -> Iterator[Measurement]:
    for size in (20, 100, 1000):
        body = page(size)
        bound: Any = type("Model", (Model,), {"context": Replying(body)})
        assert len(bound.search().results) == size
        rounds = 30 if size < 1000 else 10
        yield compared(
            f"search of {size}", bound.search, partial(json.loads, body), target=2.0, rounds=rounds
        )
    body = page(20)

    def reference() -> object:
        return [Model.from_dict(item).to_dict() for item in json.loads(body)["results"]]

    yield compared(
        "from_dict and to_dict of 20, for comparison", reference, lambda: json.loads(body), rounds=3
    )
