"""What all dialogs share: Esc ends them, and their detail scrolls while something else has the focus."""

from collections.abc import Callable, Iterator
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget

from aixtui.bindings import bindings_for
from aixtui.key_names import key_name
from aixtui.screens.held_key import PAUSE_SECONDS, HeldKey
from aixtui.screens.presence import finish
from aixtui.system import clock
from aixtui.widgets.question_text import LOW, QuestionText

T = TypeVar("T")
SCROLLING = (("Up Down PgUp PgDn", "Scroll the text, where there is more than is seen."),)
"""What help says of the keys that all details have."""


class Dialog(ModalScreen[T], Generic[T]):
    """Ends with an answer, once. Its detail, where it has one, is its only VerticalScroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("dialog"),
        Binding("ctrl+z", "app.suspend", show=False, id="app.suspend"),  # the app's own keys do not act below
        Binding("question_mark", "app.help", show=False, id="app.help"),
        Binding("down", "scroll_detail(1)", show=False),
        Binding("up", "scroll_detail(-1)", show=False),
        Binding("pagedown", "scroll_detail(8)", show=False),
        Binding("pageup", "scroll_detail(-8)", show=False),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As of a screen."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_at = clock.monotonic()
        self.held_key = HeldKey()
        """The key that was typed last; set by whoever asks."""
        self._unclear: Timer | None = None
        """Waits for a key to come again."""

    @on(events.Mount)
    @on(events.Resize)
    def _take_size(self) -> None:
        """Have the answers seen, whatever the size."""
        self.set_class(self.app.size.height < LOW, "-low")
        for text in self.query(QuestionText):
            text.fit()

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        """Its keys as people write them, and what each does now, as a sentence."""
        yield "Esc", "Close it."

    def unless_held(self, answer: Callable[[], None]) -> None:
        """Answer, unless that comes from a key that has been held down since before the question.

        Where that is unclear it is an answer once the key has not come again.
        """
        if self._unclear is not None:
            self._unclear.stop()
            self._unclear = None
        press = self.held_key.since(self._asked_at)
        if press == "pressed":
            answer()
        elif press == "unclear":
            self._unclear = self.set_timer(PAUSE_SECONDS, answer)
        else:
            key = key_name(self.held_key.key)
            text = f"{key} counts as held down since before this question: let it go for a moment."
            self.app.notify(text, severity="warning", markup=False)

    def finish(self, answer: T) -> None:
        """End with an answer; later calls do nothing."""
        finish(self, answer)

    def action_scroll_detail(self, by: int) -> None:
        for detail in self.query(VerticalScroll):
            detail.scroll_relative(y=by, animate=False)
