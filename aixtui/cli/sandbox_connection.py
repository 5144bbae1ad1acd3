"""The sandbox as a workspace to connect to: its file, its addresses, and starting it for a command."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aixtui.auth.secret import Credential, Secret
from aixtui.cli.options import ConnectionOptions
from aixtui.settings.connection import SANDBOX, ConnectionSettings, database_name
from aixtui.settings.read_only import ReadOnly, resolve_read_only
from aixtui.settings.tree import Settings
from aixtui.system import paths
from aixtui.system.child_environment import without_keys

if TYPE_CHECKING:
    from aixtui.sandbox import RunningSandbox


def start_sandbox(
    options: ConnectionOptions, settings: Settings
) -> tuple["RunningSandbox", ConnectionSettings]:
    """Start the sandbox, or attach to the one that has the database open, and say how to reach it.

    Raises:
        SettingsError: what is said of read-only is not valid.
        SandboxError: the sandbox cannot be started.
    """
    from aixtui.sandbox import start

    read_only = sandbox_read_only(options, settings)
    file = database_file(options)
    sandbox = start(file) if file is not None else _start_temporary()
    return sandbox, sandbox_connection(
        options,
        settings,
        (sandbox.backend_url, sandbox.models_url, sandbox.api_key),
        read_only,
        ends_with_us=not sandbox.attached,
    )


def _start_temporary() -> "RunningSandbox":
    """One in a process of its own, which removes its files whatever ends this one; nobody else finds it."""
    from aixtui.sandbox import RunningSandbox
    from aixtui.sandbox.process import SandboxProcess

    process = SandboxProcess(None, without_keys())
    try:
        address, attached = process.served()
    except BaseException:
        process.stop()
        raise
    return RunningSandbox(
        **address._asdict(), attached=attached, on_stop=process.stop, connections=int, about_code=str
    )


def sandbox_read_only(options: ConnectionOptions, settings: Settings) -> ReadOnly:
    """What is refused in the sandbox.

    Raises:
        SettingsError: what is said of it is not valid.
    """
    return resolve_read_only(settings, None, os.environ, options.read_only)


def sandbox_connection(
    options: ConnectionOptions,
    settings: Settings,
    address: tuple[str, str, str],
    read_only: ReadOnly,
    *,
    ends_with_us: bool,
) -> ConnectionSettings:
    """How to reach a sandbox whose addresses, of resources and of runs, and key are these."""
    backend_url, models_url, key = address
    return ConnectionSettings(
        SANDBOX,
        backend_url,
        models_url,
        Credential(Secret(key), "sandbox"),
        is_sandbox=True,
        ends_with_us=ends_with_us,
        limits=settings.limits,
        read_only=read_only,
        database=database_of(options),
        database_file=str(options.db.absolute()) if options.db else "",
    )


def database_of(options: ConnectionOptions) -> str:
    """The database of the sandbox, by what tells it from the user's own."""
    return database_name(database_file(options), paths.sandbox_db())


def database_file(options: ConnectionOptions) -> Path | None:
    """The file of the sandbox; None for a temporary one."""
    if options.ephemeral:
        return None
    return options.db or paths.sandbox_db()
