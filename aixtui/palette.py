"""The command palette: what can be done on the screen that is open, and the ways from there elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from textual.app import App

from aixtui.actions import AppAction, actions_of
from aixtui.app_action import key_label
from aixtui.controllers.jumps import Jump
from aixtui.face import Choice
from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.choose import Choose

TITLE = "What to do, or where to go"
_LINE = "search"
"""A line with keys of its own, which mean nothing once it is left."""


def open_palette(app: App[Any]) -> None:
    """Have the user choose, and do that on the screen; over a dialog there is none."""
    if isinstance(app.screen, BaseScreen):
        offers = Offers(app.screen)
        app.push_screen(Choose(TITLE, offers.choices, has_keys=True), offers.take)


class Offers:
    """What the palette of a screen offers for a text; nothing that cannot be done there now."""

    def __init__(self, screen: BaseScreen) -> None:
        self._screen = screen
        self._offers: Sequence[Jump] = ()

    def choices(self, text: str) -> list[Choice]:
        """Actions, then the ways to other places; for a text the best match first, whatever it is."""
        self._offers = [*self._actions(), *self._screen.jumps(text)]
        choices = [
            Choice(str(place), offer.label, offer.note, key=offer.key, group="" if text else offer.group)
            for place, offer in enumerate(self._offers)
        ]
        return sorted(choices, key=lambda choice: _distance(text.casefold(), choice.label.casefold()))

    def take(self, choice_id: str | None) -> None:
        """Do what was chosen."""
        if choice_id is not None:
            self._screen.call_later(self._offers[int(choice_id)].go)

    def _actions(self) -> Iterator[Jump]:
        """Those of the part with the focus, of the screen, of the app; each by its place in the footer.

        Moving about in the part comes behind what the screen does.
        """
        screen = self._screen
        parts = [one for one in screen.scopes_now if one not in (screen.SCOPE, _LINE)]
        acting = actions_of(*parts)
        taken = {key for action in acting for key in action.keys}
        for action in sorted((one for one in acting if one.footer), key=lambda one: one.footer):
            yield from self._offer(action)
        for action in sorted(actions_of(screen.SCOPE), key=lambda one: (not one.footer, one.footer)):
            yield from self._offer(action, has_key=taken.isdisjoint(action.keys[:1]))
        rest = [one for one in acting if not one.footer]
        for action in (*rest, *sorted(actions_of("app"), key=lambda one: (not one.footer, one.footer))):
            yield from self._offer(action)

    def _offer(self, action: AppAction, *, has_key: bool = True) -> Iterator[Jump]:
        """The action, if it can be done now; without the key that a part of the screen has taken."""
        if action.id != "palette" and not action.key_hint and not self._screen.controllers.refusal(action):
            key = key_label(action) if has_key else ""
            yield Jump(action.scope, action.label, action.help, self._call(action), key)

    def _call(self, action: AppAction) -> Callable[[], object]:
        if action.scope == "app":
            return partial(self._screen.run_action, f"app.{action.method}")
        return partial(self._screen.action_do, action.id)


def _distance(text: str, label: str) -> int:
    """How far a label is from what was typed: it, its beginning, that of a word, any part, nothing of it."""
    matches = (label == text, label.startswith(text), f" {text}" in label, text in label, True)
    return matches.index(True)
