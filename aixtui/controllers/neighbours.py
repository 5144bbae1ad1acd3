"""From one resource to the next of its list, without going back to that."""

from aixtui.actions import AppAction
from aixtui.editing.document import Document
from aixtui.face import Face

NO_LIST = "It was not opened from a list."
GONE = "The list has changed meanwhile: go back to see it."


class NeighboursController:
    """Has a document show the resource beside the one it is about."""

    def __init__(self, document: Document, face: Face) -> None:
        self._document, self._face = document, face

    def refusal(self, action: AppAction) -> str:
        """There has to be one; what is being done with this one comes first."""
        if task := self._document.activity.held_task:
            return f"Still {task}: wait for the answer."
        neighbours = self._document.neighbours
        by = +1 if action.id == "next-resource" else -1
        return neighbours.reason_against(self._document.resource, by) if neighbours else NO_LIST

    async def do_next_resource(self) -> None:
        """Show the next one."""
        await self._step(+1)

    async def do_previous_resource(self) -> None:
        """Show the one before."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        neighbours = self._document.neighbours
        assert neighbours is not None, "refused without a list"
        try:
            resource = await neighbours.step(by)
        except Exception as error:
            self._face.problem(error)
            return
        if resource is None:
            self._face.tell(GONE, warning=True)
        elif not self._document.is_over:
            self._document.show_other(resource)
