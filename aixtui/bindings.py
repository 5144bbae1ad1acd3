"""The action table as Textual wants it: bindings, and the rows that footer, help and palette show."""

from textual.binding import Binding, BindingType

from aixtui.actions import Scope, actions_of


def bindings_for(scope: Scope) -> list[BindingType]:
    """The bindings of a screen or widget. A screen's go through `action_do`, which can refuse and say why."""
    direct = scope in ("table", "search", "chips", "command", "dialog", "kept", "app")
    return [
        Binding(
            ",".join(action.keys),
            action.method if direct else f"do({action.id!r})",
            action.label,
            id=f"{scope}.{action.id}",
            priority=key_beats_widgets(action.keys),
        )
        for action in actions_of(scope)
        if action.keys
    ]


def number_bindings(count: int, method: str) -> list[BindingType]:
    """`1` to `9` and `0` for the tabs of a screen, each calling `action_<method>(index)`."""
    return [
        Binding(str((index + 1) % 10), f"{method}({index})", show=False) for index in range(min(count, 10))
    ]


def key_beats_widgets(keys: tuple[str, ...]) -> bool:
    """Function keys and Ctrl+S or Ctrl+R act also while a text field has the focus."""
    return any(key in ("ctrl+s", "ctrl+r", "ctrl+l") or (key[0] == "f" and key[1:].isdigit()) for key in keys)
