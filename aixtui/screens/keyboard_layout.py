"""Keys of a keyboard layout with other letters: taken by their place where the terminal tells it."""

from collections.abc import Mapping
from typing import Any

from textual import events
from textual.app import App

from aixtui.actions import actions_of, key_of
from aixtui.app_action import SCOPES, TYPED_IN
from aixtui.key_names import key_of_name
from aixtui.screens.base import BaseScreen

SECONDS = 10


class KeyboardLayout:
    """Gives a letter that is on no action, where it is no text, the action of the key that it stands on.

    `latin` are the signs that a keyboard with Latin letters has there. Where that is not known, a hint says
    so once in a sitting: else keys would do nothing, and say nothing.
    """

    def __init__(self, app: App[Any], latin: Mapping[str, str]) -> None:
        self._app, self._latin, self._is_told = app, latin, False

    def placed(self, event: events.Event) -> events.Event:
        """What was typed, by its place where that alone can be meant."""
        if not isinstance(event, events.Key) or not self._is_lost(event):
            return event
        sign = self._latin.get(event.character or "", "")
        if key := key_of_name(sign):
            return events.Key(key, sign)
        self._tell(event)
        return event

    def _tell(self, event: events.Key) -> None:
        if self._is_told:
            return
        self._is_told = True
        text = (
            f"{event.character} is on no action: they are on Latin letters. Switch the keyboard, "
            f"or give actions other keys in the settings ({key_of('app.settings')})."
        )
        self._app.notify(text, severity="warning", timeout=SECONDS, markup=False)

    def _is_lost(self, event: events.Key) -> bool:
        letter, stack = event.character or "", self._app.screen_stack
        screen = stack[-1] if stack else None  # a key may come before the first one
        if letter.isascii() or not letter.isalpha() or screen is None:
            return False
        has_field = screen.focused is not None and screen.focused.check_consume_key("a", "a")
        is_text = has_field or (isinstance(screen, BaseScreen) and screen.SCOPE in TYPED_IN)
        return not is_text and not any(event.key in action.keys for action in actions_of(*SCOPES))
