"""What a sitting may spend on runs."""

import math


class CapReachedError(Exception):
    """A run is not started: what was spent, and what is in flight, has reached the cap."""

    title = "Spending cap reached"
    code = "spending-cap"


class SpendingCap:
    """Credits for a whole sitting; each run is entered before it starts."""

    def __init__(self, most: float) -> None:
        self.most = most
        self._runs: dict[str, float] = {}
        """What each run has cost so far, by its id: those in flight, too."""
        self._in_flight: set[str] = set()

    @property
    def spent(self) -> float:
        """What is gone, as far as it was told."""
        return math.fsum(self._runs.values())

    def check(self) -> None:
        """See that another run may start.

        Raises:
            CapReachedError: it may not.
        """
        if self.most <= 0:
            raise CapReachedError("Runs are not allowed here: start it with --cap CREDITS.")
        if self._in_flight:
            raise CapReachedError("A run is in flight, and what it will have cost is not known yet.")
        if self.spent >= self.most:
            raise CapReachedError(f"{self.spent:g} of {self.most:g} credits are spent, nothing was run.")

    @property
    def in_flight(self) -> tuple[str, ...]:
        """The runs whose end is not known."""
        return tuple(self._in_flight)

    def begin(self, run_id: str) -> None:
        """Enter a run that is about to be sent."""
        self._in_flight.add(run_id)

    def note(self, run_id: str, cost: float | None) -> None:
        """Note what a run has cost until now."""
        self._runs[run_id] = max(cost or 0.0, self._runs.get(run_id, 0.0))

    def end(self, run_id: str) -> None:
        """Note that a run is over; one of which that is never known stays in flight."""
        self._in_flight.discard(run_id)
