"""What help tells: keys and what they do, in groups that belong together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from aixtui.actions import AppAction, Scope, actions_of
from aixtui.key_names import beats_widgets, key_name

_TITLES: dict[Scope, str] = {
    "table": "ROWS",
    "json": "JSON",
    "past": "RUNS",
    "field": "FIELDS",
    "reference": "WHERE A FIELD REFERS TO SOMETHING",
    "panel": "WHAT IT GAVE",
    "steps": "STEPS",
    "app": "EVERYWHERE",
}
"""Headings of what does not belong to the screen itself."""
_BELOW_DIALOGS = ("help", "suspend")
"""Ids of the app's actions whose keys dialogs have, too."""


class HelpRow(NamedTuple):
    """Keys as people write them, and what they do, as a sentence."""

    keys: str
    help: str
    label: str = ""
    """Found by these words, too."""

    def has(self, words: Iterable[str]) -> bool:
        """Whether all the words are in it."""
        text = f"{self.keys} {self.label} {self.help}".casefold()
        return all(word in text for word in words)


class HelpGroup(NamedTuple):
    """Rows below a heading, and what is to be said before them."""

    title: str
    rows: Sequence[HelpRow]
    about: str = ""

    def narrowed(self, words: Sequence[str]) -> "HelpGroup":
        """What of it has all the words; all of it where there are none."""
        if not words:
            return self
        return self._replace(rows=[row for row in self.rows if row.has(words)], about="")


def row_of(action: AppAction) -> HelpRow:
    """An action, with all its keys."""
    keys = action.key_hint or " ".join(key_name(key) for key in action.keys)
    return HelpRow(keys, action.help, action.label)


def groups_of(
    scopes: Sequence[Scope], never: Callable[[AppAction], bool], told: Sequence[str] = ()
) -> list[HelpGroup]:
    """The actions of scopes, each keys once, below headings; not what can never be done here, or is told."""
    seen = set(told)
    groups = []
    for scope in scopes:
        rows = []
        for action in actions_of(scope):
            row = row_of(action)
            if row.keys not in seen and not never(action):
                rows.append(row)
            seen.add(row.keys)
        if rows:
            groups.append(HelpGroup(_TITLES.get(scope, "HERE"), rows))
    return groups


def group_over_dialogs() -> HelpGroup:
    """The keys of the app that act while a dialog is open."""
    return HelpGroup("EVERYWHERE", [*_rows_over_dialogs()])


def _rows_over_dialogs() -> Iterator[HelpRow]:
    for action in actions_of("app"):
        is_there = action.id in _BELOW_DIALOGS
        keys = tuple(key for key in action.keys if is_there or beats_widgets(key))
        if keys:
            yield row_of(action._replace(keys=keys))


def rows_that(
    check: Callable[[str, tuple[object, ...]], bool | None], scope: Scope
) -> Iterator[tuple[str, str]]:
    """The keys of a scope, and what they do, as far as a dialog has them now."""
    return (row_of(action)[:2] for action in actions_of(scope) if check(action.method, ()))
