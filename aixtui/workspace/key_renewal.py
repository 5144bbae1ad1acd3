"""Another key where the one in use has expired or been revoked: asked for once, then the work goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING

from aixsdk.exceptions import AixplainV2Error, AuthenticationError
from aixtui.auth.secret import Credential, RenewKey, Secret
from aixtui.setup_error import SetupError
from aixtui.workspace.workspace import WorkspaceGateway

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.workspace.bridge import Bridge


class KeyRenewal:
    """Takes the one that its source has by now, or asks whoever sits there, and once for each key.

    A refusal to give another one stands.
    """

    def __init__(
        self,
        bridge: Bridge,
        connection: Callable[[], ConnectionSettings | None],
        connect: Callable[[], ConnectionSettings],
        use: Callable[[Credential], Awaitable[object]],
    ) -> None:
        """`connect` finds a connection anew, and blocks; `use` checks a key and has the session use it."""
        self._bridge, self._connection, self._connect, self._use = bridge, connection, connect, use
        self.ask: Callable[[], Awaitable[None]] | None = None
        """Has the user give the session another key, or not; None where nobody can be asked."""
        self._lock = asyncio.Lock()
        self._declined: set[Secret] = set()
        self._asked: set[Future[str | None]] = set()
        """What threads wait for."""

    def from_threads(self) -> RenewKey:
        """What the threads of this loop call; they wait for the user, the loop does not."""
        loop = asyncio.get_running_loop()

        def renew(refused: str) -> str | None:
            asked = asyncio.run_coroutine_threadsafe(self._told(Secret(refused)), loop)
            self._asked.add(asked)
            try:
                return asked.result()
            except CancelledError:
                return None
            finally:
                self._asked.discard(asked)

        return renew

    def end(self) -> None:
        """Nobody is asked any more: who waits for another key gets none."""
        self.ask = None
        for asked in tuple(self._asked):
            asked.cancel()

    @property
    def is_declined(self) -> bool:
        """Whether the key in use is refused, and the user goes on without another one."""
        return self.key in self._declined

    async def renew(self, refused: Secret | None) -> Secret | None:
        """The key to use in the place of one that was refused; None where there is no other."""
        async with self._lock:
            if refused is not None and self.key == refused and await self._may_ask(refused):
                await self._find(refused)
                if self.key == refused and self.ask is not None:
                    await self.ask()
                if self.key == refused:
                    self._declined.add(refused)
            return self.key if self.key != refused else None

    async def _told(self, refused: Secret) -> str | None:
        key = await self.renew(refused)
        return key.reveal() if key is not None else None

    async def _may_ask(self, refused: Secret) -> bool:
        return self.ask is not None and refused not in self._declined and await self._is_refused()

    async def _find(self, refused: Secret) -> None:
        """Use the key that the same source has by now: it was replaced there."""
        connection = self._connection()
        with suppress(SetupError, AixplainV2Error):  # then another one is asked for
            found = (await self._bridge.read(self._connect)).credential
            used = connection.credential if connection is not None else None
            is_same_source = found is not None and used is not None and found.source == used.source
            if found is not None and is_same_source and found.key != refused:
                await self._use(found)

    @property
    def key(self) -> Secret | None:
        """The one in use."""
        connection = self._connection()
        return connection.credential.key if connection is not None and connection.credential else None

    async def _is_refused(self) -> bool:
        """Whether it is our key that is refused, and not one that a tool was to be connected with."""
        connection = self._connection()
        assert connection is not None

        def check() -> bool:
            gateway = WorkspaceGateway.open(connection)
            try:
                gateway.check()
            except AuthenticationError:
                return True
            finally:
                gateway.close()
            return False

        with suppress(AixplainV2Error):
            return await self._bridge.read(check)
        return False
