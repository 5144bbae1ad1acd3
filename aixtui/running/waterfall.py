"""When each step of a run began and how long it took; which was the slowest, which the dearest."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.kindspec.results import RunStep
from aixtui.system import clock


class Span(NamedTuple):
    """A stretch of the run, in seconds since its first step began."""

    start: float
    seconds: float


class Waterfall:
    """The steps in time. One that is at work takes as long as it has been seen here: clocks differ."""

    def __init__(self, steps: Sequence[RunStep], seen_at: dict[int, float] | None = None) -> None:
        """`seen_at` tells when steps at work were first seen, by their places."""
        now, before = clock.monotonic(), seen_at or {}
        self._steps = steps
        self._seen_at = {at: before.get(at, now) for at, step in enumerate(steps) if not step.is_done}
        self._stopped_at: float | None = None
        self._starts = _starts(steps)
        self.slowest = _most([step.seconds if step.is_done else None for step in steps])
        """The place of the step that took longest; None where there is nothing to compare."""
        self.dearest = _most([step.credits for step in steps])

    def with_steps(self, steps: Sequence[RunStep]) -> "Waterfall":
        """The same run, further on."""
        return Waterfall(steps, self._seen_at)

    @property
    def is_moving(self) -> bool:
        """Whether a step is at work, as far as is known."""
        return bool(self._seen_at) and self._stopped_at is None

    def stop(self) -> None:
        """Nobody hears any more of the steps that are at work."""
        if self._stopped_at is None:
            self._stopped_at = clock.monotonic()

    def seconds(self, at: int) -> float | None:
        """How long a step took, or has taken so far; None where nobody says."""
        if at in self._seen_at:
            until = clock.monotonic() if self._stopped_at is None else self._stopped_at
            return until - self._seen_at[at]
        return self._steps[at].seconds

    def spans(self) -> list[Span]:
        """Where in time each step lies."""
        return [Span(start, self.seconds(at) or 0.0) for at, start in enumerate(self._starts)]

    def span_of(self, first: int, count: int) -> Span:
        """Where in time the steps from `first` on lie, together."""
        spans = self.spans()[first : first + count]
        start = min(span.start for span in spans)
        return Span(start, max(span.start + span.seconds for span in spans) - start)


def _starts(steps: Sequence[RunStep]) -> list[float]:
    """When each began, by the server's clock; where one has no time, as if they came one after another."""
    times = [step.start for step in steps if step.start is not None]
    if len(times) == len(steps) and times:
        first = min(times)
        return [time - first for time in times]
    starts, end = [], 0.0
    for step in steps:
        starts.append(end)
        end += step.seconds or 0.0
    return starts


def _most(values: Sequence[float | None]) -> int | None:
    """The place of the largest of at least two values that differ."""
    known = [(value, -at) for at, value in enumerate(values) if value]
    if len(known) < 2 or len({value for value, _ in known}) == 1:
        return None
    return -max(known)[1]
