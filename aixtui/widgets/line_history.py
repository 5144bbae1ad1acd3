"""What can be undone and redone in one line of text. Pure; times are those of `clock.monotonic`."""

from collections import deque
from typing import NamedTuple

from aixtui.editing.form_history import RUN_LENGTH, RUN_SECONDS, STEPS
from aixtui.system import clock


class LineState(NamedTuple):
    """A text and the place of the cursor in it."""

    text: str = ""
    cursor: int = 0


class LineHistory:
    """Keys that type one after the other, or delete, are one step, unless the user rests or moves between."""

    def __init__(self) -> None:
        self._undone: list[LineState] = []
        self._past: deque[LineState] = deque(maxlen=STEPS)
        self._end_run()

    def _end_run(self) -> None:
        self._growth = self._length = 0
        self._last, self._time = LineState(), 0.0

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to be taken back."""
        return bool(self._past)

    def record(self, before: LineState, after: LineState) -> None:
        """An edit was made."""
        if before.text == after.text:
            return
        growth, time = len(after.text) - len(before.text), clock.monotonic()
        goes_on = (
            abs(growth) == 1
            and (growth, before) == (self._growth, self._last)
            and time - self._time < RUN_SECONDS
            and self._length < RUN_LENGTH
        )
        if not goes_on:
            self._past.append(before)
            self._length = 0
        self._undone.clear()
        self._growth, self._last, self._time, self._length = growth, after, time, self._length + 1

    def undo(self, now: LineState) -> LineState | None:
        """The state before the last step; None where there is none."""
        self._end_run()
        if not self._past:
            return None
        self._undone.append(now)
        return self._past.pop()

    def redo(self, now: LineState) -> LineState | None:
        """The state before the last step was undone; None where none was, or it was typed since."""
        self._end_run()
        if not self._undone:
            return None
        self._past.append(now)
        return self._undone.pop()

    def clear(self) -> None:
        """Forget all."""
        self._past.clear()
        self._undone.clear()
        self._end_run()
