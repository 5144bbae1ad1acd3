"""What is worth a word about addresses that were said: where the rest still goes, and how they are kept."""

import shlex

from aixtui.cli.options import ConnectionOptions
from aixtui.settings.connection import BACKEND_URL, MODELS_URL
from aixtui.settings.tree import Profile, Settings


def half_said(backend_url: str, models_url: str) -> str:
    """What still goes to the platform's own address, where only the other one leads elsewhere; else empty."""
    is_own = (backend_url == BACKEND_URL, models_url == MODELS_URL)
    if is_own == (False, True):
        return f"Note: models still run at {MODELS_URL}, with the key: --models-url says where else."
    if is_own == (True, False):
        return f"Note: all but runs still goes to {BACKEND_URL}, with the key: --backend-url says where else."
    return ""


def way_to_keep(options: ConnectionOptions, name: str, settings: Settings) -> str:
    """How a profile is made to lead where options say it does this once; empty where they say nothing."""
    said = {"--backend-url": options.backend_url, "--models-url": options.models_url}
    kept = settings.profiles.get(name, Profile())
    urls = {"--backend-url": kept.backend_url, "--models-url": kept.models_url}
    words = [word for option, url in said.items() if url and url != urls[option] for word in (option, url)]
    if not words:
        return ""
    verb = "edit" if name in settings.profiles else "add"
    command = shlex.join(["aixtui", "profile", verb, name, *words])
    return f"Profile {name!r} does not lead there by itself: {command}"
