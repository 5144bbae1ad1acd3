"""The resources that were opened lately, in this sitting and those before."""

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.listing.memory import Memory
from aixtui.stores.state import Recent
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession


class Recents:
    """The latest first. Ids belong to a workspace, so nothing is recalled before that is known."""

    def __init__(self, session: AppSession, memory: Memory) -> None:
        self._session, self._memory = session, memory
        self._is_recalled = False
        self.changed = Notice()
        self.items: tuple[Recent, ...] = ()

    async def recall(self) -> None:
        """Put what was opened in other sittings behind what was opened in this one already; once."""
        if self._is_recalled or not self._memory.is_open or not self._session.has_key:
            return
        self._is_recalled, workspace = True, self._session.workspace_name
        if former := self._session.former_name:
            await self._memory.read(lambda store: store.adopt(former, workspace))
        early_items = tuple(reversed(self.items))
        for item in early_items:
            await self._memory.read(lambda store, item=item: store.add_recent(workspace, item))  # type: ignore[misc]
        items = await self._memory.read(lambda store: store.recents(workspace)) or ()
        ids = {(item.kind, item.id) for item in self.items}  # also what was opened while this was read
        self.items += tuple(item for item in items if (item.kind, item.id) not in ids)
        self.changed()

    def add(self, kind_id: str, resource: Resource) -> None:
        """Note that a resource was looked at."""
        recent = Recent(kind_id, resource.id, clean(resource.name))
        others = (item for item in self.items if (item.kind, item.id) != (kind_id, resource.id))
        self.items = (recent, *others)
        self.changed()
        workspace = self._session.workspace_name
        self._memory.keep(lambda store: store.add_recent(workspace, recent))

    def remove(self, recent: Recent) -> None:
        """List it no longer; opening it again brings it back."""
        self.items = tuple(item for item in self.items if item != recent)
        self.changed()
        workspace = self._session.workspace_name
        self._memory.keep(lambda store: store.forget(workspace, recent))
