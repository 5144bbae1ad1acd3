"""`aixtui config`: the settings, shown, checked and changed."""

import asyncio
import os
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.exit_codes import DONE, FAILED
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.settings.described import Described
    from aixtui.settings.tree import Settings


@click.group()
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
    from aixtui.settings.writing import as_toml

    settings = read_settings()
    rows = [_Row.of(one, name, settings, options) for one, name in _named(settings)]
    lines = [[row.name, "" if row.value is None else as_toml(row.value), row.source] for row in rows]
    documents = [{"name": row.name, "value": row.value, "source": row.source} for row in rows]
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
    """Read the settings file, and say what is wrong with it.

    \b
    aixtui config check
    """
    from aixtui.cli.output import say
    from aixtui.settings.reading import read_settings, settings_file

    read_settings()
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

    settings = read_settings()
    print_json(_Row.of(_setting(name), name, settings, options).value)


@config.command("set")
@click.argument("name")
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Take it out of the file: its default holds again.")
def set_value(name: str, value: str | None, unset: bool) -> None:
    """Change one setting in the file; its comments stay.

    \b
    aixtui config set browse.page-size 50
    aixtui config set profiles.work.backend-url https://example.com
    aixtui config set theme --unset
    """
    from aixtui.cli.output import say
    from aixtui.settings.writing import as_toml, value_of_text, write_setting

    if unset == (value is not None):
        raise click.UsageError("Give a VALUE, or --unset.")
    setting = _setting(name)
    meant = None if value is None else value if setting.values == "text" else value_of_text(value)
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
    from aixtui.settings.reading import read_settings, settings_file
    from aixtui.settings.writing import documented_default, save_settings

    path = settings_file()
    if not path.exists():
        save_settings(documented_default())
    if not asyncio.run(CommandFace().edit_file(path)):
        raise click.UsageError("Set VISUAL or EDITOR to a program that edits a file, such as vi or nano.")
    read_settings()
    say(f"{path} is right.")
    return DONE


def _setting(name: str) -> "Described":
    """The setting that a name means.

    Raises:
        click.UsageError: there is none.
    """
    from aixtui.cli.naming import no_such
    from aixtui.settings.described import described

    parts = name.replace("_", "-").split(".")
    wanted = ".".join(
        ["profiles", "NAME", *parts[2:]] if parts[0] == "profiles" and len(parts) > 2 else parts
    )
    known = {one.name: one for one in described()}
    if wanted not in known:
        raise no_such("setting", wanted, known, "aixtui config show lists them.")
    return known[wanted]


def _named(settings: "Settings") -> "list[tuple[Described, str]]":
    from aixtui.settings.described import described

    found = []
    for one in described():
        if "NAME" not in one.name:
            found.append((one, one.name))
        else:
            found += [(one, one.name.replace("NAME", profile)) for profile in settings.profiles]
    return found


class _Row:
    """One setting as it holds now."""

    def __init__(self, name: str, value: Any, source: str) -> None:
        self.name, self.value, self.source = name, value, source

    @classmethod
    def of(cls, setting: "Described", name: str, settings: "Settings", options: ConnectionOptions) -> "_Row":
        from aixtui.cli.connecting import PROFILE_VARIABLE
        from aixtui.settings.read_only import OPTION, VARIABLE
        from aixtui.settings.reading import settings_file
        from aixtui.settings.tree import Profile

        said = {"profile": (options.profile, "--profile"), "read-only": (options.read_only, OPTION)}
        variables = {"profile": PROFILE_VARIABLE, "read-only": VARIABLE}
        if name in said:
            value, source = said[name]
            variable = variables[name]
            if value or os.environ.get(variable):
                return cls(name, value or os.environ[variable], source if value else variable)
        found: Any = settings
        for part in name.split("."):
            is_profile = isinstance(found, dict)
            found = found.get(part, Profile()) if is_profile else getattr(found, part.replace("-", "_"))
        is_default = found == setting.default
        return cls(name, found, "default" if is_default else str(settings_file()))
