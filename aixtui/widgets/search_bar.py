"""The line that searches on the server: a prompt, the text, and how many were found."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

PAUSE_SECONDS = 0.25
"""How long typing has to rest before the server is asked."""


class SearchBar(Horizontal):
    """Posts what to search for: a moment after the last key, or at once on Enter."""

    @dataclass
    class Changed(Message):
        """The text to search for is now this one."""

        text: str

    class Left(Message):
        """The user is done with typing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pause: Timer | None = None
        self._asked = ""

    def compose(self) -> ComposeResult:
        yield Static("/", classes="search--prompt", markup=False)
        yield Input(compact=True, classes="search--input", select_on_focus=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def show(self, text: str, placeholder: str) -> None:
        """Show the text that a list is searched for."""
        box = self.query_one(Input)
        box.placeholder = placeholder
        self._asked = text
        if box.value != text:
            with box.prevent(Input.Changed):
                box.value = text

    def edit(self) -> None:
        """Let the user type."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._ask)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._ask()
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        if event.key == "down":
            event.stop()
            self._ask()
            self.post_message(self.Left())

    def _ask(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        text = self.query_one(Input).value.strip()
        if text != self._asked:
            self._asked = text
            self.post_message(self.Changed(text))
