"""The line after `:`, with the rest of the best completion shown behind the cursor."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from aixtui.bindings import bindings_for

Complete = Callable[[str], str]
"""From what is typed to what is missing."""


class _Ghost(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.complete: Complete = lambda _: ""

    async def get_suggestion(self, value: str) -> str | None:
        missing = self.complete(value)
        return value + missing if missing else None


class CommandLine(Horizontal):
    """Hidden until it is opened; Enter posts what was typed, Esc closes it."""

    BINDINGS = bindings_for("command")

    @dataclass
    class Entered(Message):
        """Go to what was typed."""

        text: str

    class Closed(Message):
        """Nothing was entered."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ghost = _Ghost()

    def compose(self) -> ComposeResult:
        yield Static(":", classes="search--prompt", markup=False)
        yield Input(compact=True, classes="search--input", suggester=self._ghost, select_on_focus=False)

    def on_mount(self) -> None:
        self.display = False

    def open(self, complete: Complete) -> None:
        """Let the user type."""
        self._ghost.complete = complete
        self.display = True
        box = self.query_one(Input)
        box.value = ""
        self.screen.set_focus(box)  # at once: the next key may be there already

    def action_accept(self) -> None:
        self.query_one(Input).action_cursor_right()

    def action_close(self) -> None:
        self.display = False
        self.post_message(self.Closed())

    @property
    def is_edited(self) -> bool:
        """Whether the user is typing here."""
        return self.screen.focused is self.query_one(Input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        self.display = False
        text = self.query_one(Input).value.strip()
        self.post_message(self.Entered(text) if text else self.Closed())
