"""A text that both sides changed, merged line by line. Pure.

A line ends at a line feed and nowhere else: a carriage return, a form feed or a line separator is a character
of its line, and a text that ends without a line feed goes on doing so. What is joined is what was split.
"""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

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


class ConflictMarkers(NamedTuple):
    """The lines around a hunk in a text that is to be edited: before mine, between both, behind theirs."""

    start: str
    middle: str
    end: str

    @classmethod
    def apart_from(cls, text: MergedText) -> "ConflictMarkers":
        """Markers that no line of the text begins with, so that they can be told from its own lines."""
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
    was, ours, others = (tuple(text.split("\n")) for text in (base, mine, theirs))
    pieces: list[Hunk | Lines] = []
    at = _Place(0, 0, 0)
    for place, length in _unchanged(was, ours, others):
        hunk = Hunk(was[at.base : place.base], ours[at.mine : place.mine], others[at.theirs : place.theirs])
        pieces += [_settled(hunk), was[place.base : place.base + length]]
        at = _Place(*(start + length for start in place))
    return MergedText(tuple(piece for piece in pieces if piece))


class _Place(NamedTuple):
    """A line of each version."""

    base: int
    mine: int
    theirs: int


def _unchanged(base: Lines, mine: Lines, theirs: Lines) -> Iterator[tuple[_Place, int]]:
    """Where lines begin that neither side changed, and how many there are; at last the end, with none."""
    blocks = [SequenceMatcher(None, base, side).get_matching_blocks() for side in (mine, theirs)]
    ours, others = map(iter, blocks)
    our, other = next(ours), next(others)
    while our.size and other.size:  # the last block of each is empty
        start = max(our.a, other.a)
        length = min(our.a + our.size, other.a + other.size) - start
        if length > 0:
            yield _Place(start, our.b + start - our.a, other.b + start - other.a), length
        if our.a + our.size < other.a + other.size:
            our = next(ours)
        else:
            other = next(others)
    yield _Place(len(base), len(mine), len(theirs)), 0


def _settled(hunk: Hunk) -> Hunk | Lines:
    """What a hunk becomes: lines, where they are the same or only one side changed them."""
    if hunk.mine in (hunk.base, hunk.theirs):
        return hunk.theirs
    return hunk.mine if hunk.theirs == hunk.base else hunk
