"""A text that both sides changed, merged line by line. Pure.

A line ends at a line feed and nowhere else: a carriage return, a form feed or a line separator is a character
of its line, and a text that ends without a line feed goes on doing so. What is joined is what was split.
"""

from collections.abc import Callable
from typing import NamedTuple

from merge3 import Merge3

Lines = tuple[str, ...]
_SHORTEST_MARK = 7


class Hunk(NamedTuple):
    """Lines, without their ends, that each side changed in its own way."""

    base: Lines
    mine: Lines
    theirs: Lines


class MergedText(NamedTuple):
    """A text in pieces: lines that are settled, and hunks that are not."""

    pieces: tuple[Hunk | Lines, ...]

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Where both changed the same lines, or lines that touch."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Hunk))

    @property
    def mine(self) -> str:
        """The text with my lines in every hunk."""
        return self.with_hunks(lambda hunk: hunk.mine)

    @property
    def theirs(self) -> str:
        """The text with their lines in every hunk."""
        return self.with_hunks(lambda hunk: hunk.theirs)

    def with_hunks(self, lines_of: Callable[[Hunk], Lines]) -> str:
        """The text with these lines in the place of every hunk."""
        lines: list[str] = []
        for piece in self.pieces:
            lines += lines_of(piece) if isinstance(piece, Hunk) else piece
        return "\n".join(lines)


class Marks(NamedTuple):
    """The lines around a hunk in a text that is to be edited: before mine, between both, behind theirs."""

    start: str
    middle: str
    end: str

    @classmethod
    def apart_from(cls, text: MergedText) -> "Marks":
        """Marks that no line of the text begins with, so that those in it can be told from its own lines."""
        lines = f"{text.mine}\n{text.theirs}".split("\n")
        length = _SHORTEST_MARK
        while any(line.startswith(sign * length) for line in lines for sign in "<=>"):
            length += 1
        # An editor that is shown one line with another end than the rest may change all of them.
        line_end = "\r" if lines[0].endswith("\r") else ""
        return cls(
            f"{'<' * length} mine{line_end}", "=" * length + line_end, f"{'>' * length} theirs{line_end}"
        )

    def put_into(self, text: MergedText) -> str:
        """The text with both sides of every hunk between marks."""
        return text.with_hunks(lambda hunk: (self.start, *hunk.mine, self.middle, *hunk.theirs, self.end))

    def are_in(self, text: str) -> bool:
        """Whether any is left in a text."""
        marks = {mark.rstrip() for mark in self}
        return any(line.rstrip() in marks for line in text.split("\n"))


def merge_lines(base: str, mine: str, theirs: str) -> MergedText:
    """Merge a text by lines; what only one side changed, or both alike, is settled."""
    pieces: list[Hunk | Lines] = []
    for group in Merge3(base.split("\n"), mine.split("\n"), theirs.split("\n")).merge_groups():
        if group[0] == "conflict":
            _, *sides = group
            pieces.append(Hunk(*map(tuple, sides)))
        else:
            pieces.append(tuple(group[1]))
    return MergedText(tuple(pieces))
