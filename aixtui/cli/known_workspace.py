"""The workspace that the options lead to, as far as it is known before anything is connected."""

import os

from aixtui.auth.secret import Secret
from aixtui.auth.sources import environment_key
from aixtui.auth.stored_keys import FILE, likely_place
from aixtui.cli.connecting import connect, workspace_of
from aixtui.cli.last_place import last_workspace
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import database_of
from aixtui.settings.connection import names_backend, sandbox_workspace
from aixtui.settings.tree import Settings
from aixtui.setup_error import SetupError


def known_workspace(options: ConnectionOptions, settings: Settings, stdin_key: Secret | None = None) -> str:
    """The workspace that connecting leads to, where nothing has to be waited for to know it.

    Where a keyring or a command has to be asked for the key, it is the one that they led to the last time
    there: `SeenPages.was_mistaken` tells when that was wrong. Empty where nothing is known.
    """
    if options.wants_sandbox:
        return sandbox_workspace(database_of(options))
    name = options.profile_in_use(settings)
    try:
        profile, addresses = workspace_of(options, settings)
        is_at_hand = stdin_key is not None or environment_key(os.environ) is not None
        if is_at_hand or (profile.key_command is None and likely_place(name) == FILE):
            return connect(options, settings, stdin_key).workspace
    except SetupError:  # told by whoever connects
        return ""
    last = last_workspace(name)
    return last if names_backend(last, addresses.backend_url) else ""
