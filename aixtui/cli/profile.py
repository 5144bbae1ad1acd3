"""`aixtui profile`: the named workspaces of the settings."""

import asyncio
from typing import Any

import click

from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.cli.changing import yes_option
from aixtui.cli.exit_codes import DONE, FAILED
from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.kept_names import kept_name, nothing_kept
from aixtui.cli.profile_list import list_profiles
from aixtui.settings.connection import SANDBOX

_SIGNS = ".\"'[]"
"""What no name of a profile has: in the settings it means something else."""
_SETTINGS = ("backend-url", "models-url", "key-command", "tint", "read-only")


@click.group(cls=GroupWithList)
def profile() -> None:
    """List, add, change, remove and choose profiles: named workspaces with an address and a key each.

    \b
    aixtui profile ls
    aixtui ls agents --profile work
    """


def _options(command: Any) -> Any:
    for name, metavar, text in (
        ("read-only", "yes|no|except-runs", "What is refused there."),
        ("tint", "good|info|warn|bad", "What the header shows its address as."),
        ("key-command", "COMMAND", "A shell command that prints the key, such as 'pass show aixplain'."),
        ("models-url", "URL", "Address under which models run."),
        ("backend-url", "URL", "Address of the platform."),
    ):
        command = click.option(f"--{name}", name.replace("-", "_"), metavar=metavar, help=text)(command)
    return command


profile.add_command(list_profiles)


@profile.command()
@click.argument("name")
@_options
def add(name: str, **values: str | None) -> int:
    """Add a profile to the settings.

    \b
    aixtui profile add work --backend-url https://example.com --tint warn --read-only yes
    """
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings

    if (
        not name.strip()
        or name.startswith("-")
        or not name.isprintable()
        or any(one in name for one in _SIGNS)
    ):
        raise click.UsageError(
            f"{name!r} is no name of a profile: leave out dots, quotes, brackets, a leading dash, and what "
            "is no text."
        )
    if name == SANDBOX:
        raise click.UsageError(f"{SANDBOX} is the built-in profile of the sandbox: choose another name.")
    if name in read_settings().profiles:
        say(f"There is a profile {name!r} already: aixtui profile edit changes it.")
        return FAILED
    _write(name, {key: value for key, value in values.items() if value})
    say(f"Added the profile {name}. {_way_to_its_key(name, values['key_command'])}")
    _tell_half(name)
    return DONE


def _tell_half(name: str) -> None:
    """Say where runs, or all else, still goes where only one address is said."""
    from aixtui.cli.output import say
    from aixtui.cli.said_addresses import half_said
    from aixtui.settings.connection import BACKEND_URL, MODELS_URL
    from aixtui.settings.reading import read_settings

    said = read_settings().profiles[name]
    if note := half_said(said.backend_url or BACKEND_URL, said.models_url or MODELS_URL):
        say(note)


def _way_to_its_key(name: str, key_command: str | None) -> str:
    """How the profile gets a key, as a sentence: what the machine lacks is not advised."""
    from aixtui.auth import stored_keys
    from aixtui.auth.login_command import login_command
    from aixtui.setup_error import CredentialError

    if key_command:
        return "Its key is what the key command prints."
    try:
        kept = stored_keys.load(name)
    except CredentialError as error:
        return error.hint
    if kept is not None:
        return f"A key is kept for it already; one for other addresses: {login_command(name)}."
    return f"Its key: {login_command(name)}."


@profile.command()
@kept_name("name")
@_options
def edit(name: str, **values: str | None) -> int:
    """Change what is said of a profile; an empty text takes it out.

    \b
    aixtui profile edit work --read-only no --tint ''
    """
    from aixtui.cli.output import say

    if all(value is None for value in values.values()):
        raise click.UsageError(f"Say what is to change: {', '.join(f'--{one}' for one in _SETTINGS)}.")
    _require(name)
    _write(name, values)
    say(f"Changed the profile {name}.")
    if values["backend_url"] is not None or values["models_url"] is not None:
        _tell_half(name)
    return DONE


@profile.command()
@kept_name("name")
@yes_option
def rm(name: str, yes: bool) -> int:
    """Remove a profile from the settings, and its key from the keyring.

    \b
    aixtui profile rm work --yes
    """
    from aixtui.auth import stored_keys
    from aixtui.cli.face import CommandFace
    from aixtui.cli.last_place import forget_workspace
    from aixtui.cli.output import say
    from aixtui.settings.writing import write_setting
    from aixtui.setup_error import CredentialError

    settings = _require(name)
    loss = "" if settings.profiles[name].key_command else "A key that is kept for it goes, too."
    question = f"Remove the profile {name}?"
    if not asyncio.run(CommandFace(yes=yes).confirm(question, loss, yes="Remove", danger=True)):
        return FAILED
    if settings.profile == name:
        write_setting("profile", None)
    write_setting(f"profiles.{name}", None)
    forget_workspace(name)
    try:
        stored_keys.forget(name)
    except CredentialError as error:
        say(f"Removed the profile {name}. Its key could not be looked for: {error}")
        return DONE
    say(f"Removed the profile {name}.")
    return DONE


@profile.command()
@kept_name("name")
def use(name: str) -> int:
    """Have a profile be the one that is used where none is named; sandbox is built in.

    \b
    aixtui profile use work
    aixtui profile use sandbox
    """
    use_profile(name)
    return DONE


def use_profile(name: str) -> None:
    """Write which profile is used where none is named.

    Raises:
        NotKeptError: there is none by this name.
        SettingsError: the settings cannot be written.
    """
    from aixtui.cli.output import say
    from aixtui.settings.writing import write_setting

    if name not in (DEFAULT_PROFILE, SANDBOX):
        _require(name)
    write_setting("profile", name)
    say(f"{name} is used from now on.")


def _require(name: str) -> Any:
    from aixtui.settings.connection import profile_names
    from aixtui.settings.reading import read_settings

    settings = read_settings()
    if name == SANDBOX:
        raise click.UsageError(f"{SANDBOX} is built in: there is nothing to change or to remove of it.")
    if name == DEFAULT_PROFILE and name not in settings.profiles:
        ways = f"aixtui profile add {name} has them do so, aixtui auth logout removes its key."
        raise click.UsageError(f"The settings say nothing of {name}: {ways}")
    if name not in settings.profiles:
        raise nothing_kept("profile", name, profile_names(settings), "aixtui profile ls lists them.")
    return settings


def _write(name: str, values: dict[str, str | None]) -> None:
    """Write what is said.

    Raises:
        SettingsError: a value is not taken.
    """
    from aixtui.settings.values import setting_named
    from aixtui.settings.writing import value_of_text, write_settings

    named = {f"profiles.{name}.{key.replace('_', '-')}": value for key, value in values.items()}
    said = {
        key: value_of_text(setting_named(key), value) if value else None
        for key, value in named.items()
        if value is not None
    }
    write_settings(said or {f"profiles.{name}": {}})
