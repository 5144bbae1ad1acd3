"""The names of the resources that a form refers to, where its document holds their ids alone."""

from aixtui.editing.form import Form
from aixtui.editing.resource_names import ResourceNames, Unnamed
from aixtui.kinds import KINDS
from aixtui.kindspec.words import references_in


async def load_names(form: Form) -> None:
    """Ask for the names that are not known."""
    unnamed = [
        Unnamed(one, tuple(kind for kind in KINDS if kind.id in reference.kinds))
        for field in form.fields
        for one, reference in references_in(field, form.texts[field.name])
        if one not in form.names
    ]
    async for learnt in ResourceNames(form.session).learn(unnamed):
        form.names[learnt.id] = learnt.name
        form.changed()
