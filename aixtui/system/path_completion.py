"""What is missing from a path that is being typed."""

import os
from itertools import islice
from pathlib import Path

MOST_ENTRIES = 20_000
"""Entries of a folder that are looked at: a key is to be answered at once."""


def complete_path(text: str) -> str:
    """The rest of the first file or folder whose path begins with `text`; of a folder with a slash behind it.

    Empty where nothing is missing, or nothing of a name is typed yet. Hidden ones are for those who type the
    dot. Where no name begins just so, capitals do not count.
    """
    if text == "~":
        return "/"
    start, slash, typed = text.rpartition("/")
    if not typed or typed in (".", ".."):
        return ""
    try:
        folder = Path(start + slash).expanduser()
        names = _names(folder, typed)
        name = typed if typed in names else min(names, key=lambda name: _rank(name, typed), default="")
        return name[len(typed) :] + ("/" if name and (folder / name).is_dir() else "")
    except (OSError, RuntimeError, ValueError):  # what cannot be read is not completed
        return ""


def _names(folder: Path, typed: str) -> list[str]:
    """The names in a folder that begin so, in whatever capitals."""
    with os.scandir(folder) as entries:
        names = (entry.name for entry in islice(entries, MOST_ENTRIES))
        length, beginning = len(typed), typed.casefold()
        found = [name for name in names if name[:length].casefold() == beginning]
    return found if typed.startswith(".") else [name for name in found if not name.startswith(".")]


def _rank(name: str, typed: str) -> tuple[bool, str]:
    return not name.startswith(typed), name
