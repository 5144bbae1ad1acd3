"""A difference of fields, line by line: what goes with a minus, what comes with a plus."""

from collections.abc import Sequence
from difflib import ndiff

from textual.content import Content

from aixtui.face import FieldChange

_STYLES = {"-": "$text-error", "+": "$text-success"}


def diff(changes: Sequence[FieldChange]) -> Content:
    """Show what happens to each field; unchanged lines of a field stand between, dimmed."""
    lines: list[Content] = []
    for change in changes:
        lines.append(Content.styled(change.label, "bold"))
        difference = ndiff(change.before.splitlines(), change.after.splitlines())
        lines += [Content.styled(line, _STYLES.get(line[0], "dim")) for line in difference if line[0] != "?"]
    return Content("\n").join(lines)
