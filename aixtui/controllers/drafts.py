"""What was typed and never saved."""

from aixtui.actions import AppAction
from aixtui.editing.draft_list import DraftList


class DraftsController:
    """Opens the list of drafts."""

    def __init__(self, drafts: DraftList) -> None:
        self._drafts = drafts

    def count(self, _: AppAction) -> int:
        """How many nobody has open."""
        return self._drafts.count

    async def do_drafts(self) -> None:
        """Have the user take one up again, or throw it away."""
        await self._drafts.open()
