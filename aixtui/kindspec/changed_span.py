"""Where two texts differ. Pure."""

from typing import NamedTuple


class ChangedSpan(NamedTuple):
    """From `start` to `end` of a text, in characters, another one has `text`: all around it is the same."""

    start: int
    end: int
    text: str


def changed_span(before: str, after: str) -> ChangedSpan:
    """The shortest part that has to be replaced to make one text of the other."""
    start = _alike(before, after, min(len(before), len(after)))
    most = min(len(before), len(after)) - start
    ends = _alike(before[::-1], after[::-1], most) if most else 0
    return ChangedSpan(start, len(before) - ends, after[start : len(after) - ends])


def _alike(one: str, other: str, most: int) -> int:
    """How many characters they begin with alike, `most` at the most: found by halves, as texts are long."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
