"""Where the connection of a session comes from."""

from collections.abc import Callable

from aixtui.settings.connection import ConnectionSettings
from aixtui.workspace.bridge import Bridge


class ConnectionSource:
    """Asks off the loop: a keyring, a password manager and the start of a sandbox take their time."""

    def __init__(
        self,
        bridge: Bridge,
        connect: Callable[[], ConnectionSettings],
        open_sandbox: Callable[[], ConnectionSettings],
    ) -> None:
        self._bridge, self._connect, self._open_sandbox = bridge, connect, open_sandbox
        self.has_failed = False
        """Whether there was none the last time."""

    async def get(self) -> ConnectionSettings:
        """The connection as it is now.

        Raises:
            SetupError: what it is made of is not valid, or its sandbox cannot be started.
        """
        try:
            connection = await self._bridge.read(self._connect)
        except Exception:
            self.has_failed = True
            raise
        self.has_failed = False
        return connection

    def ask(self) -> ConnectionSettings:
        """The connection as it is now, for who waits in a thread.

        Raises:
            SetupError: as `get`.
        """
        return self._connect()

    async def get_sandbox(self) -> ConnectionSettings:
        """The one to the sandbox, from now on.

        Raises:
            SetupError: it cannot be started.
        """
        connection = await self._bridge.read(self._open_sandbox)
        self._connect = self._open_sandbox
        return connection
