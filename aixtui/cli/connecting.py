"""From the options to the workspace they mean."""

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from time import monotonic, sleep
from typing import TYPE_CHECKING

from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.auth.secret import Secret, clean_key
from aixtui.auth.sources import find_key
from aixtui.cli.consent import with_key
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.settings.connection import (
    Addresses,
    ConnectionSettings,
    origins_named,
    profile_names,
    resolve_addresses,
)
from aixtui.settings.read_only import resolve_read_only
from aixtui.settings.reading import settings_file
from aixtui.settings.tree import Profile, Settings
from aixtui.setup_error import CredentialError, SettingsError

if TYPE_CHECKING:
    from aixtui.sandbox import RunningSandbox
    from aixtui.workspace.workspace import WorkspaceGateway

MOST_STARTS = 10
"""How often a command looks for a sandbox when the ones that it finds keep ending."""
LONGEST_STAY = 30
"""Seconds that a command's sandbox stays for other commands that use it."""
GRACE_SECONDS, POLL_SECONDS = 1.0, 0.01
"""Seconds of staying that need no word; seconds between two looks."""


def workspace_of(options: ConnectionOptions, settings: Settings) -> tuple[Profile, Addresses]:
    """Find the profile and the addresses.

    Raises:
        SettingsError: an address or the profile is not valid.
    """
    profile = _profile(options.profile_in_use(settings), settings)
    return profile, resolve_addresses(profile, os.environ, options.backend_url, options.models_url)


def connect(
    options: ConnectionOptions, settings: Settings, stdin_key: Secret | None = None
) -> ConnectionSettings:
    """Find the addresses and the key; a key that is missing or not usable is said in `no_key`.

    `stdin_key` is a key read from stdin; it goes before all others.

    Raises:
        SettingsError: an address, the profile or what is said of read-only is not valid.
    """
    name = options.profile_in_use(settings)
    profile, addresses = workspace_of(options, settings)
    key, problem = None, None
    try:
        key = find_key(
            name,
            addresses.origins,
            os.environ,
            stdin_key=stdin_key,
            command=profile.key_command,
            trusted=origins_named(options.trust_origin or "", "option --trust-origin"),
        )
    except CredentialError as error:
        problem = error
    return ConnectionSettings(
        name,
        addresses.backend_url,
        addresses.models_url,
        key,
        no_key=problem,
        trusted=addresses.trusted,
        limits=settings.limits,
        tint=profile.tint or "",
        read_only=resolve_read_only(settings, name, os.environ, options.read_only),
    )


def key_from_stdin() -> Secret:
    """Read a key from the first line of stdin.

    Raises:
        CredentialError: there is none, or it is not a key.
    """
    # Bytes, of which no more are taken: the text of stdin would be read ahead, and what follows is an input.
    line = sys.stdin.buffer.readline()
    return clean_key(line.decode("utf-8", "replace"), "standard input")


def optional_stdin_key(options: ConnectionOptions) -> Secret | None:
    """Read the key from stdin if `--api-key-stdin` is among the options.

    Raises:
        CredentialError: there is none, or it is not a key.
    """
    return key_from_stdin() if options.api_key_stdin else None


def with_workspace(
    options: ConnectionOptions,
    settings: Settings,
    work: Callable[["WorkspaceGateway"], None],
    known: ConnectionSettings | None = None,
) -> None:
    """Do the `work` of one command; a sandbox that was started for it is stopped after it.

    A sandbox ends with the process that started it. A command that found the one of another process, and
    can no longer connect to it, does all of its work again at the next one, which it may have to start.
    So work raises `ConnectionFailedError` only while doing it again changes and prints nothing twice.

    A connection that is `known` already is used as it is: a key on stdin can be read once.

    Raises:
        CredentialError: there is no key.
        SettingsError: an address or the profile is not valid.
        SandboxError: the sandbox cannot be started.
    """
    if not options.wants_sandbox:
        _work_at(known or connect(options, settings, optional_stdin_key(options)), work)
        return
    from aixsdk.exceptions import ConnectionFailedError

    for start in range(1, MOST_STARTS + 1):
        with _sandbox(options, settings) as (sandbox, connection):
            try:
                _work_at(connection, work)
                return
            except ConnectionFailedError:
                if not sandbox.attached or start == MOST_STARTS:
                    raise


@contextmanager
def _sandbox(
    options: ConnectionOptions, settings: Settings
) -> Iterator[tuple["RunningSandbox", ConnectionSettings]]:
    """A sandbox for one command. Ctrl+C and a kill end it at once, also for others."""
    sandbox, connection = start_sandbox(options, settings)
    with sandbox:
        try:
            yield sandbox, connection
        except Exception:
            _let_others_finish(sandbox)
            raise
        _let_others_finish(sandbox)


def _let_others_finish(sandbox: "RunningSandbox") -> None:
    """Wait, within limits, for other commands that found the sandbox of this one: runs end with it."""
    from aixtui.cli.output import say

    start = monotonic()
    is_announced = False
    while sandbox.connections() and (seconds := monotonic() - start) < LONGEST_STAY:
        if seconds > GRACE_SECONDS and not is_announced:
            is_announced = True
            say(f"Another command is using this sandbox; it stays for {LONGEST_STAY} seconds at most.")
        sleep(POLL_SECONDS)


def _work_at(connection: ConnectionSettings, work: Callable[["WorkspaceGateway"], None]) -> None:
    from aixtui.workspace.workspace import WorkspaceGateway

    workspace = WorkspaceGateway.open(with_key(connection))
    try:
        work(workspace)
    finally:
        workspace.close()


def _profile(name: str, settings: Settings) -> Profile:
    if name in settings.profiles:
        return settings.profiles[name]
    if name == DEFAULT_PROFILE:
        return Profile()
    raise no_profile(name, profile_names(settings))


def no_profile(name: str, names: Iterable[str]) -> SettingsError:
    """The error of a name that no profile has; these are the names there are."""
    near = get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Add it: aixtui profile add {shlex.quote(name)}."
    return SettingsError(f"There is no profile {name!r} in {settings_file()}.", hint)
