"""How a form gets to the server: what changed is shown, then saved; why, where the server refuses it."""

from collections.abc import Mapping

from aixtui.editing.form import Form
from aixtui.editing.form_merge import FormMerge
from aixtui.editing.form_question import question_of
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.workspace.problems import explain
from aixtui.workspace.stale_edit import StaleEditError


class FormSaving:
    """Saves one form; on success the form is over."""

    def __init__(self, form: Form, face: Face) -> None:
        self._session, self._form, self._face = form.session, form, face
        self._merge = FormMerge(form, face)
        self._made: Resource | None = None
        """What came of a creation, as soon as the server has said so."""

    async def save(self) -> None:
        """Show what changed, then save."""
        form, face = self._form, self._face
        if not form.checks.check_all():
            face.tell(form.checks.problems[form.checks.invalid_field], warning=True)
        elif not form.changes and form.original is None:
            face.tell("Nothing has changed.", warning=True)
        else:
            changes = form.changes
            question, yes, note = question_of(form)
            if await face.confirm(question, form.difference(form.base, changes), note=note, yes=yes):
                await self._write(changes)

    async def _write(self, changes: Mapping[str, str]) -> None:
        form, face = self._form, self._face
        kind, resource, original = form.kind, form.resource, form.original
        form.is_saving = True
        form.activity.begin("saving")
        form.changed()
        if form.keeper is not None:
            await form.keeper.sending(changes)
        try:
            if original is not None:
                made = await self._session.write(
                    lambda ws: ws.clone(kind, original.resource, changes, self._note_made)
                )
            elif resource is None:
                made = await self._session.write(lambda ws: ws.create(kind, changes, self._note_made))
            else:
                made = await self._session.write(lambda ws: ws.save(kind, resource, changes))
        except StaleEditError as stale:
            await self._show_problem(explain(stale).sentence)
            if await self._merge.merge(stale):
                if form.changes:
                    await self.save()
                else:
                    face.tell("Theirs holds: nothing of yours is left to save.")
        except Exception as error:
            problem = face.problem(error)
            if self._made is not None:  # only not read back: to save again would make another one
                await self._end(self._made)
                return
            if problem.outcome_unknown and resource is not None:
                await self._reload()
            await self._show_problem(problem.sentence)
        else:
            await self._end(made)

    def _note_made(self, resource: Resource) -> None:
        self._made = resource

    async def _end(self, saved: Resource) -> None:
        """The server has it: hand over what it tells only now, and leave the form."""
        form, face = self._form, self._face
        if form.keeper is not None:
            await form.keeper.finish()
        told = form.kind.hands_over(self._made) if self._made is not None else None
        if told is not None and await face.confirm(told.title, told.text, note=told.note, yes="Copy"):
            face.tell(await face.copy(told.text))
        form.is_saving, form.saved_resource = False, saved
        face.tell(f"{'Saved' if self._made is None else 'Made'} {clean(saved.name)}.")
        form.finish()

    async def _reload(self) -> None:
        kind, resource = self._form.kind, self._form.resource
        assert resource is not None, "nothing to load again of a new one"
        try:
            now = await self._session.read(lambda ws: ws.get(kind, resource.id))
        except Exception as error:
            self._face.problem(error)
        else:
            self._form.rebase(now)

    async def _show_problem(self, sentence: str) -> None:
        if self._form.keeper is not None:
            await self._form.keeper.fail(sentence)
        self._form.is_saving = False
        self._form.activity.fail(sentence)
        self._form.changed()
