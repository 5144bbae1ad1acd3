"""A difference of fields, line by line: what goes with a minus, what comes with a plus."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from textual.content import Content

from aixtui.face import FieldChange
from aixtui.widgets.stand_ins import BLOCK

_STYLES = {"-": "$bad", "+": "$good"}


def diff(changes: Sequence[FieldChange]) -> Content:
    """Show what happens to each field; unchanged lines of a field stand between, dimmed."""
    lines: list[Content] = []
    for change in changes:
        lines.append(Content.styled(change.label, "bold"))
        difference = _difference(_lines(change.before), _lines(change.after))
        lines += [Content.styled(line, _STYLES.get(line[0], "dim")) for line in difference]
    return Content("\n").join(lines)


def _lines(text: str) -> list[str]:
    return BLOCK.signs(text).split("\n") if text else []


def _difference(before: list[str], after: list[str]) -> Iterator[str]:
    """Only whole lines are matched: to look for similar ones takes seconds for some hundred."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield from (f"  {line}" for line in before[start:end])
        else:
            yield from (f"- {line}" for line in before[start:end])
            yield from (f"+ {line}" for line in after[new_start:new_end])
