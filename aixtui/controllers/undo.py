"""What was saved or deleted from here, to be taken back."""

from aixtui.actions import AppAction
from aixtui.face import Face
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject


class UndoController:
    """Opens the list of saves and deletions."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._subject, self._face = session, subject, face

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # it has one
        """A workspace that is only read takes nothing back."""
        error = self._session.read_only.refuses("save")
        return explain(error).sentence if error is not None else ""

    async def do_undo_list(self) -> None:
        """Have the user take one back."""
        from aixtui.editing.undo_list import UndoList  # a start needs none of it

        await UndoList(self._session, self._subject, self._face).open()
