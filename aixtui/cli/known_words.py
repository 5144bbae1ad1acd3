"""Words that a command may be given, for completion: settings and what they take, filters, sorts, scopes."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from aixtui.cli import local_names
from aixtui.cli.local_names import Name
from aixtui.theming.theme_files import theme_files

WORDS = Path(__file__).with_name("words.json")
"""Written by `make screenshots`, compared by the tests: to load what knows them takes longer than Tab may."""


class KnownWords:
    """What the stored words say, and the few that the files of the user add."""

    def __init__(self) -> None:
        self._words: dict[str, Any] = json.loads(WORDS.read_text(encoding="utf-8"))

    def scopes(self) -> Iterator[Name]:
        """Where actions of the app are."""
        return _names(self._words["scopes"])

    def settings(self) -> Iterator[Name]:
        """The settings by their names: those of each profile, and the keys of each action."""
        for name, about in self._words["settings"].items():
            if "NAME" in name:
                yield from (Name(name.replace("NAME", one), about) for one in local_names.own_profiles())
            else:
                yield Name(name, about)

    def values(self, setting: str) -> Iterator[Name]:
        """What a setting may be, where that can be listed."""
        name = re.sub(r"^profiles\..*\.", "profiles.NAME.", setting.replace("_", "-"))
        if name == "profile":
            yield from local_names.profiles()
        yield from _names(self._words["values"].get(name, ()))
        if name == "theme":
            yield from _names(theme_files())

    def filters(self, before: Sequence[str], typed: str) -> Iterator[Name]:
        """NAME= of the filters of the kind that was named before, and once that is typed their values."""
        name, equals, _ = typed.partition("=")
        for one, options in self._of_kind("filters", before).items():
            if not equals:
                yield Name(f"{one}=")
            elif one == name:
                yield from _names(f"{one}={option}" for option in options)

    def sorts(self, before: Sequence[str], typed: str) -> Iterator[Name]:
        """The columns that the kind that was named before is sorted by."""
        minus = "-" if typed.startswith("-") else ""
        return _names(f"{minus}{one}" for one in self._of_kind("sorts", before))

    def _of_kind(self, what: str, before: Sequence[str]) -> Any:
        plurals = {**{plural: plural for plural in local_names.KINDS}, **local_names.PLURALS}
        kind = next((plurals[word] for word in before if word in plurals), "")
        return self._words[what].get(kind, {})


def _names(words: Iterable[str]) -> Iterator[Name]:
    return map(Name, words)
