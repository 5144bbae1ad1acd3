"""What is typed after `:`, and what completes it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aixtui.actions import actions_of
from aixtui.app_action import AppAction
from aixtui.listing.browser import Browser
from aixtui.listing.completion import complete
from aixtui.listing.places import VIEW
from aixtui.listing.recents import Recents
from aixtui.listing.seen_pages import SeenPages
from aixtui.listing.typed_lines import TypedLines
from aixtui.listing.views import Views
from aixtui.workspace.notice import Notice


class AppCall(NamedTuple):
    """An action of the whole app, and the name that is typed behind it; empty where there is none."""

    action: AppAction
    name: str = ""


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
        self._typed, self._back = "", 0
        """What is typed, and how many lines before it the one that is shown was."""

    def begin(self) -> None:
        """Begin an empty line."""
        self._back = 0
        self._set_text("")

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
        words = [action.id for action in actions_of("app")]
        begun = [f"{one.id} " for one in actions_of("app") if one.takes_name]
        if any(text.lstrip().startswith(one) for one in begun):  # not before a name is
            words += [f"{one}{name}" for one in begun for name in self._profiles()]
        named = (f"{VIEW}{name}" for name in views)
        others = (*recents, *words, *named, *seen)
        return complete(text, self._browser.sources, views=views, recents=others)

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
