"""A new resource, from the first question to its form."""

from typing import Literal

from aixtui.editing.draft_resuming import DraftResuming
from aixtui.editing.form import Form
from aixtui.editing.form_filling import FormFilling
from aixtui.editing.left_drafts import BEGIN_WITHOUT, FRESH, LeftDrafts
from aixtui.editing.made_forms import MadeForms, source_of
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.reference_picker import pick_one
from aixtui.kindspec.kind import Kind, Making, Resource
from aixtui.stores.draft import StoredDraft


class Adding:
    """Begins one from nothing, or goes on with one that was never saved."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._session, self._face = ongoing.session, ongoing.face
        self._forms = FormFilling(ongoing)
        self._made, self._resuming = MadeForms(ongoing), DraftResuming(ongoing)

    async def add(self, kind: Kind, resource: Resource | None) -> None:
        """Fill a form, and have a new one made of it; of a kind that makes others one of the resource."""
        making = kind.making or kind.makes
        if making is None:
            await self._forms.fill(Form(self._session, kind, None))
            return
        try:
            await self._make_of(making, resource if kind.makes else None)
        except Exception as error:
            self._face.problem(error)

    async def _make_of(self, making: Making, source: Resource | None) -> None:
        """Fill the form of what is made of another resource, which is picked where it is not known."""
        left = await self._left_of(making, "" if source is None else source.id)
        if left is None:
            return
        if isinstance(left, StoredDraft):
            await self._resuming.resume(left)
            return
        of = source_of(making)
        source_id = source.id if source is not None else await pick_one(self._session, self._face, of)
        form = None if source_id is None else await self._made.form_of(making, source_id)
        if form is not None:
            await self._forms.fill(form, offers=left != FRESH)

    async def _left_of(self, making: Making, source_id: str) -> StoredDraft | Literal["fresh", ""] | None:
        """What the user goes on with of what was never saved: `FRESH` for none, empty where there is none.

        None where the user wants nothing at all.
        """
        await self._session.know_workspace()
        left = LeftDrafts(self._session, self._face, await self._session.journal())
        drafts = await left.made(making, source_id)
        if not drafts:
            return ""
        picked = await left.pick(drafts, (BEGIN_WITHOUT,))
        if picked is None or picked == FRESH:
            return picked
        return next((one for one in drafts if one.draft.id == picked), None)
