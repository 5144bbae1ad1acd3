"""What the terminal sends for a key that is pressed, and what the app does by it."""

from collections.abc import Sequence

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from aixtui.actions import AppAction
from aixtui.key_names import key_name
from aixtui.kindspec.plain_text import printable

LAST = "ctrl+q"
INTRODUCTION = (
    "Press any key: what this terminal sends for it, and what the app does by it, is shown below. "
    "A key that shows nothing is kept by the terminal, by tmux or by the desktop. Ctrl+Q ends this."
)


class KeyProbe(App[None]):
    """Shows each key, and which of the actions it does, until Ctrl+Q; none is done."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, actions: Sequence[AppAction]) -> None:
        super().__init__()
        self._actions = actions
        self._lines: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(f"{INTRODUCTION}\n", markup=False)
        yield _Pressed(markup=False)

    def on_mount(self) -> None:
        self.query_one(_Pressed).focus()

    def add(self, event: events.Key) -> None:
        """Show a key below the others."""
        line = described(event.key, event.character, self._actions)
        self._lines = [*self._lines, line][-max(self.size.height - 6, 1) :]
        self.query_one(_Pressed).update(Content("\n".join(self._lines)))


class _Pressed(Static, can_focus=True):
    def on_key(self, event: events.Key) -> None:
        if event.key == LAST:
            return
        event.stop()
        event.prevent_default()
        assert isinstance(self.app, KeyProbe)
        self.app.add(event)


def described(key: str, character: str | None, actions: Sequence[AppAction]) -> str:
    """A key as people write it, its name and text, and which of the actions it does, screen by screen."""
    typed = f" types {printable(character)}" if character and character.isprintable() else ""
    uses = ", ".join(f"{action.label} ({action.scope})" for action in actions if key in action.keys)
    return f"{printable(key_name(key))}  [{printable(key)}]{typed}: {uses or 'nothing of the app'}"
