"""The ways into workspaces for the app, by what the command line says."""

from contextlib import ExitStack

from aixtui.auth.secret import Secret
from aixtui.cli.connecting import connect, profile_name, start_sandbox
from aixtui.cli.options import ConnectionOptions
from aixtui.entrance import Entrance
from aixtui.listing.address import AppAddress
from aixtui.settings.connection import SANDBOX, ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.workspace.session import AppSession


class Entrances:
    """Makes the sessions of the app. A sandbox that one of them starts serves until the app ends."""

    def __init__(self, options: ConnectionOptions, stdin_key: Secret | None, to_stop: ExitStack) -> None:
        self._options, self._stdin_key, self._to_stop = options, stdin_key, to_stop
        self.arguments = options.arguments
        """What leads another process to the workspace that was opened last."""

    def first(self, settings: Settings, start: AppAddress | None) -> Entrance:
        """The way that the command line says."""
        options = self._options
        name = SANDBOX if options.wants_sandbox else profile_name(options, settings)

        def open_sandbox() -> ConnectionSettings:
            if not options.wants_sandbox:  # chosen on the first screen, where there was no key
                self.arguments = ConnectionOptions(sandbox=True, read_only=options.read_only).arguments
            return self._serve(options, settings)

        def open_connection() -> ConnectionSettings:
            if options.wants_sandbox:
                return open_sandbox()
            return connect(options, settings, self._stdin_key)

        return Entrance(name, AppSession(open_connection, open_sandbox, settings), start)

    def _serve(self, options: ConnectionOptions, settings: Settings) -> ConnectionSettings:
        sandbox, connection = start_sandbox(options, settings)
        self._to_stop.callback(sandbox.stop)
        return connection
