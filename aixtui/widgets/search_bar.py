"""A line that searches: a prompt, the text, and where it is told, how many were found."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.widgets.text_line import TextLine

PAUSE_SECONDS = 0.25
"""How long typing has to rest before a server is asked."""


@dataclass
class FromBar(Message):
    """Something happened in a search line; `text` is what is typed there."""

    bar: "SearchBar"
    text: str

    @property
    def line(self) -> str:
        """Which line it is."""
        return self.bar.id or ""


class SearchBar(Horizontal):
    """Posts what to search for: a moment after the last key, or at once on Enter."""

    BINDINGS = bindings_for("search")

    class Changed(FromBar):
        """The text to search for is now another one."""

    class Left(FromBar):
        """The user is done with typing."""

    class Cleared(FromBar):
        """The user wants no search any more."""

    def __init__(self, prompt: str, *, pause: float = PAUSE_SECONDS, id: str | None = None) -> None:
        super().__init__(id=id)
        self._prompt, self._seconds = prompt, pause
        self._source_id = ""
        """Which list is searched."""
        self._pause: Timer | None = None
        self._text = ""

    def compose(self) -> ComposeResult:
        yield Static(self._prompt, classes="search--prompt", markup=False)
        yield TextLine(classes="search--input")
        yield Static("", classes="search--count", markup=False)

    def show(self, text: str, placeholder: str, source_id: str) -> None:
        """Show the text that a list is searched for, unless another one is being typed for it."""
        box, is_same_list = self.query_one(TextLine), source_id == self._source_id
        self._source_id = source_id
        if box.placeholder != placeholder:
            box.placeholder = placeholder
        if not (box.has_focus and is_same_list):
            self._reset(text)

    def _reset(self, text: str = "") -> None:
        """Put another text in the place of what is typed; nothing is asked for."""
        self._stop()
        self._text = text
        box = self.query_one(TextLine)
        if box.text != text:
            with box.prevent(TextLine.Changed):
                box.text = text
            box.cursor_position = len(box.value)  # where typing goes on, and from where Ctrl+U deletes

    def _stop(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def show_count(self, text: str) -> None:
        """Show how many were found."""
        count = self.query_one(".search--count", Static)
        if count.content != text:  # an update lays the whole screen out anew
            count.update(text)

    @property
    def is_edited(self) -> bool:
        """Whether the user is typing here."""
        return self.screen.focused is self.query_one(TextLine)

    def edit(self) -> None:
        """Let the user type."""
        self.display = True
        self.screen.set_focus(self.query_one(TextLine))  # at once: the next key may be there already

    def on_input_changed(self, event: TextLine.Changed) -> None:
        event.stop()
        self._stop()
        if self._seconds:
            self._pause = self.set_timer(self._seconds, self._ask)
        else:
            self._ask()

    def on_input_submitted(self, event: TextLine.Submitted) -> None:
        event.stop()
        self.action_to_list()

    def action_to_list(self) -> None:
        self._ask()
        self.post_message(self.Left(self, self._text))

    def action_clear_text(self) -> None:
        self._reset()
        self.post_message(self.Cleared(self, ""))

    def _ask(self) -> None:
        self._stop()
        text = self.query_one(TextLine).text.strip()
        if text != self._text:
            self._text = text
            self.post_message(self.Changed(self, text))
