"""What a field holds that is picked, one by one."""

from collections.abc import Sequence

from aixtui.editing.form import Form
from aixtui.kindspec.field import Field
from aixtui.kindspec.references import ids_in


class PickedList:
    """Does something with the one that its form is at."""

    def __init__(self, form: Form, field: Field) -> None:
        self._form, self._field = form, field

    @property
    def _ids(self) -> list[str]:
        return ids_in(self._form.texts[self._field.name])

    @property
    def _place(self) -> int:
        return self._form.moves.place(self._field.name)

    @property
    def current(self) -> str:
        """Its id; empty where the field holds nothing."""
        return next(iter(self._ids[self._place :]), "")

    def reason_against_moving(self, by: int) -> str:
        """Why it cannot be put so many places further, as a sentence."""
        label, count = self._field.label, len(self._ids)
        if not self._field.is_list:
            return f"{label} has no order."
        if count < 2:
            return f"{label} holds nothing to be put in another order."
        if not 0 <= self._place + by < count:
            return f"It is the {'first' if by < 0 else 'last'} one already."
        return ""

    def move(self, by: int) -> None:
        """Put it so many places further."""
        ids, place = self._ids, self._place
        ids.insert(place + by, ids.pop(place))
        self._hold(ids)
        self._form.moves.point(self._field.name, place + by)

    def drop(self) -> None:
        """Take it away."""
        ids = self._ids
        del ids[self._place]
        self._hold(ids)

    def _hold(self, ids: Sequence[str]) -> None:
        self._form.type(self._field.name, "\n".join(ids))
