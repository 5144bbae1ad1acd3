"""Changing one `[[name]]` table of a TOML text and nothing else: all comments and the order stay.

tomlkit alone moves tables of one name together, and takes the comment above a table for the end of the one
before. So it is given the text of one table only.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

_HEAD = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")


def places(text: str, name: str) -> list[range]:
    """The lines of each `[[name]]` table, counted from 0, without the comments and empty lines after it."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _HEAD.fullmatch(line)]
    ranges = []
    for start, end in pairwise([*heads, len(lines)]):
        if not re.match(rf"\s*\[\[\s*{name}\s*\]\]", lines[start]):
            continue
        while lines[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        ranges.append(range(start, end))
    return ranges


def update_table(text: str, place: range, values: Mapping[str, Any]) -> str:
    """The text with these values in the table at `place`; an empty value removes its key."""
    import tomlkit

    lines = text.split("\n")
    document = tomlkit.parse("\n".join(lines[place.start : place.stop]))
    [entry] = next(iter(document.unwrap().values()))
    tables: Any = next(iter(document.values()))
    for name, value in values.items():
        if value:
            if entry.get(name) != value:
                tables[0][name] = value
        elif name in entry:
            del tables[0][name]
    lines[place.start : place.stop] = tomlkit.dumps(document).rstrip("\n").split("\n")
    return "\n".join(lines)


def append_table(text: str, name: str, values: Mapping[str, Any]) -> str:
    """The text with one more `[[name]]` table at its end."""
    import tomlkit

    table = tomlkit.dumps({name: [{key: value for key, value in values.items() if value}]})
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table


def remove_table(text: str, place: range) -> str:
    """The text without the table at `place`, and without the empty line before it."""
    lines = text.split("\n")
    start = place.start - 1 if place.start > 0 and not lines[place.start - 1].strip() else place.start
    del lines[start : place.stop]
    return "\n".join(lines)
