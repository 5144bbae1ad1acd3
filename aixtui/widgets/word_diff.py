"""Which words of a line are others in the line that takes its place."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from textual.content import Content

MARK = "bold reverse"
LEAST_ALIKE = 0.3
"""Below this two lines are taken for different ones: marks all over them would tell nothing."""
MOST_PAIRS = 250_000
"""Words of the one times words of the other up to which they are compared: some hundredths of a second."""
LONGEST, SIDE = 200, 80
"""Characters as they were that are shown whole, and of longer ones those at either side of a change."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class _Edit(NamedTuple):
    """Words that stand in both lines, or those of the one in the place of those of the other."""

    old: Sequence[str]
    new: Sequence[str]
    is_same: bool


def changed_words(before: str, after: str) -> tuple[Content, Content]:
    """Both lines, with the words marked that differ. Of long parts that do not, only the ends are shown."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    steps = [*_steps(old, new)]
    same = sum(len(step.old) for step in steps if step.is_same)
    if 2 * same < LEAST_ALIKE * (len(old) + len(new)):
        return Content(before), Content(after)
    sides: tuple[list[Content], list[Content]] = ([], [])
    for place, step in enumerate(steps):
        is_first, is_last = place == 0, place == len(steps) - 1
        for side, words in zip(sides, (step.old, step.new), strict=True):
            side.append(_part("".join(words), step, is_first=is_first, is_last=is_last))
    return Content("").join(sides[0]), Content("").join(sides[1])


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[_Edit]:
    """What both begin and end with is found at once; only what is between is compared."""
    most = min(len(old), len(new))
    start = sum(1 for _ in takewhile(lambda at: old[at] == new[at], range(most)))
    end = sum(1 for _ in takewhile(lambda at: old[-1 - at] == new[-1 - at], range(most - start)))
    if start:
        yield _Edit(old[:start], new[:start], True)
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        yield _Edit(old[len(old) - end :], new[len(new) - end :], True)


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[_Edit]:
    if len(old) * len(new) > MOST_PAIRS:
        yield _Edit(old, new, False)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield _Edit(old[start:end], new[new_start:new_end], tag == "equal")


def _part(text: str, step: _Edit, *, is_first: bool, is_last: bool) -> Content:
    if not step.is_same:
        return Content.styled(text, MARK) if text else Content("")
    if len(text) <= LONGEST:
        return Content(text)
    head = "" if is_first else f"{text[:SIDE].rpartition(' ')[0]} "
    tail = "" if is_last else f" {text[-SIDE:].partition(' ')[2]}"
    return Content(f"{head}…{tail}")
