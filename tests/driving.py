"""Driving the app in tests: made as the command line makes it, waited for by conditions."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from textual._context import visible_screen_stack
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.auth.secret import Credential, Secret
from aixtui.build import build_app
from aixtui.entrance import Entrance, OfferedProfile
from aixtui.key_names import tab_key
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.listing.left_place import LeftPlace
from aixtui.running.run import Run
from aixtui.screens.base import BaseScreen
from aixtui.screens.run.screen import RunScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError
from aixtui.workspace.session import AppSession

SECONDS = 15

WHOLE_KINDS = tuple(kind._replace(first_filters=()) for kind in KINDS)
"""The kinds with lists that begin with all there is. `KINDS` are as a newcomer meets them."""


class NoProfiles:
    """No profile leads anywhere."""

    def offers(self) -> Sequence[OfferedProfile]:
        return ()

    def key_sources(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def remember(self, name: str, left: LeftPlace) -> None:
        pass

    def open(self, name: str) -> Entrance:
        raise SettingsError(f"There is no profile {name!r}.")


NO_PROFILES = NoProfiles()


class Sandbox(Protocol):
    """What a running sandbox says of itself."""

    backend_url: str
    models_url: str
    api_key: str


def connection_to(sandbox: Sandbox, key: str | None = None) -> ConnectionSettings:
    """The connection that `--sandbox` makes; with another key to be refused."""
    credential = Credential(Secret(key or sandbox.api_key), "sandbox")
    return ConnectionSettings("sandbox", sandbox.backend_url, sandbox.models_url, credential, is_sandbox=True)


def app_on(
    connect: ConnectionSettings | Callable[[], ConnectionSettings],
    settings: Settings | None = None,
    start: AppAddress | None = None,
    kinds: Sequence[Kind] = WHOLE_KINDS,
    first_workspace: str = "",
) -> AixtuiApp:
    """The app on a connection; opening the sandbox from it fails the test."""
    if isinstance(connect, ConnectionSettings):
        connection = connect
        return app_on(lambda: connection, settings, start, kinds, first_workspace)

    def refuse() -> ConnectionSettings:
        raise AssertionError("the sandbox was not asked for")

    session = AppSession(connect, refuse, settings or Settings(), first_workspace)
    return build_app(Entrance("default", session, start), NO_PROFILES, kinds)


def screen_text(app: AixtuiApp) -> str:
    """What the screen shows, as lines of text."""
    # Without the screens below, a dialog would be drawn before an empty background, and kept so by its cache.
    visible_screen_stack.set(app._background_screens)  # noqa: SLF001
    lines = app.screen._compositor.render_strips()  # noqa: SLF001  # no public way to read the screen as text
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


async def wait_until(pilot: Pilot[Any], condition: Callable[[], bool], event: str = "") -> None:
    """Let the app work until the condition holds; fail with what the screen shows otherwise."""
    deadline = asyncio.get_running_loop().time() + SECONDS
    while not condition():
        app = pilot.app
        assert isinstance(app, AixtuiApp)
        assert asyncio.get_running_loop().time() < deadline, f"never happened: {event}\n{screen_text(app)}"
        await asyncio.sleep(0.01)


async def wait_for_text(pilot: Pilot[Any], text: str) -> None:
    """Let the app work until the screen shows a text."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_until(pilot, lambda: text in screen_text(app), f"the text {text!r}")


async def wait_until_rested(pilot: Pilot[Any]) -> None:
    """Let the app do what it began by itself: what comes next is then of the test alone."""
    workers = pilot.app.workers
    await wait_until(pilot, lambda: all(worker.is_finished for worker in workers), "nothing left to do")


def keys_of(text: str, *more: str) -> tuple[str, ...]:
    """The keys of a text that is typed."""
    names = {" ": "space", "-": "minus", "/": "slash"}
    return (*(names.get(letter, letter) for letter in text), *more)


def keys_to(index: int) -> tuple[str, ...]:
    """The keys that lead to the kind at this place: its number, from the eleventh on its name."""
    return (tab_key(index),) if tab_key(index) else ("colon", *KINDS[index].plural, "enter")


async def open_run(pilot: Pilot[Any], kind: Kind, path: str) -> RunScreen:
    """The screen of a run of this resource, ready to be typed in."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    assert isinstance(app.screen, BaseScreen)
    resource = await app.session.read(lambda ws: ws.get(kind, path))
    screen = RunScreen(app.screen.context, Run(app.session, kind, resource))
    await app.push_screen(screen)
    await wait_until(pilot, lambda: screen.focused is not None, "the form")
    return screen
