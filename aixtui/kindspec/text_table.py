"""Tables of clean text, for other programs."""

import re
from dataclasses import dataclass
from io import StringIO

_FORMULA = re.compile("[=+@\\-\uff1d\uff0b\uff0d\uff20].")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class TextTable:
    """Headings and lines of the same length, all clean text of one line."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    """Positions of the columns that are aligned to the right."""


def to_csv(content: TextTable, *, formulas: bool = False) -> str:
    """Comma-separated values with a line of headings; no cell is a formula, unless `formulas` are wanted."""
    import csv  # costs the start of the app more than it is worth before the first export

    text = StringIO()
    rows = (content.heads, *content.lines)
    lines = rows if formulas else [[_no_formula(cell) for cell in line] for line in rows]
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _no_formula(cell: str) -> str:
    """Behind a quote, which spreadsheets take as the sign of a text, where it would be computed."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def to_markdown(content: TextTable) -> str:
    """A Markdown table; what would be markup in a cell is escaped."""
    rules = ["---:" if place in content.numeric else "---" for place in range(len(content.heads))]
    lines = [[_MARKDOWN.sub(r"\\\1", text) for text in line] for line in (content.heads, *content.lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rules, *lines[1:]))
