"""The lines of text that can be typed in, wherever the app has some."""

from dataclasses import replace

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from aixtui.kindspec.changed_span import changed_span
from aixtui.widgets.below import follow_screen
from aixtui.widgets.entering import BeyondText, fits, pasted_text, typed_text
from aixtui.widgets.stand_ins import BLOCK

LONGEST_TEXT = 200_000
"""Characters up to which a key takes no longer than a fraction of a second."""


class TextBlock(TextArea):
    """Holds any text whole, with a sign for what cannot be shown: only a line feed begins another line.

    What holds it can undo what is typed: it keeps nothing of that itself.
    """

    cursor_blink = reactive(False, init=False)
    """As of a line."""

    BINDINGS = [
        Binding("ctrl+home", "go_to(True)", show=False),
        Binding("ctrl+end", "go_to(False)", show=False),
        Binding("ctrl+shift+home", "go_to(True, True)", show=False),
        Binding("ctrl+shift+end", "go_to(False, True)", show=False),
    ]

    def __init__(
        self, text: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        self._read = ("", "")
        """What was held when it was last read, and its text: it is read for every line that is drawn."""
        super().__init__(
            BLOCK.held(text),
            placeholder=Content(placeholder),
            id=id,
            classes=classes,
            compact=True,
            highlight_cursor_line=False,
            max_checkpoints=0,
        )

    def on_mount(self) -> None:
        follow_screen(self)

    @property
    def text(self) -> str:
        """The whole text."""
        held = self.document.text
        if held != self._read[0]:
            self._read = (held, BLOCK.text(held))
        return self._read[1]

    @text.setter
    def text(self, text: str) -> None:
        """Put another text there."""
        self.load_text(text)

    def change_to(self, text: str) -> None:
        """Hold another text, with the cursor behind what is other in it."""
        span = changed_span(self.text, text)
        start, end = self._location(span.start), self._location(span.end)
        self.replace(span.text, start, end, maintain_selection_offset=False)

    def _location(self, index: int) -> Location:
        before = self.text[:index]
        return before.count("\n"), index - (before.rfind("\n") + 1)

    def load_text(self, text: str) -> None:
        super().load_text(BLOCK.held(text))

    def on_resize(self) -> None:
        """Wrapped anew, as many lines may hold others: what is drawn of them is not to stay."""
        self.refresh()

    def action_cursor_up(self, select: bool = False) -> None:
        if not select and self.selection == Selection.cursor((0, 0)):
            self.post_message(BeyondText(-1))
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if not select and self.selection == Selection.cursor(self.document.end):
            self.post_message(BeyondText(1))
        super().action_cursor_down(select)

    def action_go_to(self, start: bool, select: bool = False) -> None:
        """Go to the start of the text, or to its end."""
        self.move_cursor((0, 0) if start else self.document.end, select=select)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Left to what holds it are undo and redo, and going a page on from an end of the text."""
        if action == "cursor_page_up" and self._is_on_first_line:
            return False
        if action == "cursor_page_down" and self._is_on_last_line:
            return False
        return action not in ("undo", "redo") and super().check_action(action, parameters)

    @property
    def _is_on_first_line(self) -> bool:
        place, there = self.cursor_location, self.navigator
        return there.is_first_document_line(place) and there.is_first_wrapped_line(place)

    @property
    def _is_on_last_line(self) -> bool:
        place, there = self.cursor_location, self.navigator
        return there.is_last_document_line(place) and there.is_last_wrapped_line(place)

    def get_text_range(self, start: Location, end: Location) -> str:
        """The text between two places, as it is copied."""
        return BLOCK.text(super().get_text_range(start, end))

    def edit(self, edit: Edit) -> EditResult:
        """Put a text in the place of another one: whatever the user does comes through here."""
        result = super().edit(replace(edit, text=BLOCK.held(edit.text)))
        return replace(result, replaced_text=BLOCK.text(result.replaced_text))

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        BLOCK.draw(line)
        return line

    def on_key(self, event: events.Key) -> None:
        if text := typed_text(event):
            event.stop()
            event.prevent_default()
            self._insert(text)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(pasted_text(event.text))

    def action_paste(self) -> None:
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if fits(self, text, LONGEST_TEXT - len(self.document.text)):
            self._insert(text)

    def _insert(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)
