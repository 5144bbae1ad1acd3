"""The action table as Textual wants it: bindings, and the rows that footer, help and palette show."""

from textual.binding import Binding, BindingType

from aixtui.actions import Scope, actions_of
from aixtui.key_names import beats_widgets


def bindings_for(scope: Scope) -> list[BindingType]:
    """The bindings of a screen or widget.

    They go through the screen's `action_do`, which can refuse and say why; except those of lines and dialogs,
    which know what is typed in them.
    """
    direct = scope in ("search", "command", "dialog", "places", "entries", "app")
    return [
        Binding(
            key,
            action.method if direct else f"screen.do({action.id!r})",
            action.label,
            id=f"{scope}.{action.id}",
            priority=beats_widgets(key),
        )
        for action in actions_of(scope)
        for key in action.keys
    ]


def number_bindings(action_id: str) -> list[BindingType]:
    """`1` to `9` and `0` for the first ten tabs of a screen, each with its place from 0."""
    return [
        Binding(str((index + 1) % 10), f"screen.do({action_id!r}, {index})", show=False)
        for index in range(10)
    ]
