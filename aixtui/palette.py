"""The command palette: every action of the screen that is open, by name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from aixtui.actions import AppAction, actions_of, key_label
from aixtui.kindspec.cells import clean
from aixtui.screens.base import BaseScreen


class _PaletteLine(CommandInput):
    """Searches for all of a pasted text: names of actions have no line breaks."""

    def on_paste(self, event: events.Paste) -> None:
        """Put it into one line."""
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text), *self.selection)


class Palette(CommandPalette):
    """Textual's palette, which would search for the first of pasted lines alone."""

    def compose(self) -> ComposeResult:
        """All that Textual's has, and the line of ours in the place of its."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield _PaletteLine(placeholder=widget.placeholder, select_on_focus=widget.select_on_focus)
            else:
                yield widget


class ActionProvider(Provider):
    """Offers the actions of the screen below the palette; and the ways from there to other places."""

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        screen = self.screen
        if not isinstance(screen, BaseScreen):
            return
        for action in actions_of(screen.SCOPE, "app"):
            if action.id not in ("palette", "show-kind") and not screen.controllers.never(action):
                yield f"{action.label}  ({key_label(action)})", action.help, self._call(screen, action)
        for jump in screen.jumps():
            yield jump.label, jump.help, jump.go

    @staticmethod
    def _call(screen: BaseScreen, action: AppAction) -> Callable[[], Any]:
        if action.scope == "app":
            return partial(screen.run_action, f"app.{action.method}")
        return partial(screen.action_do, action.id)

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for name, help_text, call in self._offers():
            yield DiscoveryHit(Content(name), call, name, help_text)

    async def search(self, query: str) -> Hits:
        """Those that match, best first."""
        matcher = self.matcher(query)
        for name, help_text, call in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _highlighted(name, matcher), call, name, help_text)


def _highlighted(name: str, matcher: Matcher) -> Content:
    """The name with what was found in it; Textual's own way would read names of a server as markup."""
    content = Content(name)
    for place in matcher.fuzzy_search.match(matcher.query, name)[1]:
        if not name[place].isspace():
            content = content.stylize(matcher.match_style, place, place + 1)
    return content
