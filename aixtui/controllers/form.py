"""A form that is filled."""

from aixtui.actions import AppAction
from aixtui.editing.entry_saving import EntrySaving
from aixtui.editing.filling import Filling
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import Face

SAVING = "It is being saved: wait for the answer."


class FormController:
    """Fills, saves and leaves a form."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face
        self._saving = FormSaving(form, face)
        self._editor, self._filling = OwnEditor(form, face), Filling(form, face)

    def refusal(self, action: AppAction) -> str:
        """While it is being saved, its end has to be waited for; only what has changed can be put back."""
        form = self._form
        if form.is_saving:
            return SAVING
        field = form.field(form.moves.current)
        if action.id == "undo" and not form.history.can_undo:
            return "There is nothing to take back."
        if action.id == "redo" and not form.history.can_redo:
            return "Nothing was taken back that could be done again."
        if action.id in ("next-group", "previous-group") and not form.moves.has_groups:
            return "All fields stand in one group here."
        if action.id == "revert-field" and not form.is_changed(field):
            return f"{field.label} has not been changed."
        if action.id == "revert-all" and form.is_as_it_began:
            return "Nothing has changed."
        return ""

    async def do_save(self) -> None:
        """Show what changed, unless that is set to be skipped, then save."""
        form = self._form
        if form.taker is not None:
            EntrySaving(form, form.taker, self._face).save()
        else:
            await self._saving.save(asks=form.session.settings.editing.ask_before_save)

    async def do_edit_text(self) -> None:
        """Edit the field in the user's own editor, or the document where it is no long text."""
        await self._editor.edit_current()

    async def do_edit_document(self) -> None:
        """Edit the document in the user's own editor."""
        await self._editor.edit_document()

    async def do_from_file(self) -> None:
        """Fill it from a file."""
        await self._filling.from_file()

    def do_undo(self) -> None:
        """Take the last change back, wherever it was."""
        self._form.undo()

    def do_redo(self) -> None:
        """Do again what was taken back last."""
        self._form.redo()

    def do_next_field(self) -> None:
        """Go to the next field."""
        self._form.moves.by(1)

    def do_previous_field(self) -> None:
        """Go to the field before."""
        self._form.moves.by(-1)

    def do_next_group(self) -> None:
        """Go to the next heading."""
        self._form.moves.to_next_group()

    def do_previous_group(self) -> None:
        """Go to this heading, or the one before."""
        self._form.moves.to_previous_group()

    def do_revert_field(self) -> None:
        """Put the field back to what it was."""
        self._form.revert(self._form.moves.current)

    async def do_revert_all(self) -> None:
        """Put all fields back to what they were, after asking."""
        form = self._form
        changed = [field.name for field in form.fields if form.is_changed(field)]
        if await self._face.confirm("Put all fields back?", form.changed_labels, yes="Put back", danger=True):
            form.revert(*changed)

    async def do_back(self) -> None:
        """Leave it; asks where something changed."""
        await self._form.leave(self._face)

    async def leave(self) -> bool:
        """As Esc does, for another place."""
        if self._form.is_saving:
            self._face.tell(SAVING, warning=True)
        else:
            await self.do_back()
        return self._form.is_over
