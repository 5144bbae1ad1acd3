"""Another key where the one in use has expired or been revoked: asked for once, then the work goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING

from aixsdk.exceptions import AixplainV2Error, AuthenticationError
from aixtui.auth.secret import RenewKey, Secret
from aixtui.workspace.workspace import WorkspaceGateway

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.workspace.bridge import Bridge


class KeyRenewal:
    """Asks whoever sits there, and once for each key: a refusal to give another one stands."""

    def __init__(self, bridge: Bridge, connection: Callable[[], ConnectionSettings | None]) -> None:
        self._bridge, self._connection = bridge, connection
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
            asked = asyncio.run_coroutine_threadsafe(self._renew(Secret(refused)), loop)
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

    async def _renew(self, refused: Secret) -> str | None:
        async with self._lock:
            if (key := self._key()) == refused:
                if self.ask is None or refused in self._declined or not await self._is_refused():
                    return None
                await self.ask()
                if (key := self._key()) == refused:
                    self._declined.add(refused)
            return key.reveal() if key is not None and key != refused else None

    def _key(self) -> Secret | None:
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
