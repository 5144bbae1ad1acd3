"""The user's own file of views and favourites, as it was read last."""

from collections.abc import Callable

from aixtui.face import Face
from aixtui.stores.views import SavedPlaces, ViewStore
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.notice import Notice


class SavedFile:
    """Reads and writes off the loop; without the file everything else still works."""

    def __init__(self, bridge: Bridge, face: Face) -> None:
        self._bridge, self._face = bridge, face
        self.store = ViewStore()
        self.changed = Notice()
        self.content = SavedPlaces()

    async def read(self) -> None:
        """Read it again: another program may have changed it meanwhile."""
        try:
            self._take(await self._bridge.read(self.store.read))
        except Exception as error:
            self._face.problem(error)

    async def write(self, change: Callable[[], SavedPlaces]) -> None:
        """Change it by a method of the store, and have what it holds then.

        Raises:
            ViewsError: it cannot be written; nothing has changed.
        """
        self._take(await self._bridge.write(change))

    def _take(self, content: SavedPlaces) -> None:
        if content != self.content:
            self.content = content
            self.changed()

    async def change(self, change: Callable[[], SavedPlaces], success: str) -> None:
        """Change it, and say that it is done or why not."""
        try:
            await self.write(change)
        except Exception as error:
            self._face.problem(error)
        else:
            self._face.tell(success)
