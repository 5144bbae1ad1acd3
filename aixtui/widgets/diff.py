"""A difference of fields, line by line: what goes with a minus, what comes with a plus."""

from collections.abc import Mapping
from difflib import ndiff

from textual.content import Content

_STYLES = {"-": "$text-error", "+": "$text-success"}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Content:
    """Show what happens to each field of `after`; unchanged lines of a field stand between, dimmed."""
    lines: list[Content] = []
    for name, text in after.items():
        lines.append(Content.styled(name, "bold"))
        difference = ndiff(before.get(name, "").splitlines(), text.splitlines())
        lines += [Content.styled(line, _STYLES.get(line[0], "dim")) for line in difference if line[0] != "?"]
    return Content("\n").join(lines)
