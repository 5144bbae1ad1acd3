"""What was done in a form, to be taken back and done again. Pure; times are those of `clock.monotonic`."""

from collections import deque
from collections.abc import Collection, Mapping, MutableSequence

from aixtui.kindspec.changed_span import changed_span
from aixtui.system import clock

STEPS = 100
RUN_SECONDS = 2.0
RUN_LENGTH = 100
KEYS_AT_ONCE = 3
"""Characters that may come of keys which were read together; what is more was pasted."""


class FormHistory:
    """Each step is the texts before it, by field.

    Keys that type one after the other in a field, or delete, are one step, unless the user rests between them
    or types a line break.
    """

    def __init__(self) -> None:
        self._done: deque[dict[str, str]] = deque(maxlen=STEPS)
        self._undone: list[dict[str, str]] = []
        self._end_run()

    def _end_run(self) -> None:
        self._name, self._place, self._is_deleting = "", -1, False
        self._length, self._time = 0, 0.0

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back and nothing was done since."""
        return bool(self._undone)

    def add(self, before: Mapping[str, str]) -> None:
        """Fields that held these texts hold others now, all at once."""
        self._end_run()
        self._undone.clear()
        self._done.append(dict(before))

    def type(self, name: str, before: str, after: str) -> None:
        """A field is typed in."""
        span, time = changed_span(before, after), clock.monotonic()
        length, removed = len(span.text), span.end - span.start
        is_deleting = bool(removed)
        is_run = (
            max(length, removed) <= KEYS_AT_ONCE
            and not (length and removed)
            and "\n" not in before[span.start : span.end] + span.text
        )
        goes_on = (
            is_run
            and (name, is_deleting) == (self._name, self._is_deleting)
            and self._place in (span.start, span.end)
            and time - self._time < RUN_SECONDS
            and self._length + length + removed <= RUN_LENGTH
        )
        if not goes_on:
            self.add({name: before})
        if is_run:
            self._name, self._place, self._is_deleting = name, span.start + length, is_deleting
            self._length, self._time = self._length + length + removed, time

    def undo(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What fields held before the last step, which hold these texts now; empty where there is none."""
        return self._swap(self._done, self._undone, texts)

    def redo(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What they held before a step was taken back; empty where none was, or something was done since."""
        return self._swap(self._undone, self._done, texts)

    def _swap(
        self,
        source: MutableSequence[dict[str, str]],
        target: MutableSequence[dict[str, str]],
        texts: Mapping[str, str],
    ) -> dict[str, str]:
        self._end_run()
        if not source:
            return {}
        step = source.pop()
        target.append({name: texts[name] for name in step})
        return step

    def keep_only(self, names: Collection[str]) -> None:
        """Forget all that was done in other fields than these."""
        self._end_run()
        for steps in (self._done, self._undone):
            kept = [{name: text for name, text in step.items() if name in names} for step in steps]
            steps.clear()
            steps.extend(filter(None, kept))

    def clear(self) -> None:
        """Forget all."""
        self._done.clear()
        self._undone.clear()
        self._end_run()
