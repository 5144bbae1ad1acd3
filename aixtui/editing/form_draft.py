"""What is typed into a form, kept on disk until the server has it; and taken up again the next time."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aixtui.editing.draft_offer import DraftOffer
from aixtui.editing.draft_writer import DraftWriter
from aixtui.editing.form import Form
from aixtui.editing.left_text import DROP
from aixtui.editing.sent_create import MADE, SentCreate, look_for
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.stores.draft import Draft, EditorNote, StoredDraft, new_draft_id
from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock

NEW = "new "
"""What the id of a resource that has none yet begins with, in front of what it is one of."""
_FRESH = "fresh"
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
        self._lent: EditorNote | None = None
        """What the user's own editor has, or had when it was given up."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process; secrets never do."""
        is_secret_typed = any(self._form.texts[name] for name in self._secrets)
        is_written = self._writer is not None and self._writer.is_written
        return is_written and self._journal.problem is None and not is_secret_typed

    async def begin(self, wanted: StoredDraft | None = None) -> bool:
        """Offer what was typed before, then keep what is typed now; False where the user wants neither.

        What was sent and has been made is the `saved_resource` of the form, where the user goes on with it.

        Of a draft that is `wanted` the form is there to take it up: it does not begin without it.
        """
        if self._journal.problem is not None:
            self._face.problem(self._journal.problem)
        draft, sent = self._new_draft(), None
        if (stored := wanted or await self._left()) is not None:
            more = () if wanted else (_BEGIN_WITHOUT,)
            sent = await look_for(self._form, self._face, stored)
            answer = await DraftOffer(self._form, self._face, stored, sent).ask(more)
            if answer is None:
                return False
            if answer in (DROP, MADE):
                await self._with_journal(lambda: self._journal.drafts.drop(stored.draft.id))
                if answer == MADE and sent is not None:
                    self._form.saved_resource = sent.made
                if wanted or answer == MADE:
                    return False
            elif answer != _FRESH:
                taken = await self._take_up(stored, sent, answer)
                if taken is None:
                    return False
                draft = taken
        self._keep(draft)
        if draft.changes or draft.typed_secrets or draft.editor:
            # What was decided just now is not on disk yet, and a save that was sent is settled.
            self._note()
            is_over = self._form.is_as_it_began and not draft.typed_secrets
            await (self.flush() if is_over else self.fail(sent.sentence if sent is not None else ""))
            await self.take_back()
        return True

    async def _take_up(self, stored: StoredDraft, sent: SentCreate | None, answer: str) -> Draft | None:
        """Fill the form with a draft, which is this window's then; None where it stays as it is."""
        taken = await self._with_journal(lambda: self._journal.drafts.take(stored.draft.id))
        if taken is None:
            self._face.tell("Another window has these changes now.", warning=True)
            return None
        if not await DraftOffer(self._form, self._face, taken, sent).resume(answer):
            await self._with_journal(lambda: self._journal.drafts.release(taken.draft.id))
            return None
        return taken.draft  # type: ignore[no-any-return]

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
        self._lent = draft.editor
        if not (draft.changes or draft.typed_secrets):  # as long as nothing is typed nothing is written
            self._noted = {}, dict(form.base)
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

    @property
    def lent(self) -> EditorNote | None:
        """What the user's own editor has, or had when it was given up."""
        return self._lent

    async def lend(self, note: EditorNote) -> None:
        """The editor is about to have it: to be found again whatever happens meanwhile."""
        self._lent = note
        if self._writer is not None:
            self._writer.lend(note)
            await self._writer.flush()

    async def take_back(self) -> None:
        """What the editor had is typed, or not wanted: its file goes, once all that is typed is on disk."""
        await self.flush()
        note, self._lent = self._lent, None
        if note is not None and self._writer is not None and self._writer.is_written:
            note.file.remove()
            self._writer.lend(None)
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
        """The latest draft of the resource that no other window writes; those that are over go."""
        of, stored = (self._workspace, self._form.kind.id, self._resource_id), self._journal.drafts
        drafts = await self._with_journal(lambda: stored.of(*of))
        if await self._with_journal(lambda: stored.damaged_of(*of)):
            self._face.tell("A draft of it cannot be read: the list of drafts says why.", warning=True)
        if any(one.holder == "others" for one in drafts or ()):
            self._face.tell("Another window is changing it, too.", warning=True)
        for one in drafts or ():
            if one.is_over and one.holder == "nobody":
                await self._with_journal(partial(stored.drop, one.draft.id))
            elif one.holder != "others":
                return one  # type: ignore[no-any-return]
        return None

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
