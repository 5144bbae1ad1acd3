"""Tables of clean text, for other programs."""

import re
from dataclasses import dataclass
from io import StringIO

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class TextTable:
    """Headings and lines of the same length, all clean text of one line."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    """Positions of the columns that are aligned to the right."""


def to_csv(content: TextTable) -> str:
    """Comma-separated values with a line of headings."""
    import csv  # costs the start of the app more than it is worth before the first export

    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((content.heads, *content.lines))
    return text.getvalue()


def to_markdown(content: TextTable) -> str:
    """A Markdown table; what would be markup in a cell is escaped."""
    rules = ["---:" if place in content.numeric else "---" for place in range(len(content.heads))]
    lines = [[_MARKDOWN.sub(r"\\\1", text) for text in line] for line in (content.heads, *content.lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rules, *lines[1:]))
