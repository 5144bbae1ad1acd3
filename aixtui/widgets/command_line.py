"""The line after `:`, with the rest of the best completion shown behind the cursor."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.widgets.stand_ins import LINE
from aixtui.widgets.text_line import TextLine

Complete = Callable[[str], str]
"""From what is typed to what is missing."""


class _Ghost(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.complete: Complete = lambda _: ""

    async def get_suggestion(self, value: str) -> str | None:
        completion = self.complete(LINE.text(value))
        return value + completion if completion == LINE.signs(completion) != "" else None


class CommandLine(Horizontal):
    """Its keys post what is to be done with what is typed."""

    BINDINGS = bindings_for("command")

    @dataclass
    class Asked(Message):
        """An action is to be carried out, by its id."""

        action_id: str
        text: str

    def __init__(self) -> None:
        super().__init__()
        self._ghost = _Ghost()
        self._version = 0

    def compose(self) -> ComposeResult:
        yield Static(":", classes="search--prompt", markup=False)
        yield TextLine(suggester=self._ghost, classes="search--input")

    def show(self, text: str, version: int, complete: Complete) -> None:
        """Put another text there, once for each version: what is typed since then is the user's."""
        self._ghost.complete = complete
        if version != self._version:
            self._version = version
            box = self.query_one(TextLine)
            box.text = text
            box.cursor_position = len(text)

    def edit(self) -> None:
        """Let the user type."""
        self.screen.set_focus(self.query_one(TextLine))  # at once: the next key may be there already

    def action_accept(self) -> None:
        self._ask("accept")

    def action_close(self) -> None:
        self._ask("close")

    def action_older_line(self) -> None:
        self._ask("older-line")

    def action_newer_line(self) -> None:
        self._ask("newer-line")

    def action_go(self) -> None:
        self._ask("go")

    def _ask(self, action_id: str) -> None:
        self.post_message(self.Asked(action_id, self.query_one(TextLine).text))

    def on_input_submitted(self, event: TextLine.Submitted) -> None:
        event.stop()
        self.action_go()
