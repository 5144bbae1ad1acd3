"""A connection with its key; whoever sits there is asked where a kept one was not checked for the address."""

from dataclasses import replace
from typing import TYPE_CHECKING

from aixtui.auth.sources import KeyForOtherOriginsError
from aixtui.cli.output import say

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings


def with_key(connection: "ConnectionSettings") -> "ConnectionSettings":
    """The connection, if it has a key that may go there.

    Raises:
        SetupError: there is no key, or it does not go there. What names the option is asked on a terminal.
    """
    error = connection.no_key
    if error is None:
        return connection
    from aixtui.cli.questions import (
        ask_yes,
        has_terminal,
    )  # it loads asyncio, which commands that look do without

    if isinstance(error, KeyForOtherOriginsError) and has_terminal():
        say(str(error))
        if ask_yes(f"Send the key {error.stored.key.hint} to {error.new_origins}, this once?"):
            return replace(connection, credential=error.stored, no_key=None)
    raise error
