"""The runs that this sitting watches, whatever screen they were left on."""

from collections.abc import Iterator
from contextlib import contextmanager

from aixtui.workspace.notice import Notice


class RunsInFlight:
    """What is watched, each by the id that the journal knows the run by."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.left_at_end = 0
        """How many were watched when the user left the app."""
        self._runs: dict[str, object] = {}

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self._runs)

    def find(self, run_id: str) -> object | None:
        """What watches a run; None where nothing of this sitting does."""
        return self._runs.get(run_id)

    @contextmanager
    def watched(self, run_id: str, run: object) -> Iterator[None]:
        """It is watched until the block ends."""
        self._runs[run_id] = run
        self.changed()
        try:
            yield
        finally:
            del self._runs[run_id]
            self.changed()
