"""From the options to the workspace they mean."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from aixtui import paths
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.auth.sources import find_key
from aixtui.cli.options import ConnectionOptions
from aixtui.settings.connection import Addresses, Connection, resolve_addresses
from aixtui.settings.reading import settings_file
from aixtui.settings.tree import DEFAULT_PROFILE, Profile, Settings
from aixtui.setup_error import CredentialError, SettingsError

if TYPE_CHECKING:
    from aixtui.runtime.workspace import Workspace
    from aixtui.sandbox import RunningSandbox


def profile_name(options: ConnectionOptions, settings: Settings) -> str:
    """Name the profile in use: the option's, else the settings'."""
    return options.profile or settings.profile


def workspace_of(options: ConnectionOptions, settings: Settings) -> tuple[Profile, Addresses]:
    """Find the profile and the addresses.

    Raises:
        SettingsError: an address or the profile is not valid.
    """
    profile = _profile(profile_name(options, settings), settings)
    return profile, resolve_addresses(profile, os.environ, options.backend_url, options.models_url)


def connect(options: ConnectionOptions, settings: Settings, given: Secret | None = None) -> Connection:
    """Find the addresses and the key; a key that is missing or not usable is said in `no_key`.

    `given` is a key read from stdin; it goes before all others.

    Raises:
        SettingsError: an address or the profile is not valid.
    """
    name = profile_name(options, settings)
    profile, addresses = workspace_of(options, settings)
    key, problem = None, None
    try:
        key = find_key(name, addresses.origins, os.environ, given=given, command=profile.key_command)
    except CredentialError as error:
        problem = error
    return Connection(name, addresses.backend_url, addresses.models_url, key, no_key=problem)


def key_from_stdin() -> Secret:
    """Read a key from the first line of stdin.

    Raises:
        CredentialError: there is none, or it is not a key.
    """
    return clean_key(sys.stdin.readline(), "standard input")


def given_key(options: ConnectionOptions) -> Secret | None:
    """Read the key from stdin if that was asked for; raises like `key_from_stdin`."""
    return key_from_stdin() if options.api_key_stdin else None


def start_sandbox(options: ConnectionOptions) -> tuple["RunningSandbox", Connection]:
    """Start the sandbox, or attach to the one that has the database open, and say how to reach it."""
    from aixtui.sandbox import start

    running = start(_database(options))
    key = Credential(Secret(running.api_key), "sandbox")
    return running, Connection("sandbox", running.backend_url, running.models_url, key, is_sandbox=True)


@contextmanager
def connected(options: ConnectionOptions, settings: Settings) -> Iterator[Connection]:
    """Connect for one command; a sandbox that was started for it is stopped after it."""
    if not options.wants_sandbox:
        yield connect(options, settings, given_key(options))
        return
    running, connection = start_sandbox(options)
    try:
        yield connection
    finally:
        running.stop()


@contextmanager
def opened(options: ConnectionOptions, settings: Settings) -> Iterator["Workspace"]:
    """Open the workspace for one command.

    Raises:
        CredentialError: there is no key for it.
        SettingsError: an address or the profile is not valid.
    """
    from aixtui.runtime.workspace import Workspace

    with connected(options, settings) as connection:
        if connection.no_key is not None:
            raise connection.no_key
        workspace = Workspace.open(connection)
        try:
            yield workspace
        finally:
            workspace.close()


def _database(options: ConnectionOptions) -> Path | None:
    if options.ephemeral:
        return None
    return options.db or paths.made_private(paths.data_dir()) / "sandbox.db"


def _profile(name: str, settings: Settings) -> Profile:
    if name in settings.profiles:
        return settings.profiles[name]
    if name == DEFAULT_PROFILE:
        return Profile()
    raise SettingsError(f"There is no profile {name!r} in {settings_file()}.", f"Add it: [profiles.{name}]")
