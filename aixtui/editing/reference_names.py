"""The names of the resources that a form refers to, where its document holds their ids alone."""

from aixtui.editing.form import Form
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.words import references_in

MOST = 20
"""Resources that are asked for by their ids."""


async def load_names(form: Form) -> None:
    """Ask for the names that are not known; an id whose resource does not come stays as it is."""
    unknown = [
        (one, kind)
        for field in form.fields
        for one, kind_ids in references_in(field, form.texts[field.name])
        if one not in form.names
        for kind in KINDS
        if kind.id in kind_ids
    ]
    for one, kind in unknown[:MOST]:
        if one in form.names:
            continue
        try:
            found = await form.session.read(lambda ws, kind=kind, one=one: ws.get(kind, one))  # type: ignore[misc]
        except Exception:  # a name is missing, and nothing else
            continue
        form.names[one] = clean(found.name)
        form.changed()
