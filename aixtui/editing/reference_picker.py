"""What a field refers to, picked from what the server finds."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from aixtui.editing.form import Form
from aixtui.face import Choice, Face
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.references import Reference, ids_in
from aixtui.workspace.notice import Notice
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession

PAUSE = 0.15
"""Seconds without a key until what is typed is looked for."""
MOST = 20
"""Resources of a kind that are offered: who wants another one types more of its name."""
_NONE = "-"
"""What stands for no resource at all: no id."""
_WAIT = Choice("…", "Looking on the server …", is_note=True)
ADDS = ("adds", "takes away")
"""What is done to one that a list of a field does not hold, and to one that it holds."""


class _Found(NamedTuple):
    id: str
    name: str
    note: str


class ReferencePicker:
    """Picks for the fields of one form."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face

    async def pick(self, field: Field, text: str = "") -> None:
        """Have the user pick what a field refers to, from what is found for a text and others."""
        reference = field.reference
        assert reference is not None, "it refers to nothing"
        own_id = getattr(self._form.resource, "id", "")
        search = _Search(self._form.session, self._face, reference, own_id)
        choices, title = _Offered(self._form, field, search).choices, field.label
        if reference.many:
            toggle = partial(self._toggle, field, search)
            await self._face.switch(
                title, choices, toggle, changed=search.changed, searches=True, text=text, verbs=ADDS
            )
            return
        picked = await self._face.choose(title, choices, changed=search.changed, searches=True, text=text)
        if picked:
            self._form.names |= search.names
            self._form.type(field.name, "" if picked == _NONE else picked)

    def _toggle(self, field: Field, search: "_Search", picked: str) -> None:
        self._form.names |= search.names
        ids = ids_in(self._form.texts[field.name])
        now = [one for one in ids if one != picked] if picked in ids else [*ids, picked]
        self._form.type(field.name, "\n".join(now))


class _Offered:
    """What can be picked for a field: what it holds, then what is found for the text that is typed.

    Whatever is picked meanwhile, each stays where it is for as long as the text does.
    """

    def __init__(self, form: Form, field: Field, search: "_Search") -> None:
        self._form, self._field, self._search = form, field, search
        self._text: str | None = None
        self._held: list[str] = []
        """What the field held when the text was typed."""

    def choices(self, text: str) -> Sequence[Choice]:
        """The choices for a text."""
        chosen = ids_in(self._form.texts[self._field.name])
        if text != self._text:
            self._text, self._held = text, chosen
        found = self._search.find(text)
        notes = {one.id: one.note for one in found or ()}
        choices = [
            Choice(one, self._form.name_of(one), "chosen", is_selected=True)
            if one in chosen
            else Choice(one, self._form.name_of(one), notes.get(one, ""))
            for one in self._held
            if one in notes or self._is_named_by(text, one)
        ]
        if chosen and not text and self._can_be_none:
            choices.append(Choice(_NONE, "None", "take it away"))
        choices += [
            Choice(one.id, one.name, one.note, is_selected=one.id in chosen)
            for one in found or ()
            if one.id not in self._held
        ]
        return [*choices, _WAIT] if found is None else choices

    def _is_named_by(self, text: str, resource_id: str) -> bool:
        name = self._form.name_of(resource_id).casefold()
        return all(word in name for word in text.casefold().split())

    @property
    def _can_be_none(self) -> bool:
        reference = self._field.reference
        return reference is not None and not reference.many and not self._field.required


async def pick_one(session: AppSession, face: Face, kind: Kind) -> str | None:
    """The id of the resource of a kind that the user picks; None when they want none."""
    search = _Search(session, face, Reference((kind.id,)))

    def choices(text: str) -> Sequence[Choice]:
        found = search.find(text)
        return [_WAIT] if found is None else [Choice(one.id, one.name, one.note) for one in found]

    title = f"{kind.id.capitalize()} to begin with"
    return await face.choose(title, choices, changed=search.changed, searches=True)


class _Search:
    """What the server finds for each text, asked for once; of a resource all but itself."""

    def __init__(self, session: AppSession, face: Face, reference: Reference, own_id: str = "") -> None:
        self._session, self._face, self._reference, self._own_id = session, face, reference, own_id
        self.names: dict[str, str] = {}
        self._found: dict[str, Sequence[_Found]] = {}
        self._wanted: str | None = None
        self.changed = Notice()

    def find(self, text: str) -> Sequence[_Found] | None:
        """What is found for a text; None as long as that is not known."""
        if text not in self._found and text != self._wanted:
            self._wanted = text
            self._face.start(self._ask(text), "references")
        return self._found.get(text)

    async def _ask(self, text: str) -> None:
        if text:
            await asyncio.sleep(PAUSE)
        found: list[_Found] = []
        try:
            for kind in KINDS:
                if kind.id in self._reference.kinds:
                    found += await self._page(kind, text)
        except Exception as error:
            self._face.problem(error)
        self._found[text], self._wanted = found, None
        self.changed()

    async def _page(self, kind: Kind, text: str) -> list[_Found]:
        query = Query(text, size=MOST, filters=self._reference.filters)
        page = await self._session.read(lambda workspace: workspace.search(kind, query))
        resources = [row.resource for row in page.rows if row.resource.id != self._own_id]
        found = [
            _Found(one.id, clean(one.name), f"{kind.id} {clean(getattr(one, 'path', '') or '')}")
            for one in resources
        ]
        self.names |= {one.id: one.name for one in found}
        return found
