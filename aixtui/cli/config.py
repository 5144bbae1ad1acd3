"""`aixtui config`: the settings, shown, checked and changed."""

import asyncio
import os
from typing import TYPE_CHECKING

import click

from aixtui.cli.exit_codes import DONE, FAILED
from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.named_settings import check_addresses, check_name, check_names, check_own_themes
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.settings.tree import Settings
    from aixtui.settings.values import SaidElsewhere, SettingValue


@click.group(cls=GroupWithList)
def config() -> None:
    """Show, check and change the settings: the file config.toml.

    \b
    aixtui config show
    aixtui config set browse.page-size 50
    """


@config.command()
@printing_options()
@click.pass_obj
def show(options: ConnectionOptions, printing: Printing) -> None:
    """List each setting with its value and where that comes from.

    \b
    aixtui config show
    aixtui config show -o json
    """
    from aixtui.settings.reading import read_settings
    from aixtui.settings.values import DEFAULT, key_values, setting_values
    from aixtui.settings.writing import as_toml

    settings = read_settings()
    own_keys = [one for one in key_values(settings) if one.source != DEFAULT]
    values = [*setting_values(settings, _said(options)), *own_keys]
    lines = [[one.name, "" if one.value is None else as_toml(one.value), _from(one)] for one in values]
    documents = [_document(one) for one in values]
    printing.show_list(Listed(["Setting", "Value", "From"], lines, lambda: documents, {}))


@config.command()
def path() -> None:
    """Print where the settings file is, or would be.

    \b
    aixtui config path
    """
    from aixtui.cli.output import print_lines
    from aixtui.settings.reading import settings_file

    print_lines(str(settings_file()))


@config.command()
def check() -> None:
    """Read the settings file, and say what is wrong with it, a theme of yours, or an address set outside it.

    \b
    aixtui config check
    """
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings, settings_file

    _check(read_settings())
    say(f"{settings_file()} is right." if settings_file().exists() else "There is no settings file.")


@config.command()
def init() -> int:
    """Write a settings file that sets nothing and says what can be set. One that is there is left alone.

    \b
    aixtui config init
    """
    from aixtui.cli.output import say
    from aixtui.settings.reading import settings_file
    from aixtui.settings.writing import documented_default, save_settings

    if settings_file().exists():
        say(f"{settings_file()} is there already: it was left as it is.")
        return FAILED
    say(f"Written: {save_settings(documented_default())}.")
    return DONE


@config.command()
@click.argument("name")
@click.pass_obj
def get(options: ConnectionOptions, name: str) -> None:
    """Print the value of one setting, such as browse.page-size.

    \b
    aixtui config get limits.read-seconds
    """
    from aixtui.cli.output import print_json
    from aixtui.settings.reading import read_settings
    from aixtui.settings.values import setting_value

    print_json(setting_value(name, read_settings(), _said(options)).value)


@config.command("set")
@click.argument("name")
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Take it out of the file: its default holds again.")
def set_value(name: str, value: str | None, unset: bool) -> None:
    """Change one setting in the file; its comments stay.

    \b
    aixtui config set browse.page-size 50
    aixtui config set profiles.work.backend-url https://example.com
    aixtui config set keys.delete X
    aixtui config set keys.browse.wide "ctrl+w f11"
    aixtui config set theme --unset
    """
    from aixtui.cli.output import say
    from aixtui.settings.values import setting_named
    from aixtui.settings.writing import as_toml, value_of_text, write_setting

    if unset == (value is not None):
        raise click.UsageError("Give a VALUE, or --unset.")
    setting = setting_named(name)
    meant = None if value is None else value_of_text(setting, value)
    if value is not None:
        check_name(name, value)
    write_setting(name, meant)
    say(f"{name} is {as_toml(meant)} now." if value is not None else f"{name} has its default now.")


@config.command()
def edit() -> int:
    """Open the settings file in your editor, and say what is wrong with it afterwards.

    \b
    aixtui config edit
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.output import say
    from aixtui.cli.questions import has_terminal
    from aixtui.settings.reading import read_settings, settings_file
    from aixtui.settings.writing import documented_default, save_settings

    if not has_terminal():
        raise click.UsageError("An editor needs a terminal. Without, aixtui config set changes one setting.")
    path = settings_file()
    if not path.exists():
        save_settings(documented_default())
    if not asyncio.run(CommandFace().edit_file(path)):
        raise click.UsageError("Set VISUAL or EDITOR to a program that edits a file, such as vi or nano.")
    _check(read_settings())
    say(f"{path} is right.")
    return DONE


def _check(settings: "Settings") -> None:
    """Refuse what would be refused once it is used."""
    check_names(settings)
    check_addresses(settings)
    check_own_themes()


def _said(options: ConnectionOptions) -> "dict[str, SaidElsewhere]":
    """What options and the environment say in the place of the file."""
    from aixtui.cli.said import said_elsewhere
    from aixtui.settings.reading import read_settings

    return said_elsewhere(options, read_settings(), os.environ)


def _document(value: "SettingValue") -> dict[str, object]:
    found = {"name": value.name, "value": value.value, "source": _source(value)}
    return found | ({"without": value.setting.without} if value.value is None else {})


def _from(value: "SettingValue") -> str:
    """Who says it; where there is no value also what holds then."""
    return f"{_source(value)}: {value.setting.without}" if value.value is None else _source(value)


def _source(value: "SettingValue") -> str:
    from aixtui.settings.reading import settings_file
    from aixtui.settings.values import FILE

    return str(settings_file()) if value.source == FILE else value.source
