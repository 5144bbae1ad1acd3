"""`aixtui auth`: storing, showing and removing the API key."""

import os
import sys
from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.time_limit import nothing_changed, time_limit, timeout_option

if TYPE_CHECKING:
    from aixtui.auth.secret import Secret


@click.group()
def auth() -> None:
    """Store, show or remove the API key."""


@auth.command()
@timeout_option
@connection_options
def login(options: ConnectionOptions, timeout: float | None) -> None:
    """Check an API key and store it in the keyring.

    The key is asked for without showing it, or read from the first line of stdin.
    """
    from aixtui.auth import keyring_store
    from aixtui.auth.secret import Credential
    from aixtui.cli.connecting import profile_name, workspace_of
    from aixtui.cli.output import say
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.workspace import WorkspaceGateway

    _refuse_sandbox(options)
    settings = read_settings()
    name = profile_name(options, settings)
    _, addresses = workspace_of(options, settings)
    key = _key_from_user(options)
    connection = ConnectionSettings(
        name, addresses.backend_url, addresses.models_url, Credential(key, "login"), limits=settings.limits
    )
    workspace = WorkspaceGateway.open(connection)
    try:
        with time_limit(timeout, nothing_changed):
            workspace.check()
    finally:
        workspace.close()
    place = keyring_store.store(name, key, addresses.origins)
    say(f"Stored the key {key.hint} of profile {name!r} in {place}.")
    say(f"It is sent to {' and '.join(sorted(addresses.origins))} only.")
    _warn_of_environment()


@auth.command()
@connection_options
def status(options: ConnectionOptions) -> None:
    """Show which key is used, where it comes from, and where it goes; and whether changes are refused."""
    from aixtui.cli.connecting import connect, optional_stdin_key
    from aixtui.cli.output import print_table
    from aixtui.settings.reading import read_settings

    _refuse_sandbox(options)
    connection = connect(options, read_settings(), optional_stdin_key(options))
    key, read_only = connection.credential, connection.read_only
    rows = [
        ("profile", connection.profile),
        ("backend", connection.backend_url),
        ("models", connection.models_url),
        ("read-only", f"{read_only.mode}, by {read_only.origin}" if read_only.origin else read_only.mode),
        ("key", key.key.hint if key else "none"),
        ("from", key.source if key else "nowhere"),
    ]
    print_table(rows)
    if connection.no_key is not None:
        raise connection.no_key
    if key and key.source != "keyring":
        _warn_of_unused_key(connection.profile, key.source)


@auth.command()
@connection_options
def logout(options: ConnectionOptions) -> None:
    """Remove the key of the profile from the keyring."""
    from aixtui.auth import keyring_store
    from aixtui.cli.connecting import profile_name
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings

    _refuse_sandbox(options)
    name = profile_name(options, read_settings())
    is_removed = keyring_store.forget(name)
    say(
        f"Removed the key of profile {name!r}."
        if is_removed
        else f"The keyring has no key of profile {name!r}."
    )
    _warn_of_environment()


def _key_from_user(options: ConnectionOptions) -> "Secret":
    from aixtui.auth.secret import clean_key
    from aixtui.cli.connecting import key_from_stdin

    if options.api_key_stdin or not sys.stdin.isatty():
        return key_from_stdin()
    return clean_key(click.prompt("API key", hide_input=True, err=True), "the prompt")


def _refuse_sandbox(options: ConnectionOptions) -> None:
    if options.wants_sandbox:
        raise click.UsageError("The sandbox has a key of its own: nothing is stored for it.")


def _warn_of_unused_key(profile: str, source: str) -> None:
    from aixtui.auth import keyring_store
    from aixtui.cli.output import say
    from aixtui.setup_error import CredentialError

    try:
        stored_key = keyring_store.load(profile)
    except CredentialError:  # a keyring that cannot be read would not have been used either
        return
    if stored_key:
        say(
            f"Note: the keyring holds the key {stored_key.key.hint} for profile {profile!r}. "
            f"It is not used: {source} goes before it."
        )


def _warn_of_environment() -> None:
    from aixtui.auth.sources import environment_key
    from aixtui.cli.output import say

    if credential := environment_key(os.environ):
        say(f"Note: the {credential.source} is set, and is used before the keyring.")
