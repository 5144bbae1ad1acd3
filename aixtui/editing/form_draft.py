"""What is typed into a form, kept on disk until the server has it; and taken up again the next time."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.editing.draft_writer import DraftWriter
from aixtui.editing.form import TYPED, Form
from aixtui.editing.form_merge import FormMerge
from aixtui.editing.merge_of_lines import ConflictMarkers
from aixtui.editing.reference_names import load_names_of
from aixtui.face import Choice, Face, FieldChange
from aixtui.kindspec.cells import clean
from aixtui.kindspec.fields import is_same_value
from aixtui.stores.draft import Draft, StoredDraft, new_draft_id
from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock

NEW = "new "
"""What the id of a resource that has none yet begins with, in front of what it is one of."""
_RESUME, _COMPARE, _DROP, _FRESH = "resume", "compare", "drop", "fresh"
_BEGIN_WITHOUT = Choice(_FRESH, "Begin without them", "they are offered again")
CLONE = "clone "
"""The same of a clone, in front of the id of the original."""


def is_new(resource_id: str) -> bool:
    """Whether an id of a draft stands for a resource that has none yet."""
    return resource_id.startswith(NEW)


def original_of(resource_id: str) -> str:
    """The id of the original, where an id of a draft stands for a clone; else empty."""
    return resource_id.removeprefix(CLONE) if resource_id.startswith(CLONE) else ""


class FormDraft:
    """The draft of one form, from its first change to its end."""

    def __init__(self, form: Form, face: Face, journal: Journal) -> None:
        self._form, self._face, self._journal = form, face, journal
        self._secrets = [field.name for field in form.fields if field.is_secret]
        self._workspace = form.session.workspace_name
        self._writer: DraftWriter | None = None
        self._noted: tuple[Mapping[str, str], Mapping[str, str]] | None = None
        """What is to be kept: the changes, and the texts that they are changes of."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process; secrets never do."""
        is_secret_typed = any(self._form.texts[name] for name in self._secrets)
        is_written = self._writer is not None and self._writer.is_written
        return is_written and self._journal.problem is None and not is_secret_typed

    async def begin(self, wanted: StoredDraft | None = None) -> bool:
        """Offer what was typed before, then keep what is typed now; False where the user wants neither.

        Of a draft that is `wanted` the form is there to take it up: it does not begin without it.
        """
        if self._journal.problem is not None:
            self._face.problem(self._journal.problem)
        draft = self._new_draft()
        if (stored := wanted or await self._left()) is not None:
            answer = await self._offer(stored, () if wanted else (_BEGIN_WITHOUT,))
            if answer is None:
                return False
            if answer == _DROP:
                await self._with_journal(lambda: self._journal.drafts.drop(stored.draft.id))
                if wanted:
                    return False
            elif answer == _RESUME:
                taken = await self._with_journal(lambda: self._journal.drafts.take(stored.draft.id))
                if taken is None:
                    self._face.tell("Another window has these changes now.", warning=True)
                    return False
                if not await self._resume(taken):
                    return False
                draft = taken.draft
        self._keep(draft)
        if draft.changes or draft.typed_secrets:
            # What was decided just now is not on disk yet, and a save that was sent is settled.
            self._note()
            is_over = self._form.is_as_it_began and not draft.typed_secrets
            await (self.flush() if is_over else self.fail(""))
        return True

    def begin_filled(self) -> None:
        """Keep what is typed from now on into a form that was filled, without asking for what is left."""
        self._form.given = dict(self._form.texts)
        self._keep(self._new_draft())

    def _keep(self, draft: Draft) -> None:
        form = self._form
        self._writer = DraftWriter(
            form.session.bridge,
            self._face,
            self._journal.drafts,
            draft,
            secret_fields=self._secrets,
            on_written=form.changed,
        )
        form.keeper = self
        form.changed.listen(self._note)

    def _note(self) -> None:
        form = self._form
        # What a new one begins with can be typed away, too: then it holds what its original does, or nothing.
        typed = {field.name: form.texts[field.name] for field in form.fields if form.is_changed(field)}
        changes = {} if form.is_untouched else form.changes | typed
        noted = changes, dict(form.base)
        if noted != self._noted and self._writer is not None:
            self._noted = noted
            self._writer.rebase(self._base(), clock.now())
            self._writer.typed(changes)

    async def flush(self) -> None:
        """Write what is not written yet."""
        if self._writer is not None:
            await self._writer.flush()

    async def release(self) -> None:
        """Nobody types any more: whoever comes next may take it up."""
        self._form.changed.forget(self._note)
        if self._writer is not None:
            await self._writer.release()

    async def sending(self, changes: Mapping[str, str]) -> None:
        """A save of these is about to be sent."""
        if self._writer is not None:
            await self._writer.mark_sending(dict(changes))

    async def fail(self, sentence: str) -> None:
        """The save came to nothing, or nobody knows what it came to."""
        if self._writer is not None:
            await self._writer.fail(sentence)

    async def finish(self) -> None:
        """The server has it all."""
        self._form.changed.forget(self._note)
        if self._writer is not None:
            await self._writer.finish()

    async def _left(self) -> StoredDraft | None:
        """The latest draft of the resource that no other window writes."""
        of, stored = (self._workspace, self._form.kind.id, self._resource_id), self._journal.drafts
        drafts = await self._with_journal(lambda: stored.of(*of))
        if await self._with_journal(lambda: stored.damaged_of(*of)):
            self._face.tell("A draft of it cannot be read: the list of drafts says why.", warning=True)
        if any(one.holder == "others" for one in drafts or ()):
            self._face.tell("Another window is changing it, too.", warning=True)
        return next((one for one in drafts or () if one.holder != "others"), None)

    async def _offer(self, stored: StoredDraft, more: Sequence[Choice]) -> str | None:
        """What is to become of it; to compare it comes back here."""
        age = clock.age_text((clock.now() - stored.written_at).total_seconds())
        names = [*stored.draft.changes, *stored.draft.typed_secrets]
        labels = ", ".join(field.label for field in self._form.fields if field.name in names)
        note = f"{age} ago: {labels}" + (f". {clean(stored.sentence)}" if stored.sentence else "")
        title = f"{clean(stored.draft.name)} has changes that were never saved"
        choices = (
            Choice(_RESUME, "Take them up again", note),
            Choice(_COMPARE, "Compare", "what is there, and what was typed"),
            *more,
            Choice(_DROP, "Throw them away"),
        )
        while (answer := await self._face.choose(title, lambda _: choices)) in (_COMPARE, _DROP):
            if answer == _COMPARE:
                await self._face.read(title, await self._difference(stored.draft))
            elif await self._face.confirm(
                "Throw what was typed away?", "It is lost for good.", yes="Throw away", danger=True
            ):
                return answer
        return answer

    async def _difference(self, draft: Draft) -> tuple[FieldChange, ...]:
        """What a draft does to each field of what is there now; of what is not kept that it was typed."""
        form = self._form
        typed = {name: str(text) for name, text in draft.changes.items() if name in form.texts}
        await load_names_of(form, typed, self._face)
        typed |= {name: TYPED for name in draft.typed_secrets if name in form.texts}
        return form.difference(form.base, typed)

    async def _resume(self, stored: StoredDraft) -> bool:
        """Put the texts of a draft into the form; what has changed on the server since is merged."""
        form, draft = self._form, stored.draft
        changes = {name: str(text) for name, text in draft.changes.items() if name in form.texts}
        if stored.state == "sending":
            sent = stored.sent or {}
            if form.resource is None:
                unknown = "Its last save was sent: look whether it is there before you make it."
                self._face.tell(unknown, warning=True)
            elif sent and all(self._has_arrived(name, str(text)) for name, text in sent.items()):
                self._face.tell("The last save had arrived.")
        base = _part(draft.base, "texts")
        form.like = _part(draft.base, "like") or None
        form.marks |= {name: ConflictMarkers(*marks) for name, marks in _part(draft.base, "marks").items()}
        form.base |= {name: str(base.get(name, "")) for name in changes if form.resource is not None}
        for name, text in changes.items():
            form.put(name, text)
        if draft.typed_secrets:
            labels = ", ".join(form.field(name).label for name in draft.typed_secrets if name in form.texts)
            self._face.tell(f"To be typed again, since it is not kept: {labels}.", warning=True)
        if form.resource is None or await FormMerge(form, self._face).take_in(form.resource):
            return True
        return bool(form.checks.problems)  # undecided it stays a draft; with marks to be taken out it goes on

    def _has_arrived(self, name: str, sent: str) -> bool:
        """Whether the server has what was sent for a field, in whatever spelling."""
        form = self._form
        return name in form.base and is_same_value(form.field(name), form.base[name], sent)

    def _new_draft(self) -> Draft:
        form = self._form
        name = clean(form.template.name) if form.template is not None else f"A new {form.kind.id}"
        return Draft(
            new_draft_id(),
            self._workspace,
            form.kind.id,
            self._resource_id,
            name if form.original is None else f"A clone of {name}",
            self._base(),
            clock.now(),
            {},
        )

    @property
    def _resource_id(self) -> str:
        form = self._form
        if form.template is None:
            return f"{NEW}{form.kind.label}"
        return f"{CLONE if form.original is not None else ''}{form.template.id}"

    def _base(self) -> dict[str, Any]:
        marks = {name: list(one) for name, one in self._form.marks.items()}
        return {"texts": dict(self._form.base), "marks": marks, "like": self._form.like}

    async def _with_journal(self, call: Any) -> Any:
        """What the journal says; None where it cannot be read, which is told."""
        try:
            return await self._form.session.bridge.read(call)
        except StoreError as error:
            self._face.problem(error)
            return None


def _part(base: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    part = (base or {}).get(name)
    return part if isinstance(part, dict) else {}
