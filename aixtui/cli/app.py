"""Opening the app."""

from contextlib import ExitStack

from aixtui.cli.connecting import connect, profile_name, start_sandbox
from aixtui.cli.options import ConnectionOptions
from aixtui.settings.connection import Connection
from aixtui.settings.reading import read_settings


def open_app(options: ConnectionOptions) -> None:
    """Run the app until the user quits.

    The app connects after its first paint: the sandbox takes a moment to start, and so may a keyring.
    """
    settings = read_settings()
    from aixtui.build import build_app

    with ExitStack() as to_stop:

        def connecting() -> Connection:
            if not options.wants_sandbox:
                return connect(options, settings)
            running, connection = start_sandbox(options)
            to_stop.callback(running.stop)
            return connection

        build_app(connecting, settings, profile=profile_name(options, settings)).run()
