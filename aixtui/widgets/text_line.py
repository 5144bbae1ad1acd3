"""The one line of text that can be typed in, wherever the app has one."""

from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widgets import Input

from aixtui.kindspec.changed_span import changed_span
from aixtui.widgets.below import follow_screen
from aixtui.widgets.entering import fits, pasted_text, tell, typed_text
from aixtui.widgets.line_history import LineHistory, LineState
from aixtui.widgets.stand_ins import LINE, Signs

LONGEST_TEXT = 50_000
"""Characters up to which a key takes no longer than a fraction of a second."""


class TextLine(Input):
    """Holds any text whole, with a sign for what a line cannot show; `text` is that, never `value`.

    Several pasted lines are joined by spaces, and it is said; with `keeps_lines` they stay as they are. What
    the user does can be undone, back to the text that was put there; of a password nothing is kept. Where it
    is not the one that `undoes`, the keys for that are left to what holds it.
    """

    cursor_blink = reactive(False, init=False)
    """Twice a second it would be painted: over a slow line that is half of what it carries."""

    BINDINGS = [
        Binding("ctrl+z,super+z", "undo", "Undo", show=False),
        Binding("ctrl+y,super+y,ctrl+shift+z", "redo", "Redo", show=False),
    ]

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        suggester: Suggester | None = None,
        select_on_focus: bool = False,
        keeps_lines: bool = False,
        undoes: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._keeps_lines, self._undoes = keeps_lines, undoes
        self._history = LineHistory()
        super().__init__(
            LINE.held(text),
            placeholder,
            highlighter=Signs(LINE),
            password=password,
            suggester=suggester,
            select_on_focus=select_on_focus,
            id=id,
            classes=classes,
            compact=True,
        )

    def on_mount(self) -> None:
        follow_screen(self)

    @property
    def text(self) -> str:
        """The whole text."""
        return LINE.text(self.value)

    @text.setter
    def text(self, text: str) -> None:
        """Put another text there: what was typed before cannot be brought back."""
        self._history.clear()
        self.value = LINE.held(text)

    @property
    def selected_text(self) -> str:
        """The text that is selected, as it is copied."""
        return LINE.text(super().selected_text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of another one: whatever the user does comes through here."""
        before = self._state
        super().replace(LINE.held(text), start, end)
        if self._undoes and not self.password:
            self._history.record(before, self._state)

    @property
    def _state(self) -> LineState:
        return LineState(self.value, self.cursor_position)

    def on_key(self, event: events.Key) -> None:
        if text := typed_text(event):
            event.stop()
            event.prevent_default()
            self.replace(text, *self.selection)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(pasted_text(event.text))

    def action_paste(self) -> None:
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if not fits(self, text, LONGEST_TEXT - len(self.value)):
            return
        lines = text.strip("\n").split("\n")
        if not self._keeps_lines:
            text = " ".join(lines)
            if len(lines) > 1:
                tell(self, f"This takes one line: the {len(lines)} lines are joined by spaces.")
        self.replace(text, *self.selection)

    def change_to(self, text: str) -> None:
        """Hold another text, with the cursor behind what is other in it."""
        span = changed_span(self.text, text)
        self.text = text
        self.cursor_position = span.start + len(span.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo and redo are there where it does that itself."""
        if action in ("undo", "redo") and not self._undoes:
            return False
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        self._show(self._history.undo(self._state))

    def action_redo(self) -> None:
        self._show(self._history.redo(self._state))

    def _show(self, state: LineState | None) -> None:
        if state is not None:
            self.value, self.cursor_position = state
