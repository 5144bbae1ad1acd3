"""What all dialogs share: Esc ends them, and their detail scrolls while something else has the focus."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from aixtui.actions import key_name
from aixtui.bindings import bindings_for
from aixtui.screens.held_key import HeldKey
from aixtui.screens.presence import finish
from aixtui.system import clock

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """Ends with an answer, once. Its detail, where it has one, is its only VerticalScroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("dialog"),
        Binding("ctrl+z", "app.suspend", show=False),  # a dialog keeps the app's own keys from acting
        Binding("down", "scroll_detail(1)", show=False),
        Binding("up", "scroll_detail(-1)", show=False),
        Binding("pagedown", "scroll_detail(8)", show=False),
        Binding("pageup", "scroll_detail(-8)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._asked_at = clock.monotonic()
        self.held_key = HeldKey()
        """The key that was typed last; set by whoever asks."""

    def refuses_held_key(self) -> bool:
        """Whether an answer now comes from a key that has been held down since before the question.

        That is told: a key that is pressed again within a second cannot be told from one that is held.
        """
        is_held = self.held_key.is_held_since_before(self._asked_at)
        if is_held:
            key = key_name(self.held_key.key)
            text = f"{key} counts as held down since before this question: let it go for a second."
            self.app.notify(text, severity="warning", markup=False)
        return is_held

    def finish(self, answer: T) -> None:
        """End with an answer; later calls do nothing."""
        finish(self, answer)

    def action_scroll_detail(self, by: int) -> None:
        for detail in self.query(VerticalScroll):
            detail.scroll_relative(y=by, animate=False)
