"""One thing done with many, one after the other, with what became of each."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain


class Outcome(NamedTuple):
    """What became of one; `problem` is empty where it was done."""

    name: str
    problem: str = ""


class Batch:
    """Does something with each (id, name), then what comes at the `end`, which says what came of it.

    It can be stopped: with `breaks_off` at once, else what was sent goes on to its end. `end` comes all the
    same.
    """

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        do: Callable[[str], Awaitable[None]],
        end: Callable[[], Awaitable[str]] | None = None,
        *,
        breaks_off: bool = False,
        measure: Measure | None = None,
    ) -> None:
        self._items, self._do, self._end, self._breaks_off = items, do, end, breaks_off
        self._measure = measure
        self._current: asyncio.Future[None] | None = None
        self._is_stopped = False
        self.changed = Notice()
        self.outcomes: list[Outcome] = []
        self.done_ids: list[str] = []
        """Ids of those that were done."""
        self.last_problem: Problem | None = None
        """What went wrong last with one of them."""
        self.state = ""
        """How far it is, as a sentence."""
        self.is_over = False
        self.current = ""
        """The name of the one that is being done."""
        self.place = ""
        """Which one that is, of how many, as a sentence."""

    @property
    def measure(self) -> Measure | None:
        """How far the one that is being done has come, where that can be told."""
        return self._measure

    @property
    def waiting(self) -> tuple[str, ...]:
        """The names of those that come after the one that is being done."""
        return tuple(name for _, name in self._items[len(self.outcomes) + bool(self.current) :])

    @property
    def way_out(self) -> str:
        """How it is stopped, or closed, as a sentence."""
        if self.is_over:
            return "Esc closes this."
        return "Esc stops." if self._breaks_off else "Esc stops after this one."

    async def go(self) -> None:
        """Go through the items, then do what comes at the end."""
        if self._measure is not None:
            self._measure.changed.listen(self._tell_how_far)
        for number, (item_id, name) in enumerate(self._items, 1):
            self.current, self.place = name, f"{number} of {len(self._items)}: {name}."
            self._tell_how_far()
            try:
                self._current = asyncio.ensure_future(self._do(item_id))
                await self._current
            except asyncio.CancelledError:
                if not self._is_stopped:
                    raise
            except Exception as error:
                self.last_problem = explain(error)
                self.outcomes.append(Outcome(name, self.last_problem.sentence))
            else:
                self.done_ids.append(item_id)
                self.outcomes.append(Outcome(name))
            finally:
                self.current = ""
            if self._is_stopped:
                break
        counts = self._counts()
        result = await self._conclude()
        self.is_over = True
        self._tell(f"{counts}{result} {self.way_out}")

    def _tell_how_far(self) -> None:
        if self.is_over:
            return
        so_far = f" {self._measure.text}." if self._measure is not None and self._measure.text else ""
        self._tell(f"{self.place}{so_far} {self.way_out}")

    def stop(self) -> None:
        """Begin no further item."""
        self._is_stopped = True
        if self._breaks_off and self._current is not None:
            self._current.cancel()

    async def _conclude(self) -> str:
        if self._end is None:
            return ""
        try:
            return f" {await self._end()}"
        except Exception as error:
            self.outcomes.append(Outcome("", explain(error).sentence))
            return ""

    def _counts(self) -> str:
        failures = len(self.outcomes) - len(self.done_ids)
        rest = len(self._items) - len(self.outcomes)
        counts = [
            f"{len(self.done_ids)} done",
            f"{failures} failed" if failures else "",
            f"{rest} not tried" if rest else "",
        ]
        return f"{', '.join(filter(None, counts))}."

    def _tell(self, state: str) -> None:
        self.state = state
        self.changed()
