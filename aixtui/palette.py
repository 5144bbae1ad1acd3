"""The command palette: every action of the screen that is open, by name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from aixtui.actions import Action, actions_of, shown_key
from aixtui.kinds import KINDS
from aixtui.listing.address import Address
from aixtui.screens.base import BaseScreen
from aixtui.screens.keeping import KeepingScreen


class ActionProvider(Provider):
    """Offers the actions of the screen below the palette; on the list also kinds and recent resources."""

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        screen = self.screen
        if not isinstance(screen, BaseScreen):
            return
        for action in actions_of(screen.SCOPE, "app"):
            if action.id not in ("palette", "show-kind") and not screen.never(action):
                yield f"{action.label}  ({shown_key(action)})", action.help, self._call(screen, action)
        if screen.SCOPE == "browse":
            for index, kind in enumerate(KINDS):
                show = partial(screen.run_action, f"screen.show_kind({index})")
                yield f"{kind.label}  ({(index + 1) % 10})", f"Show the {kind.plural}.", show
        if isinstance(screen, KeepingScreen):
            for known in screen.recents:
                opening = partial(screen.go, Address(known.kind, known.id))
                yield f"{known.name}  ({known.kind})", "Open it again.", opening

    @staticmethod
    def _call(screen: BaseScreen[Any], action: Action) -> Callable[[], Any]:
        if action.scope == "app":
            return partial(screen.run_action, f"app.{action.method}")
        return partial(screen.action_do, action.id)

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for name, help_text, call in self._offers():
            yield DiscoveryHit(name, call, help=help_text)

    async def search(self, query: str) -> Hits:
        """Those that match, best first."""
        matcher = self.matcher(query)
        for name, help_text, call in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), call, help=help_text)
