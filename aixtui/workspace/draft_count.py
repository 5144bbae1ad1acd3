"""How many drafts of a workspace wait to be taken up, for the header of every screen."""

from collections.abc import Awaitable, Callable

from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.notice import Notice


class DraftCount:
    """Counts when it is told to, those that no form has open.

    What is wrong with a journal is told where something is to be kept in it.
    """

    def __init__(
        self, bridge: Bridge, journal: Callable[[], Awaitable[Journal]], workspace: Callable[[], str]
    ) -> None:
        self._bridge, self._journal, self._workspace = bridge, journal, workspace
        self.changed = Notice()
        self.number = 0

    async def update(self) -> None:
        """Count again."""
        journal, workspace = await self._journal(), self._workspace()
        try:
            number = await self._bridge.read(lambda: _count(journal, workspace))
        except StoreError:
            return
        if number != self.number:
            self.number = number
            self.changed()


def _count(journal: Journal, workspace: str) -> int:
    drafts = journal.drafts.all(workspace)
    return len([one for one in drafts if one.holder == "nobody" and not one.is_over])
