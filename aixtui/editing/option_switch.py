"""Which of its options a field holds, switched on and off."""

from collections.abc import Sequence

from aixtui.editing.form import Form
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Field
from aixtui.kindspec.references import ids_in


async def switch_options(form: Form, face: Face, field: Field) -> None:
    """Have the user switch the options of a field; what it holds beside them can be let go, too."""
    others = [one for one in ids_in(form.texts[field.name]) if one not in field.options]

    def choices(_: str) -> Sequence[Choice]:
        held = ids_in(form.texts[field.name])
        return [Choice(one, clean(one), is_selected=one in held) for one in (*field.options, *others)]

    def toggle(option: str) -> None:
        held = ids_in(form.texts[field.name])
        left = [one for one in held if one != option]
        form.type(field.name, "\n".join(left if option in held else [*held, option]))

    await face.switch(field.label, choices, toggle)
