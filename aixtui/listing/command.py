"""What is typed after `:`, and what completes it."""

from collections.abc import Callable, Iterable

from aixtui.listing.browser import Browser
from aixtui.listing.command_words import AppCall, call_of, command_words, is_name_begun, named_words
from aixtui.listing.completion import complete
from aixtui.listing.places import VIEW
from aixtui.listing.recents import Recents
from aixtui.listing.seen_pages import SeenPages
from aixtui.listing.typed_lines import TypedLines
from aixtui.listing.views import Views
from aixtui.workspace.notice import Notice


class Command:
    """A typed line. The text is the face's while it is typed, and is put there anew when `version` grows."""

    def __init__(
        self,
        browser: Browser,
        views: Views,
        recents: Recents,
        seen: SeenPages,
        lines: TypedLines,
        profiles: Callable[[], Iterable[str]],
    ) -> None:
        """`profiles` names all of them, the one that is open last."""
        self._browser, self._views, self._recents, self._seen = browser, views, recents, seen
        self.lines, self._profiles = lines, profiles
        self.changed = Notice()
        self.text, self.version = "", 0
        self.answer = ""
        """What the user wants done in the end; empty for nothing."""
        self._typed, self._back = "", 0
        """What is typed, and how many lines before it the one that is shown was."""

    def begin(self) -> None:
        """Begin an empty line."""
        self._back, self.answer = 0, ""
        self._set_text("")

    def end(self, text: str) -> None:
        """The user wants this done, or nothing."""
        self.answer = text.strip()

    def remember(self, text: str) -> None:
        """A text was gone to: it is the latest."""
        self.lines.add(text)

    def recall(self, text: str, steps: int) -> None:
        """Put there what was typed so many lines later, or before; what is being typed is kept."""
        if self._back == 0:
            self._typed = text
        lines = (*self.lines.items, self._typed)
        back = min(max(self._back - steps, 0), len(lines) - 1)
        if back != self._back:
            self._back = back
            self._set_text(lines[-1 - back])

    def complete(self, text: str) -> None:
        """Put what completes a text behind it."""
        self._set_text(text + self.completion(text))

    def completion(self, text: str) -> str:
        """What is missing of a text, as far as lists, views and resources that were seen complete it."""
        views = [one.name for one in self._views.items]
        recents, seen = ([one.name for one in many] for many in (self._recents.items, self._seen.names))
        words = [*command_words(), *(named_words(list(self._profiles())) if is_name_begun(text) else ())]
        named = (f"{VIEW}{name}" for name in views)
        others = (*recents, *words, *named, *seen)
        return complete(text, self._browser.sources, views=views, recents=others)

    def app_call(self, text: str) -> AppCall | None:
        """What is typed of an action that has a word, or what completes that."""
        return call_of(text, (text + self.completion(text)).strip(), list(self._profiles()))

    def _set_text(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        self.changed()
