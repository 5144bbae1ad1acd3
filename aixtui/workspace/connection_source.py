"""Where the connection of a session comes from."""

from collections.abc import Callable

from aixtui.settings.connection import ConnectionSettings
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.head_start import HeadStart


class ConnectionSource:
    """Asks off the loop: a keyring, a password manager and the start of a sandbox take their time."""

    def __init__(
        self,
        bridge: Bridge,
        connect: Callable[[], ConnectionSettings],
        open_sandbox: Callable[[], ConnectionSettings],
    ) -> None:
        self.head_start = HeadStart(connect)
        """What may have begun before there was an app."""
        self._bridge, self._connect, self._open_sandbox = bridge, self.head_start.connect, open_sandbox
        self.failures = 0
        """How often it was asked for in vain."""
        self._failure: Exception | None = None

    @property
    def has_failed(self) -> bool:
        """Whether there was none the last time."""
        return self._failure is not None

    async def get(self, failures: int) -> ConnectionSettings:
        """The connection as it is now.

        `failures` is how many there were when it was decided to ask: who waited while it failed is told of
        that failure, as a keyring would else ask its question twice.

        Raises:
            SetupError: what it is made of is not valid, or its sandbox cannot be started.
        """
        if self._failure is not None and self.failures > failures:
            raise self._failure
        self._failure = None
        try:
            return await self._bridge.read(self._connect)
        except Exception as error:
            self.failures += 1
            self._failure = error
            raise

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
