"""What was saved or deleted from here, to be taken back."""

from aixtui.actions import AppAction
from aixtui.editing.undo_list import UndoList
from aixtui.workspace.problems import explain


class UndoController:
    """Opens the list of saves and deletions."""

    def __init__(self, undo: UndoList) -> None:
        self._undo = undo

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """A workspace that is only read takes nothing back."""
        error = self._undo.reason_against
        return explain(error).sentence if error is not None else ""

    async def do_undo_list(self) -> None:
        """Have the user take one back."""
        await self._undo.open()
