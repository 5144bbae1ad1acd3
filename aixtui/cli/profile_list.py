"""`aixtui profile ls`: the profiles, with where each leads and where its key comes from."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.auth.key_places import KeyPlaces
    from aixtui.settings.tree import Settings

_SHOWN = ("backend_url", "key_from", "models_url", "read_only", "tint")


@click.command("ls")
@printing_options()
@click.pass_obj
def list_profiles(options: ConnectionOptions, printing: Printing) -> None:
    """List the profiles with where each leads and where its key comes from; the one in use has a star.

    Addresses and keys are those that hold now, whoever says so: the environment goes before the settings.
    Nothing leaves this machine. The sandbox has a key of its own, and an address only while it runs.

    \b
    aixtui profile ls
    aixtui profile ls --json name,backend_url,key_from
    """
    import os

    from aixtui.auth.key_places import KeyPlaces
    from aixtui.cli.output import say
    from aixtui.settings.connection import profile_names
    from aixtui.settings.reading import read_settings

    settings, places = read_settings(), KeyPlaces(os.environ)
    in_use = options.profile_in_use(settings)
    documents = []
    for name in profile_names(settings):
        own = replace(options, profile=name) if name == in_use else ConnectionOptions(profile=name)
        documents.append({"name": name, "in_use": name == in_use, **_facts(name, own, settings, places)})
    lines = [
        [one["name"], "*" if one["in_use"] else "", *(str(one[key] or "") for key in _SHOWN)]
        for one in documents
    ]
    heads = ["Name", "In use", "Backend", "Key from", "Models", "Read-only", "Tint"]
    printing.show_list(Listed(heads, lines, lambda: documents, {}))
    for one in documents:
        if problem := one["problem"]:
            say(f"{one['name']}: {problem}")
    if places.failure is not None:
        say(f"{places.failure} {places.failure.hint}".strip())


def _facts(
    name: str, options: ConnectionOptions, settings: "Settings", places: "KeyPlaces"
) -> dict[str, Any]:
    """What holds for a profile; what is not valid of it is said as its problem."""
    import os

    from aixtui.cli.connecting import workspace_of
    from aixtui.settings.read_only import resolve_read_only
    from aixtui.setup_error import SettingsError

    facts: dict[str, Any] = dict.fromkeys((*_SHOWN, "problem"))
    try:
        own = None if options.wants_sandbox else name
        facts["read_only"] = resolve_read_only(settings, own, os.environ, options.read_only).mode
        if options.wants_sandbox:
            return {**facts, **_served(options), "key_from": "sandbox"}
        profile, addresses = workspace_of(options, settings)
    except SettingsError as error:
        return {**facts, "problem": str(error)}
    return {
        **facts,
        "backend_url": addresses.backend_url,
        "models_url": addresses.models_url,
        "key_from": places.of(name, profile.key_command),
        "tint": profile.tint,
    }


def _served(options: ConnectionOptions) -> dict[str, str]:
    """Where the sandbox is reached, if it runs; a temporary one is reached by its own process alone."""
    from aixtui.sandbox import serving
    from aixtui.system import paths

    address = None if options.ephemeral else serving(options.db or paths.sandbox_db())
    return {} if address is None else {"backend_url": address.backend_url, "models_url": address.models_url}
