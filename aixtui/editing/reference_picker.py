"""What a field refers to, picked from what the server finds."""

from collections.abc import Sequence
from functools import partial

from aixtui.editing.form import Form
from aixtui.editing.reference_search import ReferenceSearch
from aixtui.face import Choice, Face
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.references import Reference, ids_in
from aixtui.kindspec.telling_apart import told_apart
from aixtui.workspace.session import AppSession

_NONE = "-"
"""What stands for no resource at all: no id."""
ADDS = ("adds", "takes away")
"""What is done to one that a list of a field does not hold, and to one that it holds."""


class ReferencePicker:
    """Picks for the fields of one form."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face

    async def pick(self, field: Field, text: str = "") -> None:
        """Have the user pick what a field refers to, from what is found for a text and others."""
        reference = field.reference
        assert reference is not None, "it refers to nothing"
        own_id = getattr(self._form.resource, "id", "")
        search = ReferenceSearch(self._form.session, self._face, reference, own_id)
        choices, title = _Offered(self._form, field, search).choices, field.label
        if reference.many:
            toggle = partial(self._toggle, field, search)
            await self._face.switch(
                title, choices, toggle, changed=search.changed, pages=search, text=text, verbs=ADDS
            )
            return
        picked = await self._face.choose(title, choices, changed=search.changed, pages=search, text=text)
        if picked:
            self._learn(search)
            self._form.type(field.name, "" if picked == _NONE else picked)

    def _learn(self, search: ReferenceSearch) -> None:
        self._form.names |= search.names
        self._form.makers |= search.makers

    def _toggle(self, field: Field, search: ReferenceSearch, picked: str) -> None:
        self._learn(search)
        ids = ids_in(self._form.texts[field.name])
        now = [one for one in ids if one != picked] if picked in ids else [*ids, picked]
        self._form.type(field.name, "\n".join(now))


class _Offered:
    """What can be picked for a field: what it holds, then page by page what is found for what is typed.

    Whatever is picked meanwhile, each stays where it is for as long as the text does.
    """

    def __init__(self, form: Form, field: Field, search: ReferenceSearch) -> None:
        self._form, self._field, self._search = form, field, search
        self._text: str | None = None
        self._held: list[str] = []
        """What the field held when the text was typed."""

    def choices(self, text: str) -> Sequence[Choice]:
        """The choices for a text."""
        chosen = ids_in(self._form.texts[self._field.name])
        if text != self._text:
            self._text, self._held = text, chosen
        search = self._search
        search.look_for(text)
        held = self._held if search.page == 1 else []
        notes = {one.id: one.note for one in search.found}
        names, makers = self._form.names | search.names, self._form.makers | search.makers
        name_of = partial(told_apart, names=names, makers=makers)
        choices = [
            Choice(one, name_of(one), "chosen", is_selected=True)
            if one in chosen
            else Choice(one, name_of(one), notes.get(one, ""))
            for one in held
            if one in notes or self._is_named_by(text, one)
        ]
        if chosen and not text and search.page == 1 and self._can_be_none:
            choices.append(Choice(_NONE, "None", "take it away"))
        choices += [
            Choice(one.id, name_of(one.id), one.note, is_selected=one.id in chosen)
            for one in search.found
            if one.id not in held
        ]
        return [*choices, *search.notes]

    def _is_named_by(self, text: str, resource_id: str) -> bool:
        name = self._form.name_of(resource_id).casefold()
        return all(word in name for word in text.casefold().split())

    @property
    def _can_be_none(self) -> bool:
        reference = self._field.reference
        return reference is not None and not reference.many and not self._field.required


async def pick_one(session: AppSession, face: Face, kind: Kind) -> str | None:
    """The id of the resource of a kind that the user picks; None when they want none."""
    search = ReferenceSearch(session, face, Reference((kind.id,)))

    def choices(text: str) -> Sequence[Choice]:
        search.look_for(text)
        name_of = partial(told_apart, names=search.names, makers=search.makers)
        return [*(Choice(one.id, name_of(one.id), one.note) for one in search.found), *search.notes]

    title = f"{kind.id.capitalize()} to begin with"
    return await face.choose(title, choices, changed=search.changed, pages=search)
