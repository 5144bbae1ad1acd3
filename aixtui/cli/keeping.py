"""Checking a key against the backend and keeping it: what login, import and rotate have in common."""

import os
from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.time_limit import nothing_changed, time_limit

if TYPE_CHECKING:
    from aixtui.auth.secret import Secret
    from aixtui.settings.connection import ConnectionSettings


in_file_option = click.option(
    "--insecure-storage",
    "in_file",
    is_flag=True,
    help="Keep it in a private file, unencrypted, for want of a keyring.",
)


def refuse_sandbox(options: ConnectionOptions) -> None:
    """Say that the sandbox needs none of this.

    Raises:
        click.UsageError: the options choose the sandbox.
    """
    if options.wants_sandbox:
        way = " Choose another profile: --profile NAME." if options.profile else ""
        raise click.UsageError(f"The sandbox has a key of its own: nothing is stored for it.{way}")


def require_place(options: ConnectionOptions, *, in_file: bool) -> None:
    """See that there is where to keep a key, before one is typed and sent anywhere.

    Raises:
        CredentialError: the keyring cannot be used.
    """
    from aixtui.auth import keyring_store
    from aixtui.settings.reading import read_settings

    if not in_file:
        keyring_store.has(options.profile_in_use(read_settings()))


def check_and_keep(
    options: ConnectionOptions, key: "Secret", *, in_file: bool, timeout: float | None
) -> None:
    """Keep a key that the backend accepts, for the addresses of the profile.

    Raises:
        AixplainV2Error: the backend does not accept it, or cannot be reached.
        SetupError: it could not be kept, or the settings or an address are not valid.
    """
    from aixtui.auth.secret import Credential
    from aixtui.cli.connecting import workspace_of
    from aixtui.cli.output import say
    from aixtui.cli.said_addresses import half_said, way_to_keep
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.settings.reading import read_settings

    settings = read_settings()
    name = options.profile_in_use(settings)
    _, addresses = workspace_of(options, settings)
    connection = ConnectionSettings(
        name,
        addresses.backend_url,
        addresses.models_url,
        Credential(key, "login"),
        trusted=addresses.trusted,
        limits=settings.limits,
    )
    check(connection, timeout)
    keep(connection, key, in_file=in_file)
    for sentence in (
        half_said(addresses.backend_url, addresses.models_url),
        way_to_keep(options, name, settings),
    ):
        if sentence:
            say(sentence)


def check(connection: "ConnectionSettings", timeout: float | None) -> None:
    """Ask the backend whether it accepts the key.

    Raises:
        AixplainV2Error: it does not, or cannot be reached.
    """
    from aixtui.workspace.workspace import WorkspaceGateway

    workspace = WorkspaceGateway.open(connection)
    try:
        with time_limit(timeout, nothing_changed):
            workspace.check()
    finally:
        workspace.close()


def keep(connection: "ConnectionSettings", key: "Secret", *, in_file: bool) -> None:
    """Keep a key that was checked, and say where.

    Raises:
        CredentialError: it could not be kept.
    """
    from aixtui.auth import stored_keys
    from aixtui.cli.last_place import forget_workspace
    from aixtui.cli.output import say

    place = stored_keys.store(connection.profile, key, connection.origins, in_file=in_file)
    forget_workspace(connection.profile)
    say(f"Stored the key {key.hint} of profile {connection.profile!r} in {place}.")
    say(f"It is sent to {' and '.join(sorted(connection.origins))} only.")


def warn_of_environment() -> None:
    """Say so where a key of the environment goes before the one that is kept."""
    from aixtui.auth.sources import environment_key
    from aixtui.cli.output import say

    if credential := environment_key(os.environ):
        say(f"Note: the {credential.source} is set, and is used before the keyring and the file.")
