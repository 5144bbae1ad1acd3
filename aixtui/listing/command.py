"""What is typed after `:`, and what completes it."""

from aixtui.listing.browser import Browser
from aixtui.listing.completion import complete
from aixtui.listing.recents import Recents
from aixtui.listing.views import Views
from aixtui.workspace.notice import Notice


class Command:
    """A typed line. The text is the face's while it is typed, and is put there anew when `version` grows."""

    def __init__(self, browser: Browser, views: Views, recents: Recents) -> None:
        self._browser, self._views, self._recents = browser, views, recents
        self.changed = Notice()
        self.text, self.version = "", 0

    def begin(self) -> None:
        """Begin an empty line."""
        self._set_text("")

    def complete(self, text: str) -> None:
        """Put what completes a text behind it."""
        self._set_text(text + self.completion(text))

    def completion(self, text: str) -> str:
        """What is missing of a text, as far as lists, views and recent resources complete it."""
        views, recents = ([one.name for one in many] for many in (self._views.items, self._recents.items))
        return complete(text, self._browser.sources, views=views, recents=recents)

    def _set_text(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        self.changed()
