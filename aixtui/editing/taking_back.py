"""Saves and deletions that are taken back: a form whose changes are what was, saved as any other is."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_merge import FormMerge
from aixtui.editing.keepsakes import Keepsakes
from aixtui.editing.kept_state import KeptState
from aixtui.editing.made_forms import MadeForms
from aixtui.editing.ongoing import Ongoing
from aixtui.face import Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.comeback import about
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.states import DRAFT, STATE
from aixtui.stores.kept_documents import KeptDocument
from aixtui.system.brought_back import BroughtBack
from aixtui.workspace.content import HeldContent
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.stale_edit import StaleEditError
from aixtui.workspace.subject import Subject

NEW_ID = "It will be made anew, with a new id: what names the old one will not find it."


class TakingBack:
    """Fills the form of one, and opens it. Nothing is sent before that is saved."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._subject, self._face = session, subject, face
        self._keepsakes = Keepsakes(session, face)
        self._brought = BroughtBack()
        self._made = MadeForms(Ongoing(session, subject, face))

    async def take_back(self, kept: KeptDocument) -> None:
        """Have the user look at what it would be again, and save that."""
        form = await self.form_of(kept)
        if form is None:
            return
        FormDraft(form, self._face, await self._session.journal()).begin_filled()
        form.is_proposed = True
        await self._face.open(form)
        await self._session.drafts.update()
        await self.end(kept, form)

    async def form_of(self, kept: KeptDocument) -> Form | None:
        """A form that would make it again what it was; None where there is none, with the reason told."""
        entry = kept.entry
        kind, name = find_kind(entry.kind), clean(entry.name)
        before = KeptState.from_json(kept.before)
        if kind is None:
            self._face.tell(f"{name} is of a kind that is not known here.", warning=True)
            return None
        if kept.after is None:
            return await self._form_to_make(kind, kept, before)
        after = KeptState.from_json(kept.after)
        return await self._form_to_put_back(kind, entry.resource_id, name, before, after)

    async def end(self, kept: KeptDocument, form: Form) -> None:
        """Have the subject follow the form, and forget a deletion that is taken back, if it was saved."""
        if form.saved_resource is not None or form.keeper is None or form.is_untouched:
            await self._session.bridge.read(self._brought.remove)  # else a draft names it
        if form.saved_resource is None:
            return
        if kept.after is None:
            await self._keepsakes.forget(kept.entry.id)
        self._subject.on_saved(form.kind, form.saved_resource)

    async def _form_to_put_back(
        self, kind: Kind, resource_id: str, name: str, before: KeptState, after: KeptState
    ) -> Form | None:
        """Fill a form of the resource, as it is now, with what the save went over."""
        try:
            with self._face.busy(f"loading the {kind.id}"):
                edited, now = await self._session.read(lambda ws: ws.to_edit(kind, resource_id))
        except Exception as error:
            if explain(error).is_gone:
                self._face.tell(f"{name} is not there any more: it was deleted since.", warning=True)
            else:
                self._face.problem(error)
            return None
        form = Form(self._session, edited, now)
        form.names |= {**after.names, **before.names}
        form.like = before.document
        if not await self._fill(form, before.texts, after.texts):
            return None
        if not form.changes:
            self._face.tell(f"{name} is as it was before that save: there is nothing to take back.")
            return None
        self._tell_left_out(_left_out(form, before))
        form.moves.current = next(field.name for field in form.fields if form.is_changed(field))
        return form

    async def _fill(self, form: Form, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
        """Have the form hold what was; what has changed since is merged. False where that is not decided."""
        moved: dict[str, str] = {}
        for field in form.fields:
            was, became, now = (texts.get(field.name) for texts in (before, after, form.base))
            if was is None or became is None or now is None or was in (became, now):
                continue
            if now != became:
                moved[field.name], form.base[field.name] = now, became
            form.put(field.name, was)
        if moved and not await FormMerge(form, self._face).merge(
            StaleEditError(moved, form.resource), tells=True
        ):
            return bool(form.checks.problems)  # with marks to be taken out it goes on
        return True

    async def _form_to_make(self, kind: Kind, kept: KeptDocument, before: KeptState) -> Form | None:
        """Fill a form of a new resource with what the one was that is gone."""
        entry, name = kept.entry, clean(kept.entry.name)
        if before.why_gone:
            self._face.tell(f"{name} cannot be brought back. {before.why_gone}", warning=True)
            return None
        if await self._is_there(kind, entry.resource_id):
            self._face.tell(f"{name} is still there: it was not deleted.")
            await self._keepsakes.forget(entry.id)
            return None
        form = await self._empty_form(kind, before)
        if form is None:
            return None
        form.names |= before.names
        if not before.made_of and before.content is None:
            form.like = before.document
        for field in form.fields:
            form.put(field.name, before.texts.get(field.name, form.texts[field.name]))
        if kind.has_drafts and before.document.get(STATE.name) == DRAFT:
            form.put(STATE.name, DRAFT)
        if before.content is not None:
            form.put(kind.comeback.source, await self._bring_back(before.content))
        self._face.tell(f"{NEW_ID} {about(kind.comeback.lacks, 1)}".strip(), warning=True)
        self._tell_left_out([*before.left_out, *kept.left_out])
        return form

    async def _bring_back(self, kept: Mapping[str, Any]) -> str:
        """Put what was in it on this machine, and return where."""
        content, self._brought = HeldContent.from_json(kept), BroughtBack()  # a draft may name the one before
        files = [(one.place, one.data) for one in content.files]
        write = partial(self._brought.write, content.name, files, is_folder=content.is_folder)
        return str(await self._session.bridge.read(write))

    async def _empty_form(self, kind: Kind, before: KeptState) -> Form | None:
        if not before.made_of:
            return Form(self._session, kind, None)
        assert kind.making is not None, "only what is made of another one knows of which"
        return await self._made.form_of(kind.making, before.made_of)

    async def _is_there(self, kind: Kind, resource_id: str) -> bool:
        """Whether the server still has it, as it may where no answer came; what it hides is not there."""
        try:
            with self._face.busy(f"looking for the {kind.id}"):
                await self._session.read(lambda ws: ws.get(kind, resource_id))
        except Exception as error:
            if explain(error).can_retry:
                raise
            return False
        return True

    def _tell_left_out(self, names: list[str]) -> None:
        if names:
            labels = ", ".join(dict.fromkeys(map(clean, names)))
            self._face.tell(f"Not kept, and so not brought back: {labels}.", warning=True)


def _left_out(form: Form, before: KeptState) -> list[str]:
    """What is missing of the fields that come back; of lists also what their entries hold."""
    changed = [form.field(name) for name in form.changes]
    labels = {field.label for field in changed}
    others = {field.label for field in form.fields} - labels
    has_entries = any(field.reference is not None and field.reference.many for field in changed)
    return [one for one in before.left_out if one in labels or (has_entries and one not in others)]
