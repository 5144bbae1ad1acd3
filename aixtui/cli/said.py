"""What options and the environment say in the place of settings."""

from collections.abc import Mapping

from aixtui.cli.options import PROFILE_VARIABLE, ConnectionOptions
from aixtui.settings.connection import SANDBOX
from aixtui.settings.read_only import OPTION, VARIABLE
from aixtui.settings.tree import Profile, Settings
from aixtui.settings.values import SaidElsewhere


def said_elsewhere(
    options: ConnectionOptions, settings: Settings, environ: Mapping[str, str], name: str = ""
) -> dict[str, SaidElsewhere]:
    """What options, else the environment, say in the place of settings, by the names of those.

    `name` is the profile in use, or `sandbox`; without it the one that the options choose.
    """
    name = name or options.profile_in_use(settings)
    profile, own = f"profiles.{name}", settings.profiles.get(name, Profile())
    told = {
        "profile": ((options.profile, "--profile"), (environ.get(PROFILE_VARIABLE), PROFILE_VARIABLE)),
        "read-only": (
            (options.read_only, OPTION),
            (environ.get(VARIABLE), VARIABLE),
            (None if name == SANDBOX else own.read_only, profile),
        ),
        f"{profile}.backend-url": (
            (options.backend_url, "--backend-url"),
            (environ.get("BACKEND_URL"), "BACKEND_URL"),
        ),
        f"{profile}.models-url": (
            (options.models_url, "--models-url"),
            (environ.get("MODELS_RUN_URL"), "MODELS_RUN_URL"),
        ),
    }
    found = {
        name: [SaidElsewhere(*one) for one in ways if one[0] not in (None, "")] for name, ways in told.items()
    }
    return {name: ways[0] for name, ways in found.items() if ways}
