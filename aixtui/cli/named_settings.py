"""Settings that name something else: whether that is there."""

from dataclasses import replace
from difflib import get_close_matches

import click

from aixtui.settings.connection import profile_names
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError


def check_names(settings: Settings) -> None:
    """Refuse settings that name what is not there.

    Raises:
        SettingsError: no profile, no address or no theme is of that name.
    """
    from aixtui.cli.connecting import no_profile
    from aixtui.cli.start_address import start_address

    if settings.profile not in (names := profile_names(settings)):
        raise no_profile(settings.profile, names)
    start_address(settings, settings.profile)
    check_theme(settings)


def check_name(name: str, value: str) -> None:
    """Refuse what is to be set where it names what is not there.

    Raises:
        click.UsageError: says so.
        SettingsError: the settings cannot be read.
    """
    from aixtui.settings.reading import read_settings

    alone = Settings(profiles=read_settings().profiles)  # what is wrong already is not in the way
    said = {
        "profile": replace(alone, profile=value),
        "start": replace(alone, start=value),
        "theme": replace(alone, theme=value),
    }
    try:
        check_names(said.get(name, alone))
    except SettingsError as error:
        raise click.UsageError(f"{error} {error.hint}".strip()) from None


def check_theme(settings: Settings) -> None:
    """Refuse a theme that is none.

    Raises:
        SettingsError: says which there are.
    """
    if settings.theme is None:  # who does not choose one needs no list of them, which takes its time
        return
    from aixtui.theming.choice import AUTOMATIC, NAMES

    names = (AUTOMATIC, *NAMES)
    if settings.theme not in names:
        near = get_close_matches(settings.theme, names, n=1)
        raise SettingsError(
            f"The setting theme is none: {settings.theme!r}.",
            f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(names)}.",
        )
