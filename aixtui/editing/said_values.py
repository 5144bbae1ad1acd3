"""Values said by name, as `NAME=TEXT`, put into a form: fields and resources by what people call them."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from aixtui.editing.document_text.fields import FieldTexts
from aixtui.editing.filling import fill_form
from aixtui.editing.form import Form
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.references import Reference, ids_in
from aixtui.workspace.named import MOST_NAMED, is_id_or_path, named
from aixtui.workspace.workspace import WorkspaceGateway


class SaidValueError(Exception):
    """What was said fits no field, or names no resource; the text says which and what would."""

    title = "Not a value that can be taken"
    code = "invalid"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class SaidFieldError(SaidValueError):
    """There is no such field, or it takes one text: a command was used wrongly."""

    exit_code = 2


async def say_values(form: Form, said: Sequence[tuple[str, str]]) -> None:
    """Have the fields of a form hold what is said; a field that is a list may be said more than once.

    Raises:
        SaidValueError: there is no such field or resource, or a field is said twice. Else as a search does.
    """
    texts: dict[str, str] = {}
    for name, said_text in said:
        field, text = field_named(form.fields, name), said_text
        if field.reference is not None and text:
            read = partial(resource_id, reference=field.reference, text=text)
            text, called = await form.session.read(read)
            form.names[text] = called
        if field.name in texts and not field.is_list:
            raise SaidFieldError(f"{field.label} is said twice.")
        texts[field.name] = f"{texts[field.name]}\n{text}" if field.name in texts else text
    fill_form(form, FieldTexts(texts, {}, {}, ()))


async def take_names(form: Form, before: Mapping[str, str]) -> None:
    """Have ids stand where a document says names of resources; `before` are the texts it was put over.

    Raises:
        SaidValueError: there is no such resource, or more than one. Else as a search does.
    """
    for field in form.fields:
        text, known = form.texts[field.name], ids_in(before[field.name])
        if field.reference is not None and text != before[field.name]:
            ids = [one if one in known else await id_meant(form, field, one) for one in ids_in(text)]
            form.put(field.name, "\n".join(ids))


async def id_meant(form: Form, field: Field, text: str) -> str:
    """The id of what a field refers to by a text: itself, or that of the only resource of this name.

    Raises:
        SaidValueError: there is no such resource, or more than one. Else as a search does.
    """
    assert field.reference is not None, "one that refers to something"
    if text in form.names or text in ids_in(form.base[field.name]):
        return text
    found, called = await form.session.read(partial(resource_id, reference=field.reference, text=text))
    if called != found:
        form.names[found] = called
    return found


def field_named(fields: Sequence[Field], word: str) -> Field:
    """The field of this name, label or name on the wire, in any case.

    Raises:
        SaidValueError: there is none.
    """
    wanted = word.strip().casefold()
    names = {name.casefold(): one for one in fields for name in (one.label, one.wire, one.name) if name}
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, 1)
    there = ", ".join(field.name for field in fields)
    hint = f"Did you mean {names[near[0]].name}?" if near else f"There are {there}."
    raise SaidFieldError(f"There is no field {clean(word)!r}.", hint)


def resource_id(workspace: WorkspaceGateway, reference: Reference, text: str) -> tuple[str, str]:
    """The id and the name of the resource that a text means: its id, its path, or its name and no other's."""
    kinds = [kind for kind in KINDS if kind.id in reference.kinds]
    if is_id_or_path(text):
        return text, text
    found = [pair for kind in kinds for pair in named(workspace, kind, text)]
    if len(found) == 1:
        return found[0]
    what = " or ".join(kind.id for kind in kinds)
    if not found:
        raise SaidValueError(
            f"There is no {what} {clean(text)!r}.", "Say its name in full, its path or its id."
        )
    ids = ", ".join(one for one, _ in found[:MOST_NAMED])
    raise SaidValueError(f"{len(found)} are named {clean(text)!r}.", f"Say the id: {ids}.")
