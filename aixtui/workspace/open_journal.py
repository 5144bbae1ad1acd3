"""The journal of one sitting, opened when it is first needed."""

import asyncio
from collections.abc import Callable

from aixtui.stores.journal import Journal
from aixtui.workspace.bridge import Bridge


class OpenJournal:
    """Opens it once, and has a workspace own what older versions kept under its profile."""

    def __init__(self, bridge: Bridge, names: Callable[[], tuple[str, str]]) -> None:
        """`names` tells the workspace and its former name, each empty where it is not known or none."""
        self._bridge, self._names = bridge, names
        self._lock = asyncio.Lock()
        self._journal: Journal | None = None
        self._adopting = ""
        """The workspace that owns what was kept under the former name."""

    async def get(self) -> Journal:
        """The journal; what is wrong with it is its `problem`."""
        async with self._lock:
            if self._journal is None:
                self._journal = await self._bridge.read(Journal.open)
            journal, (name, former) = self._journal, self._names()
            if former and name not in ("", self._adopting):
                self._adopting = name
                await self._bridge.read(lambda: journal.adopt(former, name))
            return journal

    def close(self) -> None:
        """Close it, if it is open; who needs it again opens it anew."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()
