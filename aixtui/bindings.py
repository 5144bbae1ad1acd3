"""The action table as Textual wants it: bindings, and the keys that they are on now."""

from collections.abc import Iterator, Sequence

from textual.binding import Binding, BindingType

from aixtui.actions import ACTIONS, actions_of
from aixtui.app_action import SCOPES, AppAction, Scope
from aixtui.key_names import beats_widgets

_NO_KEY = "no_key"
"""What no terminal sends: a binding that waits for a key, since Textual moves only those that are there."""
_AHEAD = "!"
"""Behind the id of a binding that acts ahead of what has the focus."""


def bindings_for(scope: Scope) -> list[BindingType]:
    """The bindings of a screen or widget, on the keys of the table; `keymap` moves them.

    They go through the screen's `action_do`, which can refuse and say why; except those of lines and dialogs,
    which know what is typed in them.
    """
    direct = scope in ("search", "command", "dialog", "places", "entries", "app")
    return [
        binding
        for action in ACTIONS
        if action.scope == scope and action.keys
        for binding in _bindings(action, action.method if direct else f"screen.do({action.id!r})")
    ]


def _bindings(action: AppAction, does: str) -> Iterator[Binding]:
    for key in (*action.keys, _NO_KEY):
        yield Binding(key, does, action.label, id=_binding_id(action, key), priority=beats_widgets(key))
    yield Binding(_NO_KEY, does, action.label, id=f"{action.place}{_AHEAD}", priority=True)


def _binding_id(action: AppAction, key: str) -> str:
    return f"{action.place}{_AHEAD}" if beats_widgets(key) else action.place


def keymap() -> dict[str, str]:
    """The keys of all actions that are not on those of the table, for `App.set_keymap`."""
    moved: dict[str, str] = {}
    for action, row in zip(actions_of(*SCOPES), ACTIONS, strict=True):
        if action.keys == row.keys:
            continue
        ahead = [key for key in action.keys if beats_widgets(key)]
        moved[f"{action.place}{_AHEAD}"] = _listed(ahead)
        moved[action.place] = _listed([key for key in action.keys if key not in ahead])
    return moved


def _listed(keys: Sequence[str]) -> str:
    return ",".join(keys) or _NO_KEY


def number_bindings(action_id: str) -> list[BindingType]:
    """`1` to `9` and `0` for the first ten tabs of a screen, each with its place from 0."""
    return [
        Binding(str((index + 1) % 10), f"screen.do({action_id!r}, {index})", show=False)
        for index in range(10)
    ]
