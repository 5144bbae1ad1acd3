"""The workspace that the app is in."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App
from textual.widget import AwaitMount

from aixtui.editing.related import Related
from aixtui.entrance import Entrance
from aixtui.listing.source import Source
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.held_key import HeldKey
from aixtui.screens.opening import ask_here, make_screen, tell_moves
from aixtui.workspace.session import AppSession


class Workplace:
    """Its session, and what its screens are made with."""

    def __init__(
        self, app: App[Any], first: Entrance, sources_of: Callable[[AppSession], Sequence[Source]]
    ) -> None:
        self._app, self._sources_of = app, sources_of
        self.entrance = first
        self.context = ScreenContext(
            first.session, make_screen, {}, HeldKey(), Related(first.session, None)
        )

    @property
    def session(self) -> AppSession:
        """The session on it."""
        return self.entrance.session

    def enter(self, entrance: Entrance) -> AwaitMount:
        """Go in: show its lists, and let it ask for another key over whatever is shown later."""
        self.entrance, session = entrance, entrance.session
        self.context = self.context._replace(session=session, related=Related(session, None))
        ask_here(self._app, self.context)
        tell_moves(self._app, self.context)
        sources = self._sources_of(session)
        mounted: AwaitMount = self._app.push_screen(BrowseScreen(self.context, sources, entrance.start))
        return mounted
