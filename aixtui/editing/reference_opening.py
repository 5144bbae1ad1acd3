"""Looking at what a field refers to, and coming back to the form as it was."""

from aixtui.editing.form import Form
from aixtui.editing.picked_list import PickedList
from aixtui.editing.related import Related
from aixtui.editing.resource_names import Unnamed, learn_names
from aixtui.face import Face
from aixtui.kinds import KINDS
from aixtui.kindspec.field import Field
from aixtui.kindspec.links import Link


class ReferenceOpening:
    """Opens what the fields of one form refer to."""

    def __init__(self, form: Form, face: Face, related: Related) -> None:
        self._form, self._face, self._related = form, face, related

    def reason_against(self, field: Field) -> str:
        """Why there is nothing to be opened, as a sentence."""
        if field.reference is None:
            return f"{field.label} names no resource."
        if not PickedList(self._form, field).current:
            return f"{field.label} holds nothing."
        return "" if self._links(field) else "There is no way to it from here."

    async def open(self, field: Field) -> None:
        """Open the one that the form is at, until the user leaves it; what it is called may be new then."""
        form, links = self._form, self._links(field)
        await self._related.open(self._face, *links)
        kinds = [kind for kind in KINDS if kind.id in [link.kind for link in links]]
        names: dict[str, str] = {}
        await learn_names(form.session, names, [Unnamed(links[0].id, kinds)])
        form.names |= names
        form.changed()

    def _links(self, field: Field) -> list[Link]:
        """The kinds that it may be of, as far as there is a way to them."""
        one = PickedList(self._form, field).current
        kinds = field.reference.kinds if field.reference is not None else ()
        links = (Link(kind, one, self._form.names.get(one, "")) for kind in kinds)
        return [link for link in links if self._related.can_open(link)]
