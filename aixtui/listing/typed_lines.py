"""What was typed after `:`, in this sitting and those before."""

from aixtui.auth.redaction import hide
from aixtui.listing.memory import Memory
from aixtui.workspace.session import AppSession


class TypedLines:
    """The latest last, each once. A line that may hold a key is kept for this sitting only."""

    def __init__(self, session: AppSession, memory: Memory) -> None:
        self._session, self._memory = session, memory
        self._is_recalled = False
        self.items: tuple[str, ...] = ()

    async def recall(self) -> None:
        """Put what was typed in other sittings of the workspace before what was typed in this one; once."""
        workspace = self._session.workspace_name
        if self._is_recalled or not self._memory.is_open or not workspace:
            return
        self._is_recalled = True
        lines = await self._memory.read(lambda store: store.typed_lines.lines(workspace)) or ()
        self.items = (*(line for line in lines if line not in self.items), *self.items)

    def add(self, line: str) -> None:
        """A line was gone to."""
        self.items = (*(other for other in self.items if other != line), line)
        workspace = self._session.workspace_name
        if workspace and hide(line) == line:
            self._memory.keep(lambda store: store.typed_lines.add(workspace, line))
