"""The workspace that the app is in, and the way out of it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.widget import AwaitMount
from textual.worker import Worker, get_current_worker

from aixtui.auth import key_command
from aixtui.auth.stored_keys import KEYRING
from aixtui.controllers.login import WayBack
from aixtui.editing.related import Related
from aixtui.entrance import Entrance
from aixtui.listing.address import AddressError, AppAddress, parse
from aixtui.listing.launch_picture import LaunchPicture
from aixtui.listing.left_place import LeftPlace
from aixtui.listing.source import Source
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.launch_picture import take_picture
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.held_key import HeldKey
from aixtui.screens.opening import ask_here, make_screen, tell_moves
from aixtui.workspace.session import AppSession

_LASTING_SOURCES = (KEYRING, key_command.SOURCE)
"""What has the key for the next start as well, which does not know of it before that has been asked."""
MOST_SECONDS = 1.0
"""How long a workspace that is left may take to end what goes on there, before the next one is entered."""


class Workplace:
    """Its session, and what its screens are made with."""

    def __init__(
        self, app: App[Any], first: Entrance, sources_of: Callable[[AppSession], Sequence[Source]]
    ) -> None:
        self._app, self._sources_of = app, sources_of
        self.entrance = first
        self.context = ScreenContext(first.session, make_screen, {}, HeldKey(), Related(first.session, None))
        self._sources: Sequence[Source] = ()
        self._leaving: set[asyncio.Future[None]] = set()
        """What closes those that were left."""

    @property
    def session(self) -> AppSession:
        """The session on it."""
        return self.entrance.session

    @property
    def profile(self) -> str:
        """The profile that leads there, or `sandbox`."""
        return self.session.profile_name or self.entrance.profile

    @property
    def place(self) -> LeftPlace:
        """Where the user is in it; nowhere before the first list."""
        place = next((one.place for one in reversed(self.screens) if one.place.address), LeftPlace())
        connection = self.session.connection
        if connection is None:
            return place
        source = connection.credential.source if connection.credential is not None else ""
        return place._replace(workspace=connection.workspace if source in _LASTING_SOURCES else "")

    def picture_in(self, theme: str) -> LaunchPicture | None:
        """What the next start shows of it, when nobody looks any more; None if it has another theme."""
        return take_picture(self._app) if self._app.theme == theme else None

    @property
    def loss(self) -> str:
        """What would be lost by leaving it now, as a sentence; empty when nothing would."""
        if self.session.bridge.writes:
            return "A change is being sent."
        return next((loss for screen in self.screens if (loss := screen.loss)), "")

    @property
    def screens(self) -> list[BaseScreen]:
        """The screens that are open, the last one on top."""
        return [screen for screen in self._app.screen_stack if isinstance(screen, BaseScreen)]

    @property
    def lists(self) -> BrowseScreen:
        """The screen below all others."""
        return next(screen for screen in self.screens if isinstance(screen, BrowseScreen))

    async def begin(self) -> None:
        """Go in by the first entrance; nothing is painted before its lists are laid out."""
        with self._app.batch_update():
            await self.enter(self.entrance)

    def enter(self, entrance: Entrance, way_back: WayBack | None = None) -> AwaitMount:
        """Go in: show its lists, and let it ask for another key over whatever is shown later."""
        self.entrance, session = entrance, entrance.session
        related = Related(session, None)
        self.context = self.context._replace(session=session, related=related, way_back=way_back)
        ask_here(self._app, self.context)
        tell_moves(self._app, self.context)
        self._sources = self._sources_of(session)
        mounted: AwaitMount = self._app.push_screen(BrowseScreen(self.context, self._sources, entrance))
        return mounted

    def find(self, address: str) -> AppAddress | None:
        """The address that a text is; None where it is none."""
        with suppress(AddressError):
            return parse(address, self._sources)
        return None

    async def leave(self) -> None:
        """End all that goes on there, and close it; what is being changed goes on to its end by itself."""
        screens, me = self.screens, get_current_worker()
        workers = [worker for worker in self._app.workers if worker is not me]
        for worker in workers:
            worker.cancel()
        while len(self._app.screen_stack) > 1:  # before anything is waited for: no key is to reach them
            await self._app.pop_screen()
        leaving = asyncio.ensure_future(_close(workers, screens, self.session))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        await asyncio.wait({leaving}, timeout=MOST_SECONDS)


async def _close(workers: list[Worker[Any]], screens: list[BaseScreen], session: AppSession) -> None:
    await asyncio.gather(*(worker.wait() for worker in workers), return_exceptions=True)
    for screen in screens:
        await screen.release()
    await session.leave()
