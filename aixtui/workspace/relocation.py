"""A sandbox where it is now: its server ends with the process that it is in, and is found or started anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from aixtui.workspace.notice import Notice

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings

FindBackend: TypeAlias = Callable[[str], tuple[str, str] | None]
"""From the backend URL at which nothing listens to the URLs of now, of the backend and of its models."""


class Relocation:
    """Asks for the connection anew; of any other backend than a sandbox the address stands."""

    def __init__(self, reconnect: Callable[[], ConnectionSettings | None]) -> None:
        """`reconnect` is called in a thread: it returns the connection of now, None where that stands."""
        self._reconnect = reconnect
        self.moved = Notice()
        """Told on the loop once the sandbox is elsewhere."""

    def from_threads(self) -> FindBackend:
        """What the threads of this loop call."""
        loop = asyncio.get_running_loop()

        def find(former: str) -> tuple[str, str] | None:
            connection = self._reconnect()
            if connection is None or connection.backend_url == former:
                return None
            with suppress(RuntimeError):  # the loop has ended: nobody is told any more
                loop.call_soon_threadsafe(self.moved)
            return connection.backend_url, connection.models_url

        return find
