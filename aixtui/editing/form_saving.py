"""How a form gets to the server: what changed is shown, then saved; why, where the server refuses it."""

from collections.abc import Mapping

from aixtui.editing.form import Form
from aixtui.editing.form_merge import FormMerge
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.handed_over import HandedOver
from aixtui.kindspec.kind import Resource
from aixtui.workspace.problems import explain
from aixtui.workspace.stale_edit import StaleEditError


class FormSaving:
    """Saves one form; on success the form is over."""

    def __init__(self, form: Form, face: Face) -> None:
        self._session, self._form, self._face = form.session, form, face
        self._merge = FormMerge(form, face)
        self._handed_over: HandedOver | None = None

    async def save(self) -> None:
        """Show what changed, then save."""
        form, face = self._form, self._face
        if not form.check_all():
            face.tell(form.problems[form.invalid_field], warning=True)
        elif not form.changes:
            face.tell("Nothing has changed.", warning=True)
        else:
            changes = form.changes
            question, yes = "Save these changes?", "Save"
            if form.resource is None:
                question, yes = f"Make this {form.kind.id}?", "Make"
            if await face.confirm(question, form.difference(form.base, changes), yes=yes):
                await self._write(changes)

    async def _write(self, changes: Mapping[str, str]) -> None:
        form, face = self._form, self._face
        kind, resource = form.kind, form.resource
        form.is_saving = True
        form.activity.begin("saving")
        form.changed()
        if form.keeper is not None:
            await form.keeper.sending(changes)
        try:
            if resource is None:
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
            if problem.outcome_unknown and resource is not None:
                await self._reload()
            await self._show_problem(problem.sentence)
            await self._hand_over()
        else:
            if form.keeper is not None:
                await form.keeper.finish()
            await self._hand_over()
            form.is_saving, form.saved_resource = False, made
            face.tell(f"{'Made' if resource is None else 'Saved'} {clean(made.name)}.")
            form.finish()

    def _note_made(self, resource: Resource) -> None:
        self._handed_over = self._form.kind.hands_over(resource)

    async def _hand_over(self) -> None:
        """Show what the server told only now, also where all that came after it has failed."""
        if (told := self._handed_over) is not None:
            self._handed_over = None
            if await self._face.confirm(told.title, told.text, note=told.note, yes="Copy"):
                self._face.tell(await self._face.copy(told.text))

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
