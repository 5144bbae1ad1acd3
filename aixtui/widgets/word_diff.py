"""Which words of a line are others in the line that takes its place."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, takewhile
from typing import NamedTuple, TypeAlias

from textual.content import Content

MARK = "bold reverse"
LEAST_ALIKE = 0.3
"""Below this two lines are taken for different ones: marks all over them would tell nothing."""
MOST_PAIRS = 250_000
"""Words of the one times words of the other up to which they are compared: some hundredths of a second."""
LONGEST, SIDE = 200, 80
"""Characters as they were that are shown whole, and of longer ones those at either side of a change."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


Ranges: TypeAlias = Sequence[tuple[int, int]]
"""Where words of a line begin and end, in its order; one without length is where the other line has some."""


def changed_words(before: str, after: str) -> tuple[Content, Content]:
    """Both lines, with the words marked that differ. Of long parts that do not, only the ends are shown."""
    ranges = changed_ranges(before, after)
    if ranges is None:
        return Content(before), Content(after)
    return mark_words(before, ranges[0]), mark_words(after, ranges[1])


def changed_ranges(before: str, after: str) -> tuple[Ranges, Ranges] | None:
    """Where each line has words that the other has not; None where they are different lines."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    edits = [*_edits(old, new)]
    changed = sum(edit.old_end - edit.old_start + edit.new_end - edit.new_start for edit in edits)
    if len(old) + len(new) - changed < LEAST_ALIKE * (len(old) + len(new)):
        return None
    old_at, new_at = ([*accumulate(map(len, words), initial=0)] for words in (old, new))
    return (
        [(old_at[edit.old_start], old_at[edit.old_end]) for edit in edits],
        [(new_at[edit.new_start], new_at[edit.new_end]) for edit in edits],
    )


def mark_words(line: str, ranges: Ranges) -> Content:
    """The line with these words marked, and of long parts between them only the ends."""
    parts, place = list[Content](), 0
    for start, end in ranges:
        parts += [_unmarked(line, place, start), Content.styled(line[start:end], MARK)]
        place = end
    return Content("").join([*parts, _unmarked(line, place, len(line))])


class _Edit(NamedTuple):
    """Words of the one line that stand in the place of those of the other, by their number."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def _edits(old: Sequence[str], new: Sequence[str]) -> Iterator[_Edit]:
    """What both begin and end with is found at once; only what is between is compared."""
    most = min(len(old), len(new))
    start = sum(1 for _ in takewhile(lambda at: old[at] == new[at], range(most)))
    end = sum(1 for _ in takewhile(lambda at: old[-1 - at] == new[-1 - at], range(most - start)))
    between = old[start : len(old) - end], new[start : len(new) - end]
    if len(between[0]) * len(between[1]) > MOST_PAIRS:
        yield _Edit(start, len(old) - end, start, len(new) - end)
        return
    for tag, *bounds in SequenceMatcher(None, *between, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Edit(*(start + bound for bound in bounds))


def _unmarked(line: str, start: int, end: int) -> Content:
    text = line[start:end]
    if len(text) <= LONGEST:
        return Content(text)
    head = f"{text[:SIDE].rpartition(' ')[0]} " if start else ""
    tail = f" {text[-SIDE:].partition(' ')[2]}" if end < len(line) else ""
    return Content(f"{head}…{tail}")
