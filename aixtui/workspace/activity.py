"""What is being done for the user on one screen, or why it failed."""

from aixtui.system import clock
from aixtui.workspace.notice import Notice


class Activity:
    """Idle, busy, waiting to try again, or failed. Times are those of `clock.monotonic`."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.doing = ""
        """What is going on; empty when nothing is."""
        self.since = 0.0
        self.until = 0.0
        """When it is tried again; 0 while it is not waited for."""
        self.problem = ""
        """Why the last thing failed; it stands until the next one begins."""
        self.shown_since: float | None = None
        """When what is still on the screen came, where something newer was asked for and did not come."""
        self.count = 0
        """How many things have begun: another number is another thing."""

    @property
    def busy(self) -> bool:
        """Whether something is going on."""
        return bool(self.doing)

    def begin(self, doing: str) -> None:
        """Something has begun."""
        self._set(doing=doing)

    def wait(self, doing: str, seconds: float, *, shown_since: float | None = None) -> None:
        """It is tried again in so many seconds."""
        self._set(doing=doing, until=clock.monotonic() + seconds, shown_since=shown_since)

    def fail(self, problem: str, *, shown_since: float | None = None) -> None:
        """It has failed, for this reason."""
        self._set(problem=problem, shown_since=shown_since)

    def end(self) -> None:
        """Nothing is going on any more, and nothing is wrong."""
        self._set()

    def _set(
        self, *, doing: str = "", until: float = 0.0, problem: str = "", shown_since: float | None = None
    ) -> None:
        self.doing, self.until, self.problem, self.shown_since = doing, until, problem, shown_since
        if doing:
            self.count, self.since = self.count + 1, clock.monotonic()
        self.changed()
