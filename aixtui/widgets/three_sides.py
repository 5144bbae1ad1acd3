"""A conflict: what both began with, mine and theirs, each with what is other in it than in the first."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from textual.content import Content

from aixtui.widgets.diff import (
    COMES,
    CONTEXT,
    GOES,
    changed_line,
    lines_left_out,
    shown_lines,
    unchanged_line,
)
from aixtui.widgets.word_diff import Ranges, changed_ranges, mark_words


class _Line(NamedTuple):
    """A line of a side that changed."""

    text: str
    ranges: Ranges


_Side = Sequence[int | _Line]
"""The lines of one side: the number of that of the base, or one that came in the place of others."""


def three_sides(base: str, mine: str, theirs: str) -> tuple[Content, Content, Content]:
    """The three texts as they are shown; lines of them all with no change near are left out.

    In the base those lines have a minus that either side took away, with the words that it did.
    """
    lines = shown_lines(base)
    gone: dict[int, Ranges] = {}
    near: set[int] = set()
    ours, others = ([*_compare(lines, shown_lines(text), gone, near)] for text in (mine, theirs))
    first = [_Line(line, gone[at]) if at in gone else at for at, line in enumerate(lines)]
    return (
        _shown(lines, first, near, GOES),
        _shown(lines, ours, near, COMES),
        _shown(lines, others, near, COMES),
    )


def _compare(
    base: Sequence[str], side: Sequence[str], gone: dict[int, Ranges], near: set[int]
) -> Iterator[int | _Line]:
    """The lines of a side; notes which of the base it took away, and which stand near a change."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, base, side).get_opcodes():
        if tag == "equal":
            yield from range(start, end)
            continue
        near |= {*range(start - CONTEXT, end + CONTEXT)}
        new = [_Line(line, ()) for line in side[new_start:new_end]]
        for at in range(start, end):
            place = at - start
            ranges = changed_ranges(base[at], new[place].text) if place < len(new) else None
            gone[at] = _joined([*gone.get(at, ()), *(ranges[0] if ranges else ())])
            if ranges:
                new[place] = new[place]._replace(ranges=ranges[1])
        yield from new


def _joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in their order, with those that touch in one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _shown(base: Sequence[str], side: _Side, near: set[int], sign: str) -> Content:
    """One of the texts; a single line is not left out, since to say so takes one as well."""
    shown: list[Content] = []
    for is_far, group in groupby(side, lambda line: isinstance(line, int) and line not in near):
        lines = [*group]
        if is_far and len(lines) > 1:
            shown.append(lines_left_out(len(lines)))
            continue
        for line in lines:
            if isinstance(line, int):
                shown.append(unchanged_line(base[line]))
            else:
                text = mark_words(line.text, line.ranges) if line.ranges else Content(line.text)
                shown.append(changed_line(sign, text))
    return Content("\n").join(shown)
