"""A form that is filled."""

from aixtui.actions import AppAction
from aixtui.editing.form import Form
from aixtui.face import Face


class FormController:
    """Saves a form, and leaves it."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # the same for each
        """While it is being saved, its end has to be waited for."""
        return "It is being saved: wait for the answer." if self._form.is_saving else ""

    async def do_save(self) -> None:
        """Show what changed, then save."""
        await self._form.save(self._face)

    async def do_edit_text(self) -> None:
        """Edit the field in the user's own editor."""
        await self._form.edit_text(self._face)

    async def do_back(self) -> None:
        """Leave it; asks where something changed."""
        await self._form.leave(self._face)
