"""A JSON document in rows, of which those inside an object or a list can be folded away."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from sys import maxsize
from typing import NamedTuple

from aixtui.workspace.notice import Notice

Wrap = Callable[[str], Sequence[tuple[int, int]]]
"""Where the rows of a line start and end."""


class JsonRow(NamedTuple):
    """A part of a line that is seen: all of it, where it is short enough."""

    line: int
    start: int
    end: int


class JsonLines:
    """The lines of an indented document, and which of them belong together."""

    def __init__(self, text: str = "", *, is_json: bool = True) -> None:
        self.text, self.is_json = text, is_json
        self.lines = text.split("\n") if text else []
        self.ends: dict[int, int] = {}
        """The last line of the object or list that a line opens; not of those that are empty."""
        self.parents: list[int] = []
        """For each line the one that opens what it lies in; -1 where there is none."""
        open_lines: list[int] = []
        if not is_json:
            self.parents = [-1] * len(self.lines)
            return
        for number, line in enumerate(self.lines):
            if line.lstrip()[:1] in ("}", "]") and open_lines:
                self.ends[open_lines.pop()] = number
            self.parents.append(open_lines[-1] if open_lines else -1)
            if line[-1:] in ("{", "["):  # a text ends with its quote
                open_lines.append(number)

    @classmethod
    def plain(cls, text: str) -> "JsonLines":
        """The lines of any text, none of which belong together."""
        return cls(text, is_json=False)


def _one_row(line: str) -> Sequence[tuple[int, int]]:
    return ((0, len(line)),)


class FoldedJson:
    """What is seen of a document, and the row that keys act on. Whoever shows it wraps its lines."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.source = JsonLines()
        self.rows: tuple[JsonRow, ...] = ()
        self.cursor = 0
        """The place among the rows, from 0."""
        self._folded: set[int] = set()
        self._wrap: Wrap = _one_row
        self._height = 1

    def load(self, source: JsonLines) -> None:
        """Show another document, all of it; of the same one what is folded stays so."""
        if source.text != self.source.text:
            self.source, self.cursor = source, 0
            self._folded.clear()
            self._arrange(0)

    def fit(self, wrap: Wrap, height: int) -> None:
        """The lines are wrapped like this from now on, and so many rows are seen at once."""
        self._wrap = wrap
        self.see(height)
        self._arrange(self.line)

    def see(self, height: int) -> None:
        """So many rows are seen at once."""
        self._height = max(height, 1)

    @property
    def line(self) -> int:
        """The number of the line that the cursor is on, from 0."""
        return self.rows[self.cursor].line if self.rows else 0

    def is_folded(self, line: int) -> bool:
        """Whether what a line opens is folded away."""
        return line in self._folded

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are."""
        self.move_to(self.cursor + by)

    def move_to(self, place: int) -> None:
        """Move the cursor to a row, or to the nearest there is."""
        self.cursor = max(min(place, len(self.rows) - 1), 0)
        self.changed()

    def reveal(self, line: int, at: int) -> None:
        """Unfold what hides a character of a line, and move the cursor to its row."""
        ends = self.source.ends
        hiding = {one for one in self._folded if one < line <= ends[one]}
        if hiding:
            self._folded -= hiding
            self._arrange(line)
        self.move_to(bisect_right(self.rows, JsonRow(line, at, maxsize)) - 1)

    def click(self, place: int, *, is_on_mark: bool) -> None:
        """Move the cursor to a row; one whose mark was clicked is folded, or unfolded."""
        self.move_to(place)
        if is_on_mark:
            self.toggle()

    def turn(self, by: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.move(by * max(self._height - 1, 1))

    def toggle(self) -> None:
        """Fold what the line under the cursor opens, or unfold it."""
        if self.is_folded(self.line):
            self.unfold()
        elif self.line in self.source.ends:
            self._folded.add(self.line)
            self._arrange(self.line)

    def fold(self) -> None:
        """Fold what the line opens; where it opens nothing more, go to what it lies in."""
        line = self.line
        if line in self.source.ends and not self.is_folded(line):
            self.toggle()
        elif self.rows and self.source.parents[line] >= 0:
            self._go_to_line(self.source.parents[line])

    def unfold(self) -> None:
        """Unfold what the line opens."""
        self._folded.discard(self.line)
        self._arrange(self.line)

    def fold_all(self) -> None:
        """Fold all that lies in the document, and leave what it consists of."""
        self._folded = {line for line in self.source.ends if self.source.parents[line] >= 0}
        line = self.line
        above = self.source.parents[line] if self.rows else -1
        while above >= 0:
            line, above = (above if self.is_folded(above) else line), self.source.parents[above]
        self._arrange(line)

    def unfold_all(self) -> None:
        """Unfold everything."""
        self._folded.clear()
        self._arrange(self.line)

    def _arrange(self, line: int) -> None:
        """Lay the rows out anew, with the cursor on this line."""
        rows, number, lines = [], 0, self.source.lines
        while number < len(lines):
            rows += [JsonRow(number, start, end) for start, end in self._wrap(lines[number])]
            number = self.source.ends[number] + 1 if number in self._folded else number + 1
        self.rows = tuple(rows)
        self._go_to_line(line)

    def _go_to_line(self, line: int) -> None:
        """Put the cursor on the first row of a line that is seen."""
        self.move_to(next((place for place, row in enumerate(self.rows) if row.line == line), 0))
