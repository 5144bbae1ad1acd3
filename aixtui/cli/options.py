"""The options that choose the workspace. They stand before or after the name of a command."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from shlex import quote
from typing import Any

import click

from aixtui.cli.kept_names import nothing_kept
from aixtui.settings.connection import SANDBOX, profile_names
from aixtui.settings.read_only import MODES, OPTION, Mode
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError

PROFILE_VARIABLE = "AIXTUI_PROFILE"


@dataclass(frozen=True)
class ConnectionOptions:
    """What was said about the workspace; None and False mean nothing was."""

    sandbox: bool = False
    ephemeral: bool = False
    db: Path | None = None
    profile: str | None = None
    backend_url: str | None = None
    models_url: str | None = None
    api_key_stdin: bool = False
    trust_origin: str | None = None
    read_only: Mode | None = None

    @property
    def wants_sandbox(self) -> bool:
        """Whether the embedded sandbox is the workspace: it is a profile, too, by its name."""
        return self.sandbox or self.ephemeral or self.db is not None or self.profile == SANDBOX

    def profile_in_use(self, settings: Settings) -> str:
        """The profile: the option's, else the environment's, else the settings'."""
        if self.wants_sandbox:
            return SANDBOX
        return self.profile or os.environ.get(PROFILE_VARIABLE) or settings.profile

    def settled(self) -> "ConnectionOptions":
        """These, with the sandbox where the environment or the settings choose that profile.

        Settings that cannot be read choose nothing here: who needs them says so.

        Raises:
            click.UsageError: an option speaks of another workspace than that.
            NotKeptError: there is no such profile.
        """
        from aixtui.settings.reading import read_settings

        name = self.profile or os.environ.get(PROFILE_VARIABLE)
        if not self.wants_sandbox:
            with suppress(SettingsError):
                settings = read_settings()
                self._check_profile(settings)
                name = name or settings.profile
        options = replace(self, profile=SANDBOX) if name == SANDBOX and not self.wants_sandbox else self
        options.check()
        return options

    def _check_profile(self, settings: Settings) -> None:
        if self.profile and self.profile not in (names := profile_names(settings)):
            raise nothing_kept(
                "profile", self.profile, names, f"Add it: aixtui profile add {quote(self.profile)}."
            )

    @property
    def arguments(self) -> list[str]:
        """The options that lead to the same workspace again, without a key from stdin: none is kept."""
        texts = {
            "--db": self.db,
            "--profile": self.profile,
            "--backend-url": self.backend_url,
            "--models-url": self.models_url,
            "--trust-origin": self.trust_origin,
        }
        flags = {"--sandbox": self.sandbox, "--ephemeral": self.ephemeral}
        names = [name for name, value in flags.items() if value]
        names += [f"{OPTION}={self.read_only}"] if self.read_only else []
        return names + [part for name, value in texts.items() if value for part in (name, str(value))]

    def over(self, other: "ConnectionOptions") -> "ConnectionOptions":
        """Fill what is not said here with what `other` says.

        Raises:
            click.UsageError: the two together contradict each other.
        """
        options = ConnectionOptions(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(ConnectionOptions)}
        )
        options.check()
        return options

    def check(self) -> None:
        """Refuse contradictions, which would otherwise send work to the wrong place.

        Raises:
            click.UsageError: names the options that contradict each other.
        """
        remote = {
            "--profile": self.profile != SANDBOX and self.profile,
            "--backend-url": self.backend_url,
            "--models-url": self.models_url,
            "--api-key-stdin": self.api_key_stdin,
            "--trust-origin": self.trust_origin,
        }
        contrary = [name for name, value in remote.items() if value]
        if self.wants_sandbox and contrary:
            way = f", or choose another --profile than {SANDBOX}" if self.profile == SANDBOX else ""
            raise click.UsageError(
                f"The sandbox has its own address and key: leave out {', '.join(contrary)}{way}."
            )
        if self.ephemeral and self.db:
            raise click.UsageError("--ephemeral keeps nothing, --db names where to keep it: choose one.")


class DatabasePath(click.Path):
    """The value of `--db`: a path that names a file, there or not."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the value as click does, which takes an empty one for the folder it is in."""
        if value == "":
            self.fail("it is empty: name a file.", param, ctx)
        return super().convert(value, param, ctx)


def _read_only_mode(_: click.Context, __: click.Parameter, value: str | None) -> Mode | None:
    """The value of `--read-only`, which can be left out at the end and before another option.

    Raises:
        click.BadParameter: it is something else, or click took the name behind a bare option for one.
    """
    mode = next((mode for mode in MODES if mode == value), None)
    if value is not None and mode is None:
        words = f"{value!r} is not one of {', '.join(MODES)}."
        raise click.BadParameter(f"{words} Before a name write {OPTION}=yes.")
    return mode


_OPTIONS = (
    click.option("--sandbox", is_flag=True, help="Use the built-in sandbox: no account needed."),
    click.option("--ephemeral", is_flag=True, help="Use a sandbox that is thrown away at the end."),
    click.option(
        "--db",
        type=DatabasePath(),
        metavar="FILE",
        help="Use the sandbox, with this database.",
    ),
    click.option(
        "--profile",
        metavar="NAME",
        help="Use this profile of the settings, or sandbox, which is built in (AIXTUI_PROFILE).",
    ),
    click.option("--backend-url", metavar="URL", help="Address of the platform (BACKEND_URL)."),
    click.option("--models-url", metavar="URL", help="Address under which models run (MODELS_RUN_URL)."),
    click.option("--api-key-stdin", is_flag=True, help="Read the API key from the first line of stdin."),
    click.option(
        "--trust-origin",
        metavar="URL",
        help="Send the stored key here too, this once, though it was checked against other addresses.",
    ),
    click.option(
        OPTION,
        callback=_read_only_mode,
        is_flag=False,
        flag_value="yes",
        metavar="[=yes|no|except-runs]",
        help="Refuse every change, and every run but with except-runs (AIXTUI_READ_ONLY).",
    ),
)


def connection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; it receives them as one argument, `options`."""

    @click.pass_context
    @wraps(command)
    def wrapper(context: click.Context, /, **values: Any) -> Any:
        own = ConnectionOptions(**{f.name: values.pop(f.name) for f in fields(ConnectionOptions)})
        outer = context.obj if isinstance(context.obj, ConnectionOptions) else ConnectionOptions()
        options = own.over(outer)
        is_group = context.invoked_subcommand is not None  # the command below it settles that
        return command(options=options if is_group else options.settled(), **values)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper
