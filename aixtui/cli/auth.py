"""`aixtui auth`: storing, showing and removing the API key."""

import sys
from typing import TYPE_CHECKING

import click

from aixtui.cli.auth_keys import import_key, list_keys, rotate, switch
from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.keeping import (
    check,
    check_and_keep,
    in_file_option,
    refuse_sandbox,
    require_place,
    warn_of_environment,
)
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Printing, printing_options
from aixtui.cli.time_limit import timeout_option

if TYPE_CHECKING:
    from aixtui.auth.secret import Secret
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.settings.read_only import ReadOnly


@click.group(cls=GroupWithList)
def auth() -> None:
    """Store, show, change or remove the API key."""


for command in (list_keys, switch, import_key, rotate):
    auth.add_command(command)


@auth.command()
@in_file_option
@timeout_option
@connection_options
def login(options: ConnectionOptions, timeout: float | None, in_file: bool) -> None:
    """Check an API key and store it in the keyring.

    The key is asked for without showing it, or read from the first line of stdin.

    \b
    aixtui auth login
    pass show aixplain | aixtui auth login --profile work
    """
    refuse_sandbox(options)
    require_place(options, in_file=in_file)
    check_and_keep(options, _key_from_user(options), in_file=in_file, timeout=timeout)
    warn_of_environment()


@auth.command()
@click.option("--check", "is_checked", is_flag=True, help="Ask the backend whether it accepts the key.")
@timeout_option
@printing_options(formats=("table", "json", "yaml"))
@connection_options
def status(options: ConnectionOptions, timeout: float | None, printing: Printing, is_checked: bool) -> None:
    """Show which key is used, where it comes from, and where it goes; and whether changes are refused.

    Nothing is sent without --check.

    \b
    aixtui auth status
    aixtui auth status --check -o json
    """
    from aixtui.auth.login_command import login_command
    from aixtui.auth.stored_keys import FILE
    from aixtui.cli.connecting import connect, optional_stdin_key
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings

    if options.wants_sandbox:
        _show(_sandbox_facts(options), printing)
        return
    connection = connect(options, read_settings(), optional_stdin_key(options))
    key = connection.credential
    if key is not None and is_checked:
        try:
            check(connection, timeout)
        except Exception:  # whatever it is, which key that was is worth knowing then
            _show(_facts(connection, is_checked=False), printing)
            raise
    _show(_facts(connection, is_checked=key is not None and is_checked), printing)
    if connection.no_key is not None:
        raise connection.no_key
    if key and key.source == FILE:
        moves = f"{login_command(connection.profile)} moves it into a keyring, where there is one."
        say(f"Note: the key is kept in a file, unencrypted. {moves}")
    elif key and key.source != "keyring":
        _warn_of_unused_key(connection.profile, key.source)


def _sandbox_facts(options: ConnectionOptions) -> dict[str, str]:
    import os

    from aixtui.settings.read_only import resolve_read_only
    from aixtui.settings.reading import read_settings

    read_only = resolve_read_only(read_settings(), None, os.environ, options.read_only)
    facts = {"profile": "sandbox", "backend": "on this machine", "read-only": _words(read_only)}
    return {**facts, "key": "its own", "from": "sandbox"}


def _words(read_only: "ReadOnly") -> str:
    return f"{read_only.mode}, by {read_only.origin}" if read_only.origin else read_only.mode


def _show(facts: dict[str, str], printing: Printing) -> None:
    from aixtui.cli.output import print_table

    if printing == Printing() or printing == Printing("table"):
        print_table(list(facts.items()))
    else:
        printing.show(facts)


def _facts(connection: "ConnectionSettings", *, is_checked: bool) -> dict[str, str]:
    key = connection.credential
    facts = {
        "profile": connection.profile,
        "backend": connection.backend_url,
        "models": connection.models_url,
        "read-only": _words(connection.read_only),
        "key": key.key.hint if key else "none",
        "from": key.source if key else "nowhere",
    }
    return {**facts, "check": "the backend accepts the key"} if is_checked else facts


@auth.command()
@connection_options
def logout(options: ConnectionOptions) -> None:
    """Remove the key of the profile from where it is kept.

    \b
    aixtui auth logout --profile work
    """
    from aixtui.auth import stored_keys
    from aixtui.cli.last_place import forget_workspace
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings

    refuse_sandbox(options)
    name = options.profile_in_use(read_settings())
    places = stored_keys.forget(name)
    forget_workspace(name)
    where = " and the ".join(places)
    removed = f"Removed the key of profile {name!r} from the {where}."
    say(removed if places else f"Profile {name!r} has no key that is kept.")
    warn_of_environment()


def _key_from_user(options: ConnectionOptions) -> "Secret":
    from aixtui.auth.secret import clean_key
    from aixtui.cli.connecting import key_from_stdin

    if options.api_key_stdin or not sys.stdin.isatty():
        return key_from_stdin()
    return clean_key(click.prompt("API key", hide_input=True, err=True), "the prompt")


def _warn_of_unused_key(profile: str, source: str) -> None:
    from aixtui.auth import stored_keys
    from aixtui.cli.output import say
    from aixtui.setup_error import CredentialError

    try:
        kept = stored_keys.load(profile)
    except CredentialError:  # a place that cannot be read would not have been used either
        return
    if kept:
        say(
            f"Note: the {kept.place} holds the key {kept.stored.key.hint} for profile {profile!r}. "
            f"It is not used: {source} goes before it."
        )
