"""A difference of fields in plain lines, as diff has them."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from aixtui.face import FieldChange

_HEADER_LINES, CONTEXT = 2, 2


def difference_lines(changes: Sequence[FieldChange]) -> Iterator[str]:
    """The label of each field, then its lines that go and come, with a few around them."""
    for change in changes:
        yield f"{change.label}:"
        before, after = (text.split("\n") if text else [] for text in (change.before, change.after))
        steps = unified_diff(before, after, lineterm="", n=CONTEXT)
        for number, line in enumerate(steps):
            if number >= _HEADER_LINES and not line.startswith("@@"):
                yield f"  {line}"
