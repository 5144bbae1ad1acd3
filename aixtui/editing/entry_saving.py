"""How the form of an entry is saved: it goes into the field that it came of."""

from aixtui.editing.form import Form
from aixtui.editing.form_saving import AT_FIELDS
from aixtui.editing.taker import Taker
from aixtui.face import Face


class EntrySaving:
    """Saves one form; on success it is over, and nothing was sent."""

    def __init__(self, form: Form, taker: Taker, face: Face) -> None:
        self._form, self._taker, self._face = form, taker, face

    def save(self) -> None:
        """Put it where it goes, or say what is wrong with it."""
        checks = self._form.checks
        if checks.check_all() and (wrong := self._taker.take()) is not None:
            checks.refuse({wrong.field: wrong.sentence})
        if checks.problems:
            self._form.activity.fail(AT_FIELDS)
        else:
            self._face.tell(self._taker.place)
