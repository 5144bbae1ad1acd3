"""What the terminal sends for a key that is pressed, and what the app does by it."""

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from aixtui.actions import ACTIONS
from aixtui.key_names import key_name
from aixtui.kindspec.plain_text import printable

LAST = "ctrl+q"
INTRODUCTION = (
    "Press any key: what this terminal sends for it, and what the app does by it, is shown below. "
    "A key that shows nothing is kept by the terminal, by tmux or by the desktop. Ctrl+Q ends this."
)


class KeyProbe(App[None]):
    """Shows each key until Ctrl+Q; none does anything."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static(f"{INTRODUCTION}\n", markup=False)
        yield _Pressed(markup=False)

    def on_mount(self) -> None:
        self.query_one(_Pressed).focus()

    def add(self, event: events.Key) -> None:
        """Show a key below the others."""
        self._lines = [*self._lines, described(event.key, event.character)][-max(self.size.height - 6, 1) :]
        self.query_one(_Pressed).update(Content("\n".join(self._lines)))


class _Pressed(Static, can_focus=True):
    def on_key(self, event: events.Key) -> None:
        if event.key == LAST:
            return
        event.stop()
        event.prevent_default()
        assert isinstance(self.app, KeyProbe)
        self.app.add(event)


def described(key: str, character: str | None) -> str:
    """A key as people write it, its name and text, and what it does, screen by screen."""
    typed = f" types {printable(character)}" if character and character.isprintable() else ""
    uses = ", ".join(f"{action.label} ({action.scope})" for action in ACTIONS if key in action.keys)
    return f"{printable(key_name(key))}  [{printable(key)}]{typed}: {uses or 'nothing of the app'}"
