"""Any number of a field's options, switched on and off."""

from collections.abc import Sequence

from aixtui.editing.form import Form
from aixtui.editing.reference_picker import ADDS
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.references import ids_in


async def pick_options(form: Form, field: Field, face: Face) -> None:
    """Have the user switch the options of a field; what it holds besides them is among the choices, too."""
    held = ids_in(form.texts[field.name])
    # One of many lines could not be told from many.
    others = [one for one in field.options if one not in held and one and "\n" not in one]

    def choices(_: str) -> Sequence[Choice]:
        chosen = ids_in(form.texts[field.name])
        # Each stays where it is: what is beside it may be wanted next.
        return [
            Choice(one, clean(one), field.notes.get(one, ""), is_selected=one in chosen)
            for one in [*held, *others]
        ]

    def toggle(option: str) -> None:
        chosen = ids_in(form.texts[field.name])
        now = [one for one in chosen if one != option] if option in chosen else [*chosen, option]
        form.type(field.name, "\n".join(now))

    await face.switch(field.label, choices, toggle, verbs=ADDS)
