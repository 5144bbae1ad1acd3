"""What is searched for in the tab of a document that is looked at, and which match one is on."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from aixtui.workspace.notice import Notice

MOST_MATCHES = 5_000
"""More are not gone through by anybody, and would take long to find."""


class Match(NamedTuple):
    """Where the text stands: the number of a line, from 0, and the characters of it."""

    line: int
    start: int
    end: int


class Mark(NamedTuple):
    """A part of a line to be seen; one of all of them is the current one."""

    start: int
    end: int
    is_current: bool


Marks = Mapping[int, Sequence[Mark]]
"""The marks of each line that has some."""
NO_MARKS: Marks = {}


class TabSearch:
    """Looks in whatever lines there are now, without regard to capitals."""

    def __init__(self, lines: Callable[[], Sequence[str]]) -> None:
        self._lines = lines
        self.changed, self.arrived = Notice(), Notice()
        """Something that is shown has changed; and: the user is on another match, which is to be in sight."""
        self.text = ""
        self.matches: tuple[Match, ...] = ()
        self._place = 0
        self._by_line: dict[int, list[Match]] = {}

    @property
    def current(self) -> Match | None:
        """The match that one is on."""
        return self.matches[self._place] if self.matches else None

    @property
    def count_text(self) -> str:
        """Which match of how many this is; empty while nothing is searched for."""
        if not self.text:
            return ""
        more = " or more" if len(self.matches) == MOST_MATCHES else ""
        return f"{self._place + 1} of {len(self.matches):,}{more}" if self.matches else "nothing found"

    @property
    def marks(self) -> Marks:
        """All matches, to be drawn."""
        return {line: self.marks_of(line) for line in self._by_line}

    def marks_of(self, line: int) -> tuple[Mark, ...]:
        """The matches in a line."""
        current = self.current
        return tuple(Mark(one.start, one.end, one == current) for one in self._by_line.get(line, ()))

    def look_for(self, text: str) -> None:
        """Search for another text, from the match that one is on; an empty one ends the search."""
        if text != self.text:
            at, self.text = self.current, text
            self._find(at)
            self.arrived()

    def look_again(self) -> None:
        """The lines may be others by now."""
        if self.text:
            self._find(self.current)

    def start_over(self) -> None:
        """The lines are those of something else: be on the first match there."""
        if self.text:
            self._find(None)
            self.arrived()

    def step(self, by: int) -> None:
        """Go so many matches on; after the last one comes the first."""
        if self.matches:
            self._place = (self._place + by) % len(self.matches)
            self.changed()
            self.arrived()

    def _find(self, at: Match | None) -> None:
        """Find the text, and be on the first match from there on."""
        self.matches = tuple(self._all()) if self.text else ()
        self._by_line = {}
        for match in self.matches:
            self._by_line.setdefault(match.line, []).append(match)
        places = (place for place, match in enumerate(self.matches) if at is None or match[:2] >= at[:2])
        self._place = next(places, 0)
        self.changed()

    def _all(self) -> list[Match]:
        pattern, matches = re.compile(re.escape(self.text), re.IGNORECASE), list[Match]()
        for number, line in enumerate(self._lines()):
            for found in pattern.finditer(line):
                matches.append(Match(number, *found.span()))
                if len(matches) == MOST_MATCHES:
                    return matches
        return matches
