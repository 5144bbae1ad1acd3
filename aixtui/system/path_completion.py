"""What a path that is being typed may become, as a shell completes it."""

import os
from itertools import islice
from os.path import commonprefix
from pathlib import Path
from typing import NamedTuple

MOST_ENTRIES = 20_000
"""Entries of a folder that are looked at: a key is to be answered at once."""


class PathMatches(NamedTuple):
    """The files and folders whose paths begin with what is typed."""

    start: str = ""
    """What is typed before the last name, with its slash."""
    typed: str = ""
    """What is typed of that name."""
    names: tuple[str, ...] = ()
    """Whole names, in their order; folders with a slash behind them. None where nothing is missing."""

    @property
    def common(self) -> str:
        """The beginning that all names have, at least what is typed."""
        shared = commonprefix(self.names)  # noqa: RUF071  # of names, not of paths
        return shared if len(shared) > len(self.typed) else self.typed

    @property
    def rest(self) -> str:
        """What all of them have beyond what is typed."""
        return self.common[len(self.typed) :]


def path_matches(text: str) -> PathMatches:
    """What begins with `text`: hidden ones for those who type the dot alone.

    None where a path is whole, or nothing of a name is typed yet. Where no name begins just so, capitals do
    not count.
    """
    if text == "~":
        return PathMatches("", "~", ("~/",))
    start, slash, typed = text.rpartition("/")
    if not typed or typed in (".", ".."):
        return PathMatches()
    try:
        folder = Path(start + slash).expanduser()
        names = _names(folder, typed)
        if typed in names:
            names = [typed]
        whole = sorted(f"{name}/" if (folder / name).is_dir() else name for name in names)
    except (OSError, RuntimeError, ValueError):  # what cannot be read is not completed
        return PathMatches()
    return PathMatches(start + slash, typed, () if whole == [typed] else tuple(whole))


def _names(folder: Path, typed: str) -> list[str]:
    """The names in a folder that begin so; where there are none, those that do in other capitals."""
    with os.scandir(folder) as entries:
        names = (entry.name for entry in islice(entries, MOST_ENTRIES))
        length, beginning = len(typed), typed.casefold()
        found = [name for name in names if name[:length].casefold() == beginning]
    seen = found if typed.startswith(".") else [name for name in found if not name.startswith(".")]
    return [name for name in seen if name.startswith(typed)] or seen
