"""What is typed after `:`, and what completes it."""

from aixtui.actions import actions_of
from aixtui.app_action import AppAction
from aixtui.listing.browser import Browser
from aixtui.listing.completion import complete
from aixtui.listing.places import VIEW
from aixtui.listing.recents import Recents
from aixtui.listing.views import Views
from aixtui.workspace.notice import Notice


class Command:
    """A typed line. The text is the face's while it is typed, and is put there anew when `version` grows."""

    def __init__(self, browser: Browser, views: Views, recents: Recents) -> None:
        self._browser, self._views, self._recents = browser, views, recents
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
        words = (action.id for action in actions_of("app"))
        named = (f"{VIEW}{name}" for name in views)
        return complete(text, self._browser.sources, views=views, recents=(*recents, *words, *named))

    def app_action(self, text: str) -> AppAction | None:
        """The action of the whole app that is typed, or that completes what is typed."""
        typed = text.strip()
        completed = typed + self.completion(typed)
        return next(
            (one for one in actions_of("app") if one.id in (typed, completed) or typed in one.keys), None
        )

    def _set_text(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        self.changed()
