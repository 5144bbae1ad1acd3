"""Settings that name something else: whether that is there."""

import os
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import click

from aixtui.settings.connection import TRUSTED, check_address, origins_named, profile_names
from aixtui.settings.reading import line_of, settings_file
from aixtui.settings.tree import Settings
from aixtui.settings.writing import settings_text
from aixtui.setup_error import SettingsError
from aixtui.theming.theme_files import theme_files

_ADDRESS_VARIABLES = ("BACKEND_URL", "MODELS_RUN_URL")


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


def check_addresses(settings: Settings) -> None:
    """Refuse an address that could not be used: of the environment, or of any profile.

    Raises:
        SettingsError: names who says it, and where.
    """
    for name in _ADDRESS_VARIABLES:
        if said := os.environ.get(name):
            check_address(said, f"environment variable {name}", os.environ)
    origins_named(os.environ.get(TRUSTED, ""), f"environment variable {TRUSTED}")
    for name, profile in settings.profiles.items():
        for key, url in (("backend-url", profile.backend_url), ("models-url", profile.models_url)):
            if url:
                setting = f"profiles.{name}.{key}"
                line = line_of(setting, settings_text())
                where = f"{settings_file()}, line {line}" if line else f"{settings_file()}"
                check_address(url, f"setting {setting} in {where}", os.environ)


def check_own_themes() -> None:
    """Refuse the first theme of the user whose file is wrong.

    Raises:
        SettingsError: says what is wrong, in which file and line.
    """
    for name, file in theme_files().items():
        _check_own_theme(name, file)


def _check_own_theme(name: str, file: Path) -> None:
    from aixtui.theming.own_themes import WrongThemeError, read_own_theme

    try:
        read_own_theme(name, file)
    except WrongThemeError as error:
        raise SettingsError(str(error), error.hint) from error


def check_theme(settings: Settings) -> None:
    """Refuse a theme that is none.

    Raises:
        SettingsError: says which there are, or what is wrong with the file of the user's own.
    """
    if settings.theme is None:  # who does not choose one needs no list of them, which takes its time
        return
    from aixtui.theming.choice import AUTOMATIC, NAMES

    own = theme_files()
    if settings.theme in own:
        _check_own_theme(settings.theme, own[settings.theme])
    names = (AUTOMATIC, *NAMES, *own)
    if settings.theme not in names:
        near = get_close_matches(settings.theme, names, n=1)
        raise SettingsError(
            f"The setting theme is none: {settings.theme!r}.",
            f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(names)}.",
        )
