"""The one way to make the app: for the command line, the tests and the screenshots."""

from collections.abc import Callable, Sequence

from aixtui.app import AixtuiApp
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.listing.kind_source import KindSource
from aixtui.listing.seen_names import SeenNames
from aixtui.listing.source import Source
from aixtui.running.run_source import RunSource
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.stores.kept_theme import KeptTheme
from aixtui.workspace.session import AppSession


def build_app(
    connect: Callable[[], ConnectionSettings],
    settings: Settings,
    *,
    open_sandbox: Callable[[], ConnectionSettings],
    start: AppAddress | None = None,
    kinds: Sequence[Kind] = KINDS,
) -> AixtuiApp:
    """Make the app. `connect` and `open_sandbox` block; they are called off the loop, after the first paint.

    `connect` returns a connection without a credential where there is no key, with the reason in `no_key`.
    The app opens at `start`, or at the first kind.
    """
    session = AppSession(connect, open_sandbox, settings)
    names = SeenNames()
    sources: list[Source] = [*(KindSource(session, kind, names) for kind in kinds), RunSource(session)]
    return AixtuiApp(session, sources, start, KeptTheme())
