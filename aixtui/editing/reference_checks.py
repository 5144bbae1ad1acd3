"""Whether there is what a form refers to, where the platform would take an id that nothing has."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from aixtui.editing.form import Form
from aixtui.editing.said_values import SaidValueError, resource_id
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.references import ids_in
from aixtui.kindspec.words import references_in
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway


class Unseen(NamedTuple):
    """An id that a field newly names, of which nobody knows whether there is such a thing."""

    field: Field
    id: str
    kinds: Sequence[Kind]


def unseen_references(form: Form) -> list[Unseen]:
    """Those of a form. What was picked has a name and is there; what was there before is left alone."""
    return [
        Unseen(field, one, [kind for kind in KINDS if kind.id in reference.kinds])
        for field in form.fields
        if field.name in form.changes
        for one, reference in references_in(field, form.texts[field.name])
        if reference.is_looked_up
        and one not in form.names
        and one not in {before for before, _ in references_in(field, form.base[field.name])}
    ]


async def missing_references(form: Form) -> dict[str, str]:
    """A sentence for each field that names what the server does not have; meanwhile nothing can be typed.

    What is no id but the name of one resource alone becomes the id of that. Where the server cannot be asked,
    the save will tell.
    """
    unseen = unseen_references(form)
    if not unseen:
        return {}
    form.is_saving = True
    form.activity.begin("looking for what it refers to")
    form.changed()
    said: dict[str, list[str]] = {}
    try:
        for one in unseen:
            if await _is_missing(form.session, one) and (wrong := await _resolve(form, one)):
                said.setdefault(one.field.name, []).append(wrong)
        return {name: " ".join(sentences) for name, sentences in said.items()}
    finally:
        form.is_saving = False
        form.activity.end()
        form.changed()


def _sentence(missing: Unseen) -> str:
    *others, last = (kind.id for kind in missing.kinds)
    kinds = " or ".join(filter(None, (", ".join(others), last)))
    return f"{missing.field.label}: there is no {kinds} {clean(missing.id)}."


async def _is_missing(session: AppSession, unseen: Unseen) -> bool:
    """Whether the server says of each kind that it has none of this id."""
    for kind in unseen.kinds:
        try:
            await session.read(partial(_get, kind, unseen.id))
        except Exception as error:
            if explain(error).is_gone:
                continue
        return False
    return True


async def _resolve(form: Form, unseen: Unseen) -> str:
    """Put the id of the only resource of this name in its place; else what is wrong, as a sentence."""
    field, text = unseen.field, unseen.id
    if field.reference is None:
        return _sentence(unseen)
    try:
        found, name = await form.session.read(partial(resource_id, reference=field.reference, text=text))
    except SaidValueError as error:
        return f"{field.label}: {error} {error.hint}"
    except Exception:  # all that is known is that there is none of this id
        return _sentence(unseen)
    if found == text:
        return _sentence(unseen)
    form.names[found] = name
    ids = [found if one == text else one for one in ids_in(form.texts[field.name])]
    form.put(field.name, "\n".join(dict.fromkeys(ids)))
    return ""


def _get(kind: Kind, one: str, workspace: WorkspaceGateway) -> object:
    return workspace.get(kind, one)
