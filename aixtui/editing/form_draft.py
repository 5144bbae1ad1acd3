"""What is typed into a form, kept on disk until the server has it; and taken up again the next time."""

from collections.abc import Mapping
from typing import Any

from aixtui.editing.draft_ids import draft_id_of
from aixtui.editing.draft_offers import Begun, DraftOffers
from aixtui.editing.draft_writer import DraftWriter
from aixtui.editing.form import Form
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.stores.draft import Draft, StoredDraft, new_draft_id
from aixtui.stores.editor_note import EditorNote
from aixtui.stores.journal import Journal
from aixtui.stores.unfinished_entry import Unfinished
from aixtui.system import clock


class FormDraft:
    """The draft of one form, from its first change to its end."""

    def __init__(self, form: Form, face: Face, journal: Journal) -> None:
        self._form, self._face, self._journal = form, face, journal
        self._secrets = [field.name for field in form.fields if field.is_secret]
        self._workspace = form.session.workspace_name
        self._writer: DraftWriter | None = None
        self._noted: tuple[Mapping[str, str], Mapping[str, str], Unfinished] | None = None
        """What is to be kept: the changes, the texts that they are changes of, and entries on their way."""
        self._lent: EditorNote | None = None
        """What the user's own editor has, or had when it was given up."""

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process; secrets never do."""
        is_secret_typed = any(self._form.texts[name] for name in self._secrets)
        is_written = self._writer is not None and self._writer.is_written
        return is_written and self._journal.problem is None and not is_secret_typed

    async def begin(self, wanted: StoredDraft | None = None, *, offers: bool = True) -> bool:
        """Offer what was typed before, then keep what is typed now; False where the user wants neither.

        What was sent and has been made is the `saved_resource` of the form, where the user goes on with it.

        Of a draft that is `wanted` the form is there to take it up: it does not begin without it.
        """
        if self._journal.problem is not None:
            self._face.problem(self._journal.problem)
        left, begun = DraftOffers(self._form, self._face, self._journal), Begun(None)
        if wanted is not None or offers:
            answer = await (left.ask() if wanted is None else left.ask_of_wanted(wanted))
            if answer is None:
                return False
            begun = answer
        draft = begun.taken or self._new_draft()
        self._keep(draft)
        if draft.has_typed or draft.editor:
            # What was decided just now is not on disk yet, and a save that was sent is settled.
            self._note()
            is_over = self._form.is_as_it_began and not (draft.typed_secrets or draft.unfinished)
            await (self.flush() if is_over else self.fail(begun.sentence))
            await self.take_back()
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
        self._lent = draft.editor
        if not draft.has_typed:  # as long as nothing is typed nothing is written
            self._noted = {}, dict(form.base), {}
        form.keeper = form.lender = self
        form.changed.listen(self._note)
        form.unfinished.changed.listen(self._note)

    def _note(self) -> None:
        form = self._form
        # What a new one begins with can be typed away, too: then it holds what its original does, or nothing.
        typed = {field.name: form.texts[field.name] for field in form.fields if form.is_changed(field)}
        changes = {} if form.is_untouched else form.changes | typed
        noted = changes, dict(form.base), form.unfinished.held
        if noted != self._noted and self._writer is not None:
            self._noted = noted
            self._writer.rebase(self._base(), clock.now())
            self._writer.typed(changes)
            self._writer.begun(form.unfinished.held)

    def _forget(self) -> None:
        self._form.changed.forget(self._note)
        self._form.unfinished.changed.forget(self._note)

    async def flush(self) -> bool:
        """Write what is not written yet; whether all of it is."""
        return self._writer is not None and await self._writer.flush()

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
        self._forget()
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
        self._forget()
        if self._writer is not None:
            await self._writer.finish()

    def _new_draft(self) -> Draft:
        form = self._form
        name = clean(form.template.name) if form.template is not None else f"A new {form.kind.id}"
        return Draft(
            new_draft_id(),
            self._workspace,
            form.kind.id,
            draft_id_of(form),
            name if form.original is None else f"A clone of {name}",
            self._base(),
            clock.now(),
            {},
        )

    def _base(self) -> dict[str, Any]:
        marks = {name: list(one) for name, one in self._form.marks.items()}
        base = {"texts": dict(self._form.base), "marks": marks, "like": self._form.like}
        made_of = self._form.kind.made_of
        return base if made_of is None else {**base, "made_of": made_of._asdict()}
