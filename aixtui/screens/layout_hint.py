"""A hint for whoever types with a layout of other letters: there keys would do nothing, and say nothing."""

from typing import Any

from textual import events
from textual.app import App

from aixtui.actions import actions_of, key_of
from aixtui.app_action import SCOPES, TYPED_IN
from aixtui.screens.base import BaseScreen

SECONDS = 10


class LayoutHint:
    """Says so once in a sitting: a letter that is on no action, where it is no text, comes of the layout."""

    def __init__(self, app: App[Any]) -> None:
        self._app, self._is_told = app, False

    def look(self, event: events.Event) -> None:
        """Look at a key before it goes where it leads."""
        if self._is_told or not isinstance(event, events.Key) or not self._is_lost(event):
            return
        self._is_told = True
        text = (
            f"{event.character} is on no action: they are on Latin letters. Switch the keyboard, "
            f"or give actions other keys in the settings ({key_of('app.settings')})."
        )
        self._app.notify(text, severity="warning", timeout=SECONDS, markup=False)

    def _is_lost(self, event: events.Key) -> bool:
        letter, screen = event.character or "", self._app.screen
        if letter.isascii() or not letter.isalpha() or not isinstance(screen, BaseScreen):
            return False
        is_text = screen.is_typing or screen.SCOPE in TYPED_IN
        return not is_text and not any(event.key in action.keys for action in actions_of(*SCOPES))
