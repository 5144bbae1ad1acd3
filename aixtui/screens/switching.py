"""Switching to another profile while the app runs."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rich.cells import cell_len
from textual.app import App

from aixtui.actions import key_of
from aixtui.auth.key_places import NONE, UNKNOWN
from aixtui.controllers.login import WayBack
from aixtui.entrance import OfferedProfile, Profiles
from aixtui.face import Choice
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import counted
from aixtui.listing.address import AppAddress
from aixtui.screens.base import BaseScreen
from aixtui.screens.face import ScreenFace
from aixtui.screens.workplace import Workplace
from aixtui.setup_error import SetupError
from aixtui.widgets.bars import READ_ONLY
from aixtui.widgets.fitting import fit
from aixtui.widgets.work import begin
from aixtui.workspace.notice import Notice

TITLE = "Switch to a profile"
MOST_NAME_CELLS = 20
"""Cells of the names of profiles, which stand in a column."""


def _key_words(offer: OfferedProfile, found: str) -> str:
    """Where its key comes from, and until the keyring has answered that it is asked."""
    if offer.is_key_sure:
        return f"key from {offer.key_source}" if offer.key_source else ""
    return {"": "asking the keyring", NONE: "no key", UNKNOWN: "the keyring does not tell"}.get(
        found, f"key from {found}"
    )


class ProfileSwitch:
    """Leaves one workspace for another. What cannot be opened is said before anything is left."""

    def __init__(self, app: App[Any], workplace: Workplace, profiles: Profiles) -> None:
        self._app, self._workplace, self._profiles = app, workplace, profiles

    def begin(self, name: str = "", start: AppAddress | None = None) -> None:
        """Switch to a profile, or to one that the user picks; there to `start` where that is said."""
        screen = self._app.screen
        if isinstance(screen, BaseScreen):
            begin(self._app, self._begin(screen.face, name, start), "actions")

    async def _begin(self, face: ScreenFace, name: str, start: AppAddress | None) -> None:
        try:
            if name := name or await self._pick(face):
                await self._go(face, name, start)
        except SetupError as error:
            face.problem(error)

    async def _pick(self, face: ScreenFace) -> str:
        offers = await self._workplace.session.bridge.read(self._profiles.offers)
        cells = min(max((cell_len(clean(offer.name)) for offer in offers), default=0), MOST_NAME_CELLS)
        found, changed = dict[str, str](), Notice()
        if any(not offer.is_key_sure for offer in offers):
            begin(self._app, self._look_for_keys(found, changed), "keys", exclusive=True)
        choices = partial(self._choices, offers, found, cells)
        return await face.choose(TITLE, choices, changed=changed) or ""

    async def _look_for_keys(self, found: dict[str, str], changed: Notice) -> None:
        """Fill in, while the user chooses, which keys the keyring has: it may take its time."""
        with suppress(SetupError):  # settings that were broken meanwhile are told where they are opened
            async for name, source in self._workplace.session.bridge.stream(self._profiles.key_sources):
                found[name] = source
                changed()

    def _choices(
        self, offers: Sequence[OfferedProfile], found: Mapping[str, str], cells: int, _: str
    ) -> Sequence[Choice]:
        return [self._choice(offer, found.get(offer.name, ""), cells) for offer in offers]

    def _choice(self, offer: OfferedProfile, found: str, cells: int) -> Choice:
        connection = self._workplace.session.connection
        is_open, key = offer.name == self._workplace.profile, _key_words(offer, found)
        if is_open and key and connection is not None and connection.credential is not None:
            key = f"key from {connection.credential.source.removeprefix('environment variable ')}"
        backend, (read_only, _) = offer.backend, READ_ONLY[offer.read_only]
        parts = (backend.partition("://")[2] or backend, read_only.lower(), key)
        note = offer.problem or " · ".join(part for part in parts if part)
        return Choice(offer.name, fit(clean(offer.name), cells), clean(note), is_selected=is_open)

    async def _go(self, face: ScreenFace, name: str, start: AppAddress | None) -> None:
        workplace, session = self._workplace, self._workplace.session
        former = workplace.profile
        if name == former and session.connection is not None and not session.renewal.is_declined:
            face.tell(f"The profile {name} is open already.")
            return
        entrance = await session.bridge.read(lambda: self._profiles.open(name))
        loss = workplace.loss
        question = f"Switch to {name} all the same?"
        if loss and not await face.confirm(question, loss, yes="Switch", danger=True):
            return
        left, told = workplace.place, self._told(name, is_kept=not loss)
        address = workplace.find(left.address)
        await session.bridge.read(lambda: self._profiles.remember(former, left))
        way_back = WayBack(former, lambda: self.begin(former, address)) if former != name else None
        with self._app.batch_update():
            await workplace.leave()
            await workplace.enter(entrance._replace(start=start, row="") if start else entrance, way_back)
        self._app.notify(told, markup=False)

    def _told(self, name: str, *, is_kept: bool) -> str:
        """What becomes of what is left behind."""
        sentences = [f"Switched to {name}."]
        if number := self._workplace.session.in_flight.number:
            watched = counted(number, "run")
            way = f"{key_of('browse.past-runs')} lists that in {self._workplace.profile}."
            sentences.append(f"{watched} no longer watched: {way}")
        if is_kept and any(screen.changed for screen in self._workplace.screens):
            sentences.append("What was typed is kept as a draft.")
        return " ".join(sentences)
