"""The table of the guide to moving: each row names what differs on purpose."""

import re
from pathlib import Path
from typing import NamedTuple

GUIDE = Path(__file__).parents[3] / "sdk" / "MIGRATING.md"


class Row(NamedTuple):
    """One row: the names in its first cell, what to write instead, and why."""

    keys: tuple[str, ...]
    instead: str
    why: str


def rows() -> list[Row]:
    """All rows. Raises ValueError for a row that does not have three cells, or names nothing."""
    read = []
    section = GUIDE.read_text(encoding="utf-8").split("\n## What differs\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        if not line.startswith("| `"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        keys = tuple(re.findall(r"`([^`]+)`", cells[0]))
        if len(cells) != 3 or not all((keys, *cells)):
            raise ValueError(f"Not a row of the table: {line}")
        read.append(Row(keys, *cells[1:]))
    return read
