"""What one sitting remembers for the next, in the state store; without that everything else still works."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
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
        self._glance: StateStore | None = None
        self._turn = asyncio.Lock()
        """What is kept later is written later."""

    @property
    def is_open(self) -> bool:
        """Whether anything can be remembered yet."""
        return self._store is not None

    async def open(self) -> None:
        """Open the store, once."""
        async with self._turn:
            if self._store is None:
                self._store = await self._bridge.read(StateStore)
                if self._store.problem is not None:
                    self._face.problem(self._store.problem)

    @contextmanager
    def glance(self) -> Iterator[None]:
        """Have `read_now` answer in this block: before anything is shown nothing is held up by it."""
        try:
            self._glance = StateStore(is_glance=True)
        except StoreError:  # told by `open`, if it is worth a word
            yield
            return
        with closing(self._glance):
            yield
        self._glance = None

    def read_now(self, call: Callable[[StateStore], T]) -> T | None:
        """What the store says at once; None where it cannot be read so, and after the glance."""
        if self._glance is None:
            return None
        with suppress(StoreError):
            return call(self._glance)
        return None

    async def read(self, call: Callable[[StateStore], T], *, is_quiet: bool = False) -> T | None:
        """What the store says; None where it cannot be read, which nobody is told of what `is_quiet`."""
        store = self._store
        if store is None:
            return None
        try:
            return await self._bridge.read(lambda: call(store))
        except StoreError as error:
            if not is_quiet:
                self._face.problem(error)
            return None

    def keep(self, call: Callable[[StateStore], None], *, is_quiet: bool = False) -> None:
        """Have something written."""
        self._face.start(self._keep(call, is_quiet=is_quiet))

    async def _keep(self, call: Callable[[StateStore], None], *, is_quiet: bool) -> None:
        async with self._turn:
            await self.read(call, is_quiet=is_quiet)
