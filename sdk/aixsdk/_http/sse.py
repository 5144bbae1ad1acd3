"""Server-sent events out of bytes, however they are cut. Pure; the rules are those of the HTML standard."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ..exceptions import LimitExceededError
from ..limits import Limits
from .allowance import MEGABYTE


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its data, the lines of which are `lines`, and its name ("" when it has none)."""

    lines: tuple[str, ...]
    name: str = ""

    @property
    def data(self) -> str:
        """The lines put together."""
        return "\n".join(self.lines)


class EventDecoder:
    """Feed it bytes, take events. Comments, ids and retry hints are not told.

    Raises LimitExceededError for a line longer than `limits` allow.
    """

    def __init__(self, limits: Limits) -> None:
        self._longest = limits.line_mb * MEGABYTE
        self._limits = limits
        # A byte order mark is allowed at the start; half a character waits for its other half.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._begun: list[str] = []
        """The pieces of the last line: together they cost their length once, not with every piece."""
        self._length = 0
        self._held = False
        self._lines: list[str] = []
        self._name = ""

    def feed(self, data: bytes) -> list[Event]:
        """The events that `data` completes."""
        return self._take(self._decoder.decode(data), final=False)

    def end(self) -> list[Event]:
        """What is left when the connection ends: an event whose closing blank line never came."""
        rest = self._decoder.decode(b"", final=True)
        return [event for event in [*self._take(rest, final=True), self._dispatch()] if event]

    def _take(self, text: str, *, final: bool) -> list[Event]:
        self._begun.append(text)
        self._length += len(text)
        if not (final or self._held or "\n" in text or "\r" in text):
            self._check(self._length)
            return []
        text = "".join(self._begun)
        # A carriage return at the end may be half of a line end.
        held = "\r" if text.endswith("\r") and not final else ""
        lines = text.removesuffix(held).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest = lines.pop()
        if final and rest:
            lines.append(rest)
            rest = ""
        self._begun, self._length, self._held = [rest + held], len(rest), bool(held)
        self._check(max(map(len, [*lines, rest])))
        return [event for line in lines if (event := self._line(line))]

    def _check(self, length: int) -> None:
        if length > self._longest:
            what = f"A line of the answer is longer than {self._limits.line_mb:g} MB."
            raise LimitExceededError(what, "line_mb", outcome_unknown=True)

    def _line(self, line: str) -> Event | None:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._lines.append(value)
        elif field == "event":
            self._name = value
        return None

    def _dispatch(self) -> Event | None:
        lines, name = tuple(self._lines), self._name
        self._lines, self._name = [], ""
        return Event(lines, name) if lines else None
