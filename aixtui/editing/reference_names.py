"""The names of the resources that fields refer to, where their texts hold the ids alone."""

from collections.abc import Iterable, Iterator, Mapping

from aixtui.editing.form import Form
from aixtui.editing.resource_names import Unnamed, learn_names
from aixtui.face import Face
from aixtui.kinds import KINDS
from aixtui.kindspec.field import Field
from aixtui.kindspec.words import references_in


def referred_to(fields: Iterable[Field], texts: Mapping[str, str]) -> Iterator[Unnamed]:
    """What the texts of fields name."""
    for field in fields:
        for one, reference in references_in(field, texts.get(field.name, "")):
            yield Unnamed(one, tuple(kind for kind in KINDS if kind.id in reference.kinds))


async def load_names(form: Form) -> None:
    """Ask for the names that are not known."""
    unnamed = [*referred_to(form.fields, form.texts)]
    await learn_names(form.session, form.names, unnamed, form.changed, form.makers)
    alike = [one for one in unnamed if one.id in form.names]  # it shows only once all names are known
    await learn_names(form.session, form.names, alike, form.changed, form.makers)


async def load_names_of(form: Form, typed: Mapping[str, str], face: Face) -> None:
    """Have the names for texts that are to be compared with those of a form."""
    unnamed = [
        one
        for texts in (typed, form.texts, form.base)
        for one in referred_to((form.field(name) for name in typed), texts)
        if one.id not in form.names
    ]
    if unnamed:
        with face.busy("looking for the names of what it refers to"):
            await learn_names(form.session, form.names, unnamed, form.changed)
