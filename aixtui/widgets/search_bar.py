"""The line that searches on the server: a prompt, the text, and how many were found."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from aixtui.bindings import bindings_for

PAUSE_SECONDS = 0.25
"""How long typing has to rest before the server is asked."""


class SearchBar(Horizontal):
    """Posts what to search for: a moment after the last key, or at once on Enter."""

    BINDINGS = bindings_for("search")

    @dataclass
    class Changed(Message):
        """The text to search for is now this one."""

        text: str

    class Left(Message):
        """The user is done with typing."""

    class Cleared(Message):
        """The user wants no search any more."""

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

    @property
    def is_edited(self) -> bool:
        """Whether the user is typing here."""
        return self.query_one(Input).has_focus

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
        self.action_to_list()

    def action_to_list(self) -> None:
        self._ask()
        self.post_message(self.Left())

    def action_clear_text(self) -> None:
        self.post_message(self.Cleared())

    def _ask(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        text = self.query_one(Input).value.strip()
        if text != self._asked:
            self._asked = text
            self.post_message(self.Changed(text))
