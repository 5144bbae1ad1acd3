"""The one way to make the app: for the command line, the tests and the screenshots."""

from collections.abc import Callable

from aixtui.app import AixtuiApp
from aixtui.runtime.address import Address
from aixtui.runtime.session import Session
from aixtui.settings.connection import Connection
from aixtui.settings.tree import Settings


def build_app(
    connect: Callable[[], Connection],
    settings: Settings,
    *,
    open_sandbox: Callable[[], Connection],
    start: Address | None = None,
) -> AixtuiApp:
    """Make the app. `connect` and `open_sandbox` block; they are called off the loop, after the first paint.

    `connect` returns a connection without a credential where there is no key, with the reason in `no_key`.
    The app opens at `start`, or at the first kind.
    """
    return AixtuiApp(Session(connect, open_sandbox, settings), start)
