"""What is typed after `:`, and what completes it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aixtui.actions import actions_of
from aixtui.app_action import AppAction
from aixtui.listing.browser import Browser
from aixtui.listing.completion import complete
from aixtui.listing.places import VIEW
from aixtui.listing.recents import Recents
from aixtui.listing.views import Views
from aixtui.workspace.notice import Notice


class AppCall(NamedTuple):
    """An action of the whole app, and the name that is typed behind it; empty where there is none."""

    action: AppAction
    name: str = ""


class Command:
    """A typed line. The text is the face's while it is typed, and is put there anew when `version` grows."""

    def __init__(
        self, browser: Browser, views: Views, recents: Recents, profiles: Callable[[], Iterable[str]]
    ) -> None:
        """`profiles` names all of them, the one that is open last."""
        self._browser, self._views, self._recents, self._profiles = browser, views, recents, profiles
        self.changed = Notice()
        self.text, self.version = "", 0
        self._lines: list[str] = []
        """What was gone to in this sitting, the latest last."""
        self._typed, self._at = "", 0
        """What is typed behind them, and which of all these lines is shown."""

    def begin(self) -> None:
        """Begin an empty line."""
        self._at = len(self._lines)
        self._set_text("")

    def remember(self, text: str) -> None:
        """A text was gone to: it is the latest."""
        self._lines = [*(line for line in self._lines if line != text), text]

    def recall(self, text: str, steps: int) -> None:
        """Put there what was typed so many lines later, or before; what is being typed is kept."""
        if self._at == len(self._lines):
            self._typed = text
        at = min(max(self._at + steps, 0), len(self._lines))
        if at != self._at:
            self._at = at
            self._set_text([*self._lines, self._typed][at])

    def complete(self, text: str) -> None:
        """Put what completes a text behind it."""
        self._set_text(text + self.completion(text))

    def completion(self, text: str) -> str:
        """What is missing of a text, as far as lists, views and recent resources complete it."""
        views, recents = ([one.name for one in many] for many in (self._views.items, self._recents.items))
        words = [action.id for action in actions_of("app")]
        begun = [f"{one.id} " for one in actions_of("app") if one.takes_name]
        if any(text.lstrip().startswith(one) for one in begun):  # not before a name is
            words += [f"{one}{name}" for one in begun for name in self._profiles()]
        named = (f"{VIEW}{name}" for name in views)
        return complete(text, self._browser.sources, views=views, recents=(*recents, *words, *named))

    def app_call(self, text: str) -> AppCall | None:
        """What is typed of an action of the whole app, or what completes that."""
        line, typed, completed = text.lstrip(), text.strip(), (text + self.completion(text)).strip()
        for action in actions_of("app"):
            if action.takes_name and line.startswith(f"{action.id} "):
                names = [one.removeprefix(action.id).strip() for one in (typed, completed)]
                return AppCall(action, names[0] if names[0] in self._profiles() else names[1])
            if action.id in (typed, completed) or typed in action.keys:
                return AppCall(action)
        return None

    def _set_text(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        self.changed()
