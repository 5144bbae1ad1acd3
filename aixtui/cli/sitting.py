"""A command that changes something: it does with a session what the app does, without a screen."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from aixtui.cli.options import ConnectionOptions

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.workspace.session import AppSession


def sit(
    options: ConnectionOptions,
    face: "CommandFace",
    work: "Callable[[AppSession], Awaitable[int]]",
) -> int:
    """Do the work with a session, and what it begins with the face; return its exit code.

    Raises:
        SettingsError: the settings file, an address or the profile is not valid.
        NoCredentialError: there is no key. Else what the work raises.
    """
    from aixtui.actions import use_keys
    from aixtui.cli.connecting import connect, optional_stdin_key
    from aixtui.cli.consent import with_key
    from aixtui.cli.sandbox_connection import start_sandbox
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.session import AppSession

    settings, stdin_key = read_settings(), optional_stdin_key(options)
    use_keys(settings.keys)  # what it says names some
    # Before the work begins: whoever is asked about the key answers in this thread.
    connection = None if options.wants_sandbox else with_key(connect(options, settings, stdin_key))
    with ExitStack() as to_stop:

        def open_sandbox() -> "ConnectionSettings":
            sandbox, connection = start_sandbox(options, settings)
            to_stop.callback(sandbox.stop)
            return connection

        def open_connection() -> "ConnectionSettings":
            return connection or open_sandbox()

        return asyncio.run(_sit(AppSession(open_connection, open_sandbox, settings), face, work))


async def _sit(
    session: "AppSession", face: "CommandFace", work: "Callable[[AppSession], Awaitable[int]]"
) -> int:
    try:
        code = await work(session)
        await face.idle()
        return code
    finally:
        session.close()
