"""The workspace that the options lead to, as far as it is known before anything is connected."""

import os

from aixtui.auth.secret import Secret
from aixtui.auth.sources import environment_key
from aixtui.cli.connecting import connect
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import database_of
from aixtui.settings.connection import sandbox_workspace
from aixtui.settings.tree import Settings
from aixtui.setup_error import SetupError


def known_workspace(options: ConnectionOptions, settings: Settings, stdin_key: Secret | None = None) -> str:
    """The workspace that connecting leads to, where nothing has to be waited for to know it; else empty."""
    if options.wants_sandbox:
        return sandbox_workspace(database_of(options))
    try:
        if stdin_key is None and environment_key(os.environ) is None:
            return ""  # a keyring or a command has to be asked
        return connect(options, settings, stdin_key).workspace
    except SetupError:  # told by whoever connects
        return ""
