"""How a form gets to the server: what changed is shown, then saved; why, where the server refuses it."""

from collections.abc import Mapping

from aixtui.editing.awaiting import Awaiting
from aixtui.editing.form import Form
from aixtui.editing.form_merge import FormMerge
from aixtui.editing.form_question import question_of
from aixtui.editing.keepsakes import Keepsake, Keepsakes
from aixtui.editing.reference_checks import missing_references
from aixtui.editing.refusals import refusals
from aixtui.editing.sending import send
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.handed_over import HandedOver
from aixtui.kindspec.kind import Resource
from aixtui.workspace.problems import explain
from aixtui.workspace.refusal import objections
from aixtui.workspace.resource_writes import Sent
from aixtui.workspace.stale_edit import StaleEditError

_AWAITING = "what is awaited"
AT_FIELDS = "Not saved: what is to be mended stands at its field."


class FormSaving:
    """Saves one form; on success the form is over."""

    def __init__(self, form: Form, face: Face) -> None:
        self._session, self._form, self._face = form.session, form, face
        self._merge = FormMerge(form, face)
        self._keepsakes = Keepsakes(form.session, face)
        self._sent: Resource | None = None
        """What came of it, as soon as the server has said so."""
        self._of_others: tuple[str, ...] = ()
        """The labels of the fields in it that somebody else has changed."""

    async def save(self, *, asks: bool = True) -> None:
        """Show what changed, then save; without `asks` at once, unless it makes something new."""
        form, face = self._form, self._face
        if not form.checks.check_all():
            form.activity.fail(AT_FIELDS)
        elif not form.changes and form.original is None:
            face.tell("Nothing has changed.", warning=True)
        elif missing := await missing_references(form):
            form.checks.refuse(missing)
            form.activity.fail(AT_FIELDS)
        else:
            changes = form.changes
            question, yes, note = question_of(form)
            if self._merge.merged:
                question = f"Somebody else changed {self._merge.merged} meanwhile. Save both, merged?"
            difference = form.difference(form.base, changes)
            is_free = form.resource is not None and not asks
            if is_free or await face.confirm(question, difference, note=note, yes=yes):
                await self._write(changes)

    async def _write(self, changes: Mapping[str, str]) -> None:
        form, face = self._form, self._face
        kind, resource = form.kind, form.resource
        form.is_saving = True
        form.activity.begin("saving")
        form.changed()
        keepsake = None
        if resource is not None:
            keepsake = await self._keepsakes.keep_overwritten(kind, resource, changes, form.names)
        if form.keeper is not None:
            await form.keeper.sending(changes)
        try:
            saved = await send(form, face, changes, self._note_sent)
        except StaleEditError as stale:
            await self._keepsakes.drop(keepsake)
            labels = ", ".join(form.field(name).label for name in stale.theirs)
            await self._show_problem(f"It has changed on the server meanwhile: {labels}. A save merges both.")
            if await self._merge.merge(stale):
                if form.changes:
                    await self.save()
                else:
                    undo = "" if form.keeper is None else f" {face.way_to('field.undo')} brings it back."
                    face.tell(f"Theirs holds: nothing of yours is left to save.{undo}")
        except Exception as error:
            if self._sent is not None:  # only not read back: to save again would make another one
                face.problem(error)
                await self._end(self._sent, keepsake)
                return
            if not explain(error).outcome_unknown:
                await self._keepsakes.drop(keepsake)
            await self._refused(error, changes)
        else:
            await self._end(saved, keepsake)

    def _note_sent(self, sent: Sent) -> None:
        self._sent = sent.resource
        self._of_others = (*self._merge.taken, *(field.label for field in sent.of_others))

    async def _refused(self, error: Exception, changes: Mapping[str, str]) -> None:
        """Put what the server has against it at the fields that it is about, and tell the rest."""
        form = self._form
        said = refusals(objections(error), form.fields, changes, form.names)
        if said.by_field and not said.others:
            await self._show_problem(explain(error).sentence, AT_FIELDS)
        else:
            problem = self._face.problem(error)
            if problem.outcome_unknown and form.resource is not None:
                await self._reload()
            await self._show_problem(problem.sentence)
        form.checks.refuse(said.by_field)

    async def _end(self, saved: Resource, keepsake: Keepsake | None) -> None:
        """The server has it: hand over what it tells only now, and leave the form."""
        form, face = self._form, self._face
        form.activity.end()
        if form.keeper is not None:
            await form.keeper.finish()
        await self._keepsakes.settle(keepsake, saved)
        hands_over = form.kind.hands_over if form.resource is None else form.kind.hands_over_again
        told = hands_over(self._sent) if self._sent is not None else None
        awaited = await self._hand_over(told) if told is not None else ""
        form.is_saving, form.saved_resource = False, saved
        way_back = "" if keepsake is None else f" {face.way_to('browse.undo-list')} takes it back."
        others = ", ".join(self._of_others)
        beside = f" In it is what somebody else changed: {others}." if others else ""
        said = f"{'Made' if form.resource is None else 'Saved'} {clean(saved.name)}.{beside}{way_back}"
        face.tell(f"{said} {awaited}".rstrip(), warning=bool(awaited))
        form.finish()

    async def _hand_over(self, told: HandedOver) -> str:
        """Show what nobody can ask for again until the user has it, however often it is copied.

        What is still awaited then, as a sentence; empty where nothing is.
        """
        face, is_copied, awaiting = self._face, False, None
        self._form.told_once = f"Told this once: {told.title}."
        if told.awaited is not None:
            awaiting = Awaiting(self._session, told.awaited)
            face.start(awaiting.wait(), _AWAITING)
        while await face.hand_over(told, is_copied=is_copied, awaiting=awaiting):
            try:
                face.tell(await face.copy(told.text))
                is_copied = True
            except Exception as error:
                face.problem(error)
        face.stop(_AWAITING)
        self._form.told_once = ""
        return "" if awaiting is None else awaiting.left

    async def _reload(self) -> None:
        kind, resource = self._form.kind, self._form.resource
        assert resource is not None, "nothing to load again of a new one"
        try:
            now = await self._session.read(lambda ws: ws.get(kind, resource.id))
        except Exception as error:
            self._face.problem(error)
        else:
            await self._merge.take_in(now)

    async def _show_problem(self, sentence: str, shown: str = "") -> None:
        """Keep with the draft what went wrong, and show that, or something shorter."""
        if self._form.keeper is not None:
            await self._form.keeper.fail(sentence)
        self._form.is_saving = False
        self._form.activity.fail(shown or sentence)
        self._form.changed()
