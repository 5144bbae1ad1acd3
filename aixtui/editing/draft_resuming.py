"""A draft that was chosen, in the form that it was typed into."""

from collections.abc import Mapping

from aixtui.editing.cloning import Cloning
from aixtui.editing.draft_ids import NEW, is_new, original_of
from aixtui.editing.form import Form
from aixtui.editing.form_filling import FormFilling
from aixtui.editing.left_drafts import made_of
from aixtui.editing.made_forms import MadeForms
from aixtui.editing.ongoing import Ongoing
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.stores.draft import StoredDraft
from aixtui.workspace.problems import explain


class DraftResuming:
    """Opens the form of any draft, wherever that was begun."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._ongoing, self._session, self._face = ongoing, ongoing.session, ongoing.face
        self._forms = FormFilling(ongoing)
        self._made, self._cloning = MadeForms(ongoing), Cloning(ongoing)

    async def resume(self, stored: StoredDraft) -> None:
        """Fill it on.

        Raises whatever reading on the server does, where it is not gone.
        """
        kind, resource_id = find_kind(stored.draft.kind), stored.draft.resource_id
        if kind is None:
            self._face.tell(f"{clean(stored.draft.name)} is of a kind that is not known here.", warning=True)
        elif original_id := original_of(resource_id):
            await self._cloning.resume(kind, original_id, stored)
        elif not is_new(resource_id):
            await self._resume_edit(kind, stored)
        elif kind.making is not None:
            await self._resume_made(kind, stored)
        else:
            await self._forms.fill(Form(self._session, kind, None), stored)

    async def _resume_edit(self, kind: Kind, stored: StoredDraft) -> None:
        try:
            with self._ongoing.busy(f"loading the {kind.id}"):
                edited, resource = await self._session.read(
                    lambda ws: ws.to_edit(kind, stored.draft.resource_id)
                )
        except Exception as error:
            if kind.making is not None or not explain(error).is_gone:
                raise
            await self._resume_anew(kind, stored)
            return
        await self._forms.fill(Form(self._session, edited, resource), stored)

    async def _resume_made(self, kind: Kind, stored: StoredDraft) -> None:
        assert kind.making is not None, "only then it is made of another one"
        of = made_of(stored)
        if of is None:  # an older version did not keep it
            began = clean(stored.draft.resource_id.removeprefix(NEW))
            self._face.tell(f"It is offered again where it was begun: {began}.")
            return
        try:
            form = await self._made.form_of(kind.making, of.source_id, of.way)
        except Exception as error:
            if not explain(error).is_gone:
                raise
            name, source = clean(stored.draft.name), kind.making.of
            self._face.tell(f"{name} cannot go on: its {source} is gone. The draft is kept.", warning=True)
            return
        if form is not None:
            await self._forms.fill(form, stored)

    async def _resume_anew(self, kind: Kind, stored: StoredDraft) -> None:
        """The resource is gone: with what was typed a new one can be made that is like it was."""
        form, texts = Form(self._session, kind, None), (stored.draft.base or {}).get("texts")
        known = texts.items() if isinstance(texts, Mapping) else ()
        form.fill({name: str(text) for name, text in known if name in form.texts})
        self._face.tell(f"{clean(stored.draft.name)} is gone: saving this makes a new one.", warning=True)
        await self._forms.fill(form, stored)
