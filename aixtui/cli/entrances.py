"""The ways into workspaces for the app: what the command line says, and each profile of the settings."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from aixtui.auth.key_places import KeyPlaces
from aixtui.auth.secret import Secret
from aixtui.auth.sources import likely_source
from aixtui.auth.stored_keys import KEYRING
from aixtui.cli.app_sandbox import AppSandbox
from aixtui.cli.connecting import (
    connect,
    no_profile,
    workspace_of,
)
from aixtui.cli.known_workspace import known_workspace
from aixtui.cli.last_place import remember_place
from aixtui.cli.launching import find_picture, keep_picture
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.said import said_elsewhere
from aixtui.cli.sandbox_connection import sandbox_connection, sandbox_read_only
from aixtui.cli.start_address import start_address
from aixtui.entrance import Entrance, OfferedProfile
from aixtui.listing.address import AppAddress
from aixtui.listing.launch_picture import LaunchPicture
from aixtui.listing.left_place import LeftPlace
from aixtui.settings.connection import SANDBOX, ConnectionSettings, profile_names
from aixtui.settings.read_only import resolve_read_only
from aixtui.settings.reading import read_settings
from aixtui.settings.tree import Settings
from aixtui.settings.values import SaidElsewhere
from aixtui.setup_error import SettingsError
from aixtui.workspace.session import AppSession


class Entrances:
    """Makes the sessions of the app.

    The options of the command line hold for the profile that the app began with; `--read-only` for all of
    them. A key from stdin is kept until it is used: who comes back is asked for one.
    """

    def __init__(
        self,
        options: ConnectionOptions,
        settings: Settings,
        stdin_key: Secret | None,
        sandbox: AppSandbox,
    ) -> None:
        self._options, self._stdin_key, self._sandbox = options, stdin_key, sandbox
        self._settings = settings
        self._first = self._last = options.profile_in_use(settings)
        self.arguments = options.arguments
        """What leads another process to the workspace that was opened last."""

    def first(self, start: AppAddress | None) -> Entrance:
        """The way that the command line says.

        Raises:
            SettingsError: what the settings or the options say is not valid.
        """
        place = (start, "") if start else start_address(self._settings, self._first)
        return self._entrance(self._first, self._settings, *place)

    def said(self, settings: Settings) -> Mapping[str, SaidElsewhere]:
        """What options and the environment say in the place of settings, where one is now."""
        return said_elsewhere(self._options, settings, os.environ, self._last)

    def open(self, name: str) -> Entrance:
        """The way into the workspace of a profile, by the settings as they are now.

        Raises:
            SettingsError: there is none by this name, or what is said of it is not valid.
        """
        settings = read_settings()
        if name not in (names := profile_names(settings)):
            raise no_profile(name, names)
        return self._entrance(name, settings, *start_address(settings, name))

    def remember(self, name: str, left: LeftPlace) -> None:
        """Keep where a profile is left; without a name the one that was opened last."""
        if not self._options_of(name or self._last).ephemeral:
            remember_place(name or self._last, left)

    def picture(self, entrance: Entrance) -> LaunchPicture | None:
        """What is shown until the app is there; None where nothing is known to be right."""
        return find_picture(entrance, self._options_of(entrance.profile), self._settings)

    def keep_picture(self, session: AppSession, left: LeftPlace) -> None:
        """Keep what the next start shows first, as the settings are now. What fails is not kept."""
        if session.workspace_name:
            with suppress(SettingsError):
                settings = read_settings()
                entrance = Entrance(self._last, session, *start_address(settings, self._last))
                keep_picture(left.picture, entrance, self._options_of(self._last), settings)

    def offers(self) -> Sequence[OfferedProfile]:
        """All of them, by the settings as they are now.

        Raises:
            SettingsError: the settings cannot be read.
        """
        return tuple(self._offers(read_settings()))

    def key_sources(self) -> Iterator[tuple[str, str]]:
        """What the keyring tells of the profiles whose keys it may have.

        Raises:
            SettingsError: the settings cannot be read.
        """
        places, settings = KeyPlaces(os.environ), read_settings()
        for offer in self._offers(settings):
            if not offer.is_key_sure:
                yield offer.name, places.of(offer.name, None)

    def _offers(self, settings: Settings) -> Iterator[OfferedProfile]:
        for name in profile_names(settings):
            try:
                yield self._offer(name, settings)
            except SettingsError as error:
                yield OfferedProfile(name, problem=str(error))

    def _offer(self, name: str, settings: Settings) -> OfferedProfile:
        options = self._options_of(name)
        if options.wants_sandbox:
            read_only = resolve_read_only(settings, None, os.environ, options.read_only)
            where = "temporary" if options.ephemeral else str(options.db or "on this machine")
            return OfferedProfile(name, where, read_only=read_only.mode)
        profile, addresses = workspace_of(options, settings)
        read_only = resolve_read_only(settings, name, os.environ, options.read_only)
        source = likely_source(name, os.environ, profile.key_command)
        return OfferedProfile(name, addresses.backend_url, source, source != KEYRING, read_only.mode)

    def _options_of(self, name: str) -> ConnectionOptions:
        if name == self._first:
            return self._options
        if name == SANDBOX:
            return self._sandbox.options
        return ConnectionOptions(profile=name, read_only=self._options.read_only)

    def _entrance(self, name: str, settings: Settings, start: AppAddress | None, row: str) -> Entrance:
        self._offer(name, settings)  # what is not valid is said before anything is shown of it
        options = self._options_of(name)

        def open_sandbox() -> ConnectionSettings:
            self.arguments = self._sandbox.options.arguments
            return self._serve(session.settings)

        def open_connection() -> ConnectionSettings:
            if options.wants_sandbox:
                return open_sandbox()
            self.arguments = options.arguments
            return connect(options, session.settings, self._take_stdin_key() if name == self._first else None)

        key = self._stdin_key if name == self._first else None
        workspace = known_workspace(options, settings, key)
        session = AppSession(open_connection, open_sandbox, settings, workspace)
        self._last = name
        return Entrance(name, session, start, row)

    def _take_stdin_key(self) -> Secret | None:
        key, self._stdin_key = self._stdin_key, None
        return key

    def _serve(self, settings: Settings) -> ConnectionSettings:
        options = self._sandbox.options
        read_only = sandbox_read_only(options, settings)
        address, attached = self._sandbox.served()
        return sandbox_connection(options, settings, address, read_only, ends_with_us=not attached)
