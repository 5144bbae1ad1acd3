"""How many drafts of a workspace wait to be taken up, for the headers of the screens that list them."""

from collections.abc import Awaitable, Callable

from aixtui.stores.draft import StoredDraft
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
        self.waiting: tuple[StoredDraft, ...] = ()

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.waiting)

    async def update(self) -> None:
        """Count again."""
        journal, workspace = await self._journal(), self._workspace()
        try:
            waiting = await self._bridge.read(lambda: _waiting(journal, workspace))
        except StoreError:
            return
        if waiting != self.waiting:
            self.waiting = waiting
            self.changed()


def _waiting(journal: Journal, workspace: str) -> tuple[StoredDraft, ...]:
    drafts = journal.drafts.all(workspace)
    return tuple(one for one in drafts if one.holder == "nobody" and not one.is_over)
