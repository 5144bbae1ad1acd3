"""The command palette: what can be done on the screen that is open, and the ways from there elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from aixtui.actions import AppAction, actions_of, key_label
from aixtui.controllers.jumps import Jump
from aixtui.face import Choice
from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.choose import Choose

TITLE = "What to do, or where to go"


def open_palette(screen: BaseScreen) -> None:
    """Have the user choose, and do that on the screen."""
    offers = Offers(screen)
    screen.app.push_screen(Choose(TITLE, offers.choices, has_keys=True), offers.take)


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
        """Those of the screen, then those of the app; each by its place in the footer."""
        screen = self._screen
        for scope in (screen.SCOPE, "app"):
            for action in sorted(actions_of(scope), key=lambda one: (not one.footer, one.footer)):
                if action.id != "palette" and not action.key_hint and not screen.controllers.refusal(action):
                    yield Jump(scope, action.label, action.help, self._call(action), key_label(action))

    def _call(self, action: AppAction) -> Callable[[], object]:
        if action.scope == "app":
            return partial(self._screen.run_action, f"app.{action.method}")
        return partial(self._screen.action_do, action.id)


def _distance(text: str, label: str) -> int:
    """How far a label is from what was typed: it, its beginning, that of a word, any part, nothing of it."""
    matches = (label == text, label.startswith(text), f" {text}" in label, text in label, True)
    return matches.index(True)
