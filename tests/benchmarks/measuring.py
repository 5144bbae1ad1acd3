"""Measuring something of ours against a floor, taking turns, so that a busy machine is busy for both."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """What was measured, in `unit`; `target` is the largest good ratio of ours to the floor."""

    what: str
    ours: float
    floor: float
    unit: str = "ms"
    target: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def compared(
    what: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    target: float | None = None,
    rounds: int = 30,
    seconds: float = 0.02,
) -> Measurement:
    """The best of `rounds`, each as many calls as take about `seconds`; milliseconds a call."""
    calls = max(1, int(seconds / max(_once(ours), 1e-7)))
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, call in enumerate((ours, floor)):
            gc.collect()
            started = time.perf_counter()
            for _ in range(calls):
                call()
            best[place] = min(best[place], (time.perf_counter() - started) / calls * 1000)
    return Measurement(what, best[0], best[1], target=target)


def _once(call: Callable[[], object]) -> float:
    call()
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
