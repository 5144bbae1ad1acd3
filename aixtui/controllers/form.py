"""A form that is filled."""

from aixtui.actions import AppAction
from aixtui.editing.entry_list import EntryList
from aixtui.editing.entry_saving import EntrySaving
from aixtui.editing.filling import Filling
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.moment_picker import pick_moment
from aixtui.editing.offer_picker import pick_offer
from aixtui.editing.option_picker import pick_options
from aixtui.editing.own_editor import OwnEditor
from aixtui.editing.picked_list import PickedList
from aixtui.editing.reference_opening import ReferenceOpening
from aixtui.editing.reference_picker import ReferencePicker
from aixtui.editing.related import Related
from aixtui.face import Face
from aixtui.kindspec.field import Field

_MOVES = {"reference-up": -1, "reference-down": 1}


class FormController:
    """Fills, saves and leaves a form."""

    def __init__(self, form: Form, face: Face, related: Related | None = None) -> None:
        """`related` opens what fields refer to, where there is a way."""
        self._form, self._face = form, face
        self._saving = FormSaving(form, face)
        self._picker = ReferencePicker(form, face)
        self._opening = ReferenceOpening(form, face, related or Related(form.session, None))
        self._editor, self._filling = OwnEditor(form, face), Filling(form, face)

    def refusal(self, action: AppAction) -> str:
        """While it is being saved, its end has to be waited for; only what has changed can be put back."""
        form = self._form
        if form.is_saving:
            return "It is being saved: wait for the answer."
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
        if action.id == "drop-reference" and field.records is not None:
            return f"{field.label} is taken away entry by entry: Enter lists them."
        if action.id == "pick" and field.records and field.records.members and not form.listed(field):
            return f"{field.label}: there is nothing to be set yet."
        if action.id == "pick" and field.offers and not form.texts[field.offers.of]:
            return (
                f"{field.label}: pick {form.field(field.offers.of).label} first, which tells what there is."
            )
        return self._refusal_of_picked(action, field)

    def _refusal_of_picked(self, action: AppAction, field: Field) -> str:
        if action.id == "drop-reference" and not self._form.texts[field.name]:
            return f"{field.label} holds nothing."
        if action.id == "open-reference":
            return self._opening.reason_against(field)
        if (by := _MOVES.get(action.id)) is not None:
            return PickedList(self._form, field).reason_against_moving(by)
        return ""

    def label(self, action: AppAction) -> str:
        """What a key does in the current field."""
        field = self._form.field(self._form.moves.current)
        if action.id != "pick" or not (field.is_list or field.records is not None):
            return action.label
        if field.records is None or not self._form.listed(field):
            return "Add"
        return "List"

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

    async def do_pick(self, text: str = "") -> None:
        """Pick what the field refers to, beginning with a text that is looked for; or list its entries."""
        form, field = self._form, self._form.field(self._form.moves.current)
        if field.records is not None:
            await EntryList(form, field, self._face).show()
        elif field.many:
            await pick_options(form, field, self._face)
        elif field.is_moment:
            await pick_moment(form, field, self._face)
        elif field.offers is not None:
            await pick_offer(form, field, self._face, text)
        else:
            await self._picker.pick(field, text)

    async def do_open_reference(self) -> None:
        """Show what the field refers to."""
        await self._opening.open(self._form.field(self._form.moves.current))

    def do_reference_up(self) -> None:
        """Put what the cursor is on further up."""
        self._picked.move(-1)

    def do_reference_down(self) -> None:
        """Put what the cursor is on further down."""
        self._picked.move(1)

    def do_drop_reference(self) -> None:
        """Take away what the cursor is on."""
        self._picked.drop()

    @property
    def _picked(self) -> PickedList:
        return PickedList(self._form, self._form.field(self._form.moves.current))

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
