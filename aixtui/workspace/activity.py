"""What is being done for the user on one screen, or why it failed."""

import asyncio

from aixtui.system import clock
from aixtui.workspace.notice import Notice


class Activity:
    """Idle, busy, waiting to try again, or failed. Times are those of `clock.monotonic`."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.task = ""
        """What is going on; empty when nothing is."""
        self.since = 0.0
        self.until = 0.0
        """When it is tried again; 0 while it is not waited for."""
        self.problem = ""
        """Why the last thing failed; it stands until the next one begins."""
        self.loaded_at: float | None = None
        """When what is still on the screen came, where something newer was asked for and did not come."""
        self._held: list[str] = []
        """What goes on beside: it is shown again when what was begun meanwhile has ended."""
        self.count = 0
        """How many things have begun: another number is another thing."""

    @property
    def busy(self) -> bool:
        """Whether something is going on."""
        return bool(self.task)

    @property
    def held_task(self) -> str:
        """What is held; empty when nothing is."""
        return self._held[-1] if self._held else ""

    async def rest(self) -> None:
        """Wait until nothing goes on."""
        ended = asyncio.Event()
        self.changed.listen(ended.set)
        try:
            while self.busy:
                ended.clear()
                await ended.wait()
        finally:
            self.changed.forget(ended.set)

    def begin(self, task: str) -> None:
        """Show this as what is going on, such as `saving`."""
        self._set(task=task)

    def hold(self, task: str) -> None:
        """Show this as what is going on until it is released, whatever begins and ends meanwhile."""
        self._held.append(task)
        self.begin(task)

    def release(self, task: str) -> None:
        """What was held is over; why it failed stays."""
        self._held.remove(task)
        if self.task == task:
            self.end()

    def wait(self, task: str, seconds: float, *, loaded_at: float | None = None) -> None:
        """Show this as what is tried again in so many seconds."""
        self._set(task=task, until=clock.monotonic() + seconds, loaded_at=loaded_at)

    def fail(self, problem: str, *, loaded_at: float | None = None) -> None:
        """Show why it failed, as a sentence."""
        self._set(problem=problem, loaded_at=loaded_at)

    def end(self) -> None:
        """Show that nothing else is going on any more, and nothing is wrong."""
        self._set(task=self.held_task)

    def _set(
        self, *, task: str = "", until: float = 0.0, problem: str = "", loaded_at: float | None = None
    ) -> None:
        self.task, self.until, self.problem, self.loaded_at = task, until, problem, loaded_at
        if task:
            self.count, self.since = self.count + 1, clock.monotonic()
        self.changed()
