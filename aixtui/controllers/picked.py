"""What is picked for the fields of a form, instead of typed."""

from aixtui.actions import AppAction
from aixtui.controllers.form import SAVING
from aixtui.editing.entry_list import EntryList
from aixtui.editing.form import Form
from aixtui.editing.moment_picker import pick_moment
from aixtui.editing.offer_picker import pick_offer
from aixtui.editing.option_picker import pick_options
from aixtui.editing.picked_list import PickedList
from aixtui.editing.reference_opening import ReferenceOpening
from aixtui.editing.reference_picker import ReferencePicker
from aixtui.editing.related import Related
from aixtui.face import Face
from aixtui.kindspec.field import Field

_MOVES = {"reference-up": -1, "reference-down": 1}


class PickedController:
    """Picks for the current field, puts that in order, opens it and takes it away."""

    def __init__(self, form: Form, face: Face, related: Related | None = None) -> None:
        """`related` opens what fields refer to, where there is a way."""
        self._form, self._face = form, face
        self._picker = ReferencePicker(form, face)
        self._opening = ReferenceOpening(form, face, related or Related(form.session, None))

    @property
    def _field(self) -> Field:
        return self._form.field(self._form.moves.current)

    @property
    def _list(self) -> PickedList:
        return PickedList(self._form, self._field)

    def refusal(self, action: AppAction) -> str:
        """There has to be something to be picked, opened, moved or taken away."""
        form, field = self._form, self._field
        if form.is_saving:
            return SAVING
        if action.id == "pick":
            return self._reason_against_picking(field)
        if action.id == "open-reference":
            return self._opening.reason_against(field)
        if (by := _MOVES.get(action.id)) is not None:
            return self._list.reason_against_moving(by)
        if field.records is not None:
            return f"{field.label} is taken away entry by entry: Enter lists them."
        return "" if form.texts[field.name] else f"{field.label} holds nothing."

    def _reason_against_picking(self, field: Field) -> str:
        form = self._form
        is_any_there = form.listed(field) or field.name in form.unfinished.held
        if field.records and field.records.members and not is_any_there:
            return f"{field.label}: there is nothing to be set yet."
        if field.offers and not form.texts[field.offers.of]:
            return (
                f"{field.label}: pick {form.field(field.offers.of).label} first, which tells what there is."
            )
        return ""

    def label(self, action: AppAction) -> str:
        """What a key does in the current field."""
        field = self._field
        if action.id != "pick" or not (field.is_list or field.records is not None):
            return action.label
        if field.records is None or not self._form.listed(field):
            return "Add"
        return "List"

    async def do_pick(self, text: str = "") -> None:
        """Pick what the field refers to, beginning with a text that is looked for; or list its entries."""
        form, field = self._form, self._field
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
        await self._opening.open(self._field)

    def do_reference_up(self) -> None:
        """Put what the cursor is on further up."""
        self._list.move(-1)

    def do_reference_down(self) -> None:
        """Put what the cursor is on further down."""
        self._list.move(1)

    def do_drop_reference(self) -> None:
        """Take away what the cursor is on."""
        self._list.drop()
