"""`[keys]` of `config.toml`: other keys for actions, by their ids."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn, Protocol

from aixtui.actions import ACTIONS
from aixtui.app_action import CHAINS, TYPED_IN, AppAction
from aixtui.key_names import is_text, key_name, key_of_name, near_key

FIXED = ("escape", "enter", "ctrl+q")
"""The ways out and in: who has one of them keeps it, and nobody else gets it."""
DIGITS = tuple("0123456789")
"""What an action without keys of its own is on."""
WANTED = "must be a key in quotes, or a list of them; empty for none"


class Refusal(Protocol):
    """Raises what is wrong with a key of the file, and what to do about it."""

    def __call__(self, key: str, what: str, hint: str = "") -> NoReturn:
        """Name the key as it stands in the file."""


class KeysReader:
    """Reads the table: an id means that action in all its scopes, below a scope in that one alone."""

    def __init__(self, refuse: Refusal) -> None:
        self._refuse = refuse
        self._keys: dict[str, tuple[str, ...]] = {}
        self._said_by: dict[str, str] = {}
        """Which key of the file says so of an action."""

    def read(self, table: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
        """The keys of each action that is given some, by `scope.id`, in Textual's spelling.

        Raises:
            SettingsError: there is no such action or key, or an action would be out of reach.
        """
        for name, value in table.items():
            if not isinstance(value, dict):
                self._take(f"keys.{name}", _same(name), value, ACTIONS)
        for name, value in table.items():
            if isinstance(value, dict):
                self._read_scope(name, value)
        self._check_chains()
        return self._keys

    def _read_scope(self, name: str, table: Mapping[str, Any]) -> None:
        scopes = {action.scope for action in ACTIONS}
        rows = tuple(action for action in ACTIONS if action.scope == name)
        if not rows:
            self._refuse(f"keys.{name}", "is no scope", _did_you_mean(name, scopes))
        for action_id, value in table.items():
            self._take(f"keys.{name}.{action_id}", _same(action_id), value, rows)

    def _take(self, key: str, action_id: str, value: object, among: tuple[AppAction, ...]) -> None:
        rows = [action for action in among if action.id == action_id]
        if not rows:
            self._refuse(key, "is unknown", _did_you_mean(action_id, {action.id for action in among}))
        keys = tuple(dict.fromkeys(self._named(key, value)))
        for action in rows:
            self._check(key, action, keys)
            if action.place in self._said_by and self._said_by[action.place].count(".") == key.count("."):
                self._refuse(key, "stands there with - and with _")
            self._keys[action.place], self._said_by[action.place] = keys, key

    def _named(self, key: str, value: object) -> Iterator[str]:
        names = value.split() if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._refuse(key, WANTED)
        for name in names:
            if (found := key_of_name(name)) is None:
                near = near_key(name)
                self._refuse(key, f"names no key: {name!r}", f"Did you mean {near!r}?" if near else "")
            yield found

    def _check(self, key: str, action: AppAction, keys: tuple[str, ...]) -> None:
        if not action.keys:
            self._refuse(key, f"cannot be changed: {action.id} is on the digits")
        if lost := [one for one in FIXED if one in action.keys and one not in keys]:
            both = " ".join(map(key_name, (*keys, *lost)))  # in a file and wherever else keys are typed
            self._refuse(key, f"has to keep {key_name(lost[0])}", f"Write {both}.")
        for one in keys:
            if one in FIXED and one not in action.keys:
                self._refuse(key, f"cannot have {key_name(one)}, which does the same everywhere")
            if is_text(one) and action.scope in TYPED_IN:
                what = f"cannot have {key_name(one)}: text is typed in the scope {action.scope}"
                self._refuse(key, what, "Take a function key, or one with Ctrl.")

    def _check_chains(self) -> None:
        for chain in CHAINS:
            owners: dict[str, AppAction] = {}
            for action in (one for scope in chain for one in ACTIONS if one.scope == scope):
                for one in self._keys.get(action.place, action.keys or DIGITS):
                    other = owners.setdefault(one, action)
                    if other is not action and not (one in action.keys and one in other.keys):
                        self._refuse_both(one, action, other)

    def _refuse_both(self, key: str, *both: AppAction) -> NoReturn:
        """Of two actions on one key, name the one that the file gave it: the one that is more special."""
        told = sorted(both, key=lambda one: -self._said_by.get(one.place, "").count("."))
        mine, other = told if key in self._keys.get(told[0].place, ()) else reversed(told)
        where = "" if mine.scope == other.scope else f" ({other.place})"
        way = f"; keys.{other.place} moves {other.id}." if other.keys else "."
        self._refuse(
            self._said_by[mine.place],
            f"takes {key_name(key)}, which {other.id}{where} has",
            f"Choose another key{way}",
        )


def _same(name: str) -> str:
    return name.replace("_", "-")


def _did_you_mean(name: str, known: Collection[str]) -> str:
    near = get_close_matches(_same(name), sorted(known), n=1)
    return f"Did you mean {near[0]!r}?" if near else "aixtui keys lists the actions."
