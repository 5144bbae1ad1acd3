"""The fields of a resource while they are changed: what was, what is typed, and how it is saved."""

from collections.abc import Mapping

from aixtui.auth.redaction import HIDDEN, hide_known
from aixtui.face import Face, FieldChange
from aixtui.kindspec.cells import clean, editable
from aixtui.kindspec.kind import Field, Kind, Resource
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import StaleEditError


class Form:
    """A resource that is edited, or a new one. What is typed stays until the server has it."""

    def __init__(self, session: AppSession, kind: Kind, resource: Resource | None) -> None:
        self._session = session
        self.kind, self.resource = kind, resource
        self.changed, self.activity = Notice(), Activity()
        self.base = self._base()
        """The text of each field before anything was typed."""
        self.texts = dict(self.base)
        self.current = kind.fields[0].name
        """The field that is being typed in."""
        self.version = 0
        """Grows when a text is put into a field from elsewhere than its widget."""
        self.invalid_field = ""
        """The field that has to be mended; empty when none has."""
        self.is_saving = self.is_over = False
        self.saved_resource: Resource | None = None
        """The resource as the server has it, once it was saved."""

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What is done here: the kind, the resource, and what with it."""
        if self.resource is None:
            return self.kind.label, "new"
        return self.kind.label, clean(self.resource.name), "edit"

    @property
    def changes(self) -> dict[str, str]:
        """The texts that are not what they were, by field."""
        return {name: text for name, text in self.texts.items() if text != self.base[name]}

    @property
    def loss(self) -> str:
        """What would be lost by leaving now, as a sentence; empty when nothing would."""
        return f"{', '.join(self.changes)} changed and not saved." if self.changes else ""

    def is_lossy(self, field: Field) -> bool:
        """Whether the value holds what is not shown and cannot be sent: that is lost when it is changed."""
        return self.base[field.name] != self._raw(field)

    def type(self, name: str, text: str) -> None:
        """A field holds this text now."""
        if self.texts[name] != text:
            self.texts[name], self.invalid_field = text, ""
            self.activity.end()
            self.changed()

    async def edit_text(self, face: Face) -> None:
        """Have the current field edited in the user's own editor."""
        field = next(one for one in self.kind.fields if one.name == self.current)
        before = self.texts[field.name]
        try:
            text = await face.edit_text(before)
        except Exception as error:
            face.problem(error)
            return
        if text is None:
            face.tell("No editor is set: VISUAL or EDITOR names one.", warning=True)
            return
        self.version += 1
        self.type(field.name, text if before.endswith("\n") else text.removesuffix("\n"))

    async def save(self, face: Face) -> None:
        """Show what changed, then save; on success the form is over."""
        changes = self.changes
        empty_field = next(
            (one for one in self.kind.fields if one.required and not self.texts[one.name].strip()), None
        )
        if empty_field is not None:
            face.tell(f"{empty_field.label} is required.", warning=True)
            self.invalid_field = empty_field.name
            self.changed()
        elif (holding := self._still_hiding(changes)) is not None:
            face.tell(f"{holding.label} holds {HIDDEN} in the place of a key: take that out.", warning=True)
            self.invalid_field = holding.name
            self.changed()
        elif not changes:
            face.tell("Nothing has changed.", warning=True)
        elif await face.confirm("Save these changes?", _difference(self.base, changes), yes="Save"):
            await self._write(face, changes, overwrite=False)

    def _still_hiding(self, changes: Mapping[str, str]) -> Field | None:
        """A field that was changed and would be saved with a mark in the place of what it hides."""
        hiding = [
            field for field in self.kind.fields if HIDDEN in self.base[field.name] and self.is_lossy(field)
        ]
        return next((field for field in hiding if HIDDEN in changes.get(field.name, "")), None)

    async def leave(self, face: Face) -> None:
        """Leave the form; where something would be lost, after asking."""
        if not self.loss or await face.confirm("Leave without saving?", self.loss, yes="Leave", danger=True):
            self._finish()

    async def _write(self, face: Face, changes: Mapping[str, str], *, overwrite: bool) -> None:
        kind, resource = self.kind, self.resource
        self.is_saving = True
        self.activity.begin("saving")
        self.changed()
        try:
            if resource is None:
                result = await self._session.write(lambda ws: ws.create(kind, changes))
            else:
                result = await self._session.write(
                    lambda ws: ws.save(kind, resource, changes, overwrite=overwrite)
                )
        except StaleEditError as stale:
            self._show_problem(explain(stale).sentence)
            await self._offer_to_overwrite(face, changes, stale.theirs)
        except Exception as error:
            problem = face.problem(error)
            if problem.outcome_unknown and resource is not None:
                await self._reload(face, resource)
            self._show_problem(problem.sentence)
        else:
            self.is_saving, self.saved_resource = False, result
            face.tell(f"Saved {clean(result.name)}.")
            self._finish()

    async def _offer_to_overwrite(
        self, face: Face, changes: Mapping[str, str], theirs: Mapping[str, str]
    ) -> None:
        question = "It has changed on the server meanwhile. Overwrite that (-) with yours (+)?"
        shown = {name: hide_known(text) for name, text in theirs.items()}
        detail = _difference(shown, {name: changes[name] for name in theirs})
        if await face.confirm(question, detail, yes="Overwrite", danger=True):
            await self._write(face, changes, overwrite=True)

    async def _reload(self, face: Face, resource: Resource) -> None:
        """Compare with what the server has now; what was typed stays, and nothing else is a change."""
        kind, texts = self.kind, self.changes
        try:
            self.resource = await self._session.read(lambda ws: ws.get(kind, resource.id))
        except Exception as error:
            face.problem(error)
        else:
            self.base = self._base()
            self.texts = self.base | texts
            self.version += 1

    def _show_problem(self, sentence: str) -> None:
        self.is_saving = False
        self.activity.fail(sentence)
        self.changed()

    def _finish(self) -> None:
        self.is_over = True
        self.changed()

    def _base(self) -> dict[str, str]:
        return {field.name: hide_known(editable(self._raw(field))) for field in self.kind.fields}

    def _raw(self, field: Field) -> str:
        if self.resource is None:
            return ""
        return field.codec.show(getattr(self.resource, field.name, None))


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, before.get(name, ""), text) for name, text in after.items())
