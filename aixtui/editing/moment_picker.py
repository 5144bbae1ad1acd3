"""A moment of a field, chosen from a calendar."""

from aixtui.editing.form import Form
from aixtui.face import Face
from aixtui.kindspec.field import Field


async def pick_moment(form: Form, field: Field, face: Face) -> None:
    """Have the user choose it, beginning with what is typed; who chooses nothing has that still."""
    text = await face.choose_moment(field.label, form.texts[field.name])
    if text is not None:
        form.fill({field.name: text})
