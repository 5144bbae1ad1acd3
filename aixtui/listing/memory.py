"""What one sitting remembers for the next, in the state store; without that everything else still works."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aixtui.face import Face
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore
from aixtui.workspace.bridge import Bridge

T = TypeVar("T")


class Memory:
    """Reads and writes off the loop. What fails is told once and is not remembered."""

    def __init__(self, bridge: Bridge, face: Face) -> None:
        self._bridge, self._face = bridge, face
        self._store: StateStore | None = None
        self._turn = asyncio.Lock()
        """What is kept later is written later."""

    @property
    def is_open(self) -> bool:
        """Whether anything can be remembered yet."""
        return self._store is not None

    async def open(self) -> None:
        """Open the store."""
        self._store = await self._bridge.read(StateStore)
        if self._store.problem is not None:
            self._face.problem(self._store.problem)

    async def read(self, call: Callable[[StateStore], T]) -> T | None:
        """What the store says; None where it cannot be read."""
        store = self._store
        if store is None:
            return None
        try:
            return await self._bridge.read(lambda: call(store))
        except StoreError as error:
            self._face.problem(error)
            return None

    def keep(self, call: Callable[[StateStore], None]) -> None:
        """Have something written."""
        self._face.start(self._keep(call))

    async def _keep(self, call: Callable[[StateStore], None]) -> None:
        async with self._turn:
            await self.read(call)
