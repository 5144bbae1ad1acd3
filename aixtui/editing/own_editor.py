"""A form in the user's own editor: one long field of it, or the whole document as YAML."""

import re
from collections.abc import Mapping
from typing import Any

from aixtui.editing.document_text.fields import FieldTexts, Other, read_fields
from aixtui.editing.document_text.file import read_text, the_document
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.document_text.writing import Shown, document_text
from aixtui.editing.filling import fill_form
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.system.editor import EditorError, keep_text
from aixtui.workspace.wire_fields import WireFields
from aixtui.workspace.workspace import WorkspaceGateway

NO_EDITOR = "No editor is set: VISUAL or EDITOR names one."
AS_IT_WAS = "The editor left it as it was."
_SECONDS = 20
"""How long a path stands there to be read."""
_ERROR = "#! "
"""What a line begins with that says what is wrong with the document."""
_ERRORS = re.compile(rf"^{_ERROR}.*\n?", re.MULTILINE)
_HEADING = (
    "Save it and leave the editor to take it into the form; nothing is sent before that is saved.",
    "What is taken out stays as it is; what is emptied becomes empty.",
    "A text of several lines begins below its name, indented, after |- behind the colon.",
)
_LOSSY = "It holds what is not shown: that is lost if you change the text."


def is_long_text(field: Field) -> bool:
    """Whether a field is a text of many lines that is typed."""
    return field.lines > 1 and not field.is_picked and not field.options and not field.is_secret


class OwnEditor:
    """Lends the terminal to the editor; what comes back is put into the form, and nothing is sent."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face
        self._texts: Mapping[str, str] = {}
        """The texts that the document was written with."""
        self._rest: Mapping[str, Any] = {}
        """What the platform's document has beside the fields."""

    async def edit_current(self) -> None:
        """Edit the field that is typed in where it is a long text, else the document."""
        field = self._form.field(self._form.moves.current)
        await (self.edit_field(field) if is_long_text(field) else self.edit_document())

    async def edit_field(self, field: Field) -> None:
        """Edit one field."""
        form, before = self._form, self._form.texts[field.name]
        await self._flush()
        try:
            text = await self._face.edit_text(before)
        except EditorError as error:
            self._face.problem(error)
            return
        if text is None:
            self._face.tell(NO_EDITOR, warning=True)
            return
        after = text if before.endswith("\n") else text.removesuffix("\n")
        if after == before:
            self._face.tell(AS_IT_WAS)
        form.fill({field.name: after})

    async def edit_document(self) -> None:
        """Edit all fields as one document; an error opens it again at its line, with all that was typed."""
        form = self._form
        await self._flush()
        try:
            with self._face.busy("writing the document"):
                await load_names(form)
                self._texts = dict(
                    form.texts
                )  # those in the form may go on changing until the editor is there
                wire, text = await form.session.read(self._written)
        except Exception as error:
            self._face.problem(error)
            return
        found = await self._edited(text, wire)
        if found is not None and not fill_form(form, found):
            self._face.tell("Nothing in the document has changed.")

    async def _edited(self, text: str, wire: WireFields) -> FieldTexts | None:
        """What the document says in the end; None where it is to say nothing. What was typed is kept."""
        # Nothing is awaited from the end of the editor to what becomes of its text: it cannot get lost there.
        shown, line, name = text, 0, f"{self._form.kind.id}.yaml"
        while True:
            try:
                edited = await self._face.edit_text(shown, name=name, line=line)
            except EditorError as error:
                self._face.problem(error)
                if error.kept is None and shown != text:
                    self._tell_kept(shown, name)
                return None
            if edited is None:
                self._face.tell(NO_EDITOR, warning=True)
                return None
            if edited == shown:
                if shown == text:
                    self._face.tell(AS_IT_WAS)
                else:
                    self._tell_kept(shown, name)
                return None
            body = _ERRORS.sub("", edited)
            try:
                return self._read(body, wire)
            except DocumentTextError as error:
                shown, line = _with_error(body, error)

    def _tell_kept(self, text: str, name: str) -> None:
        path = keep_text(text, name)
        self._face.tell(
            f"Nothing of the document is taken. What you typed is in {path}.", warning=True, seconds=_SECONDS
        )

    def _written(self, workspace: WorkspaceGateway) -> tuple[WireFields, str]:
        form = self._form
        wire = workspace.wire_fields(form.kind, form.resource)
        if form.resource is not None:
            edited = {path[0] for field in wire.fields for path in wire.paths(field)}
            document = workspace.document(form.resource)
            self._rest = {key: value for key, value in document.items() if key not in edited}
        name = "A new one" if form.resource is None else clean(form.resource.name)
        notes = {field.name: _LOSSY for field in form.fields if form.is_lossy(field)}
        heading = (f"{form.kind.label}: {name}.", *_HEADING)
        return wire, document_text(Shown(heading, form.fields, self._texts, form.name_of, notes, self._rest))

    def _read(self, text: str, wire: WireFields) -> FieldTexts:
        """What a document says otherwise than it did. Raises DocumentTextError."""
        form, found = self._form, read_fields(the_document(read_text(text)), wire)
        for other in found.others:
            raise DocumentTextError(self._refusal(other), other.place)
        texts = {name: one for name, one in found.texts.items() if one != self._texts.get(name)}
        for name, one in texts.items():
            if name not in self._texts:
                label = next(field.label for field in wire.fields if field.name == name)
                raise DocumentTextError(f"{label} can only be said of a new one.", found.places[name])
            try:
                if one.strip():
                    parse_field(form.field(name), one)
            except InvalidValueError as error:
                raise DocumentTextError(str(error), found.places[name]) from None
        return found._replace(texts=texts)

    def _refusal(self, other: Other) -> str:
        name = clean(other.name)
        if other.is_known or other.is_server_owned or other.name in self._rest:
            return f"{name} is not changed in this document: it can only stand in it as a comment."
        meant = f" Is it {clean(other.nearest)}?" if other.nearest else ""
        return f"There is no field {name}.{meant}"

    async def _flush(self) -> None:
        """Have what was typed on disk: a terminal may be lost while an editor has it."""
        if self._form.keeper is not None:
            await self._form.keeper.flush()


def _with_error(body: str, error: DocumentTextError) -> tuple[str, int]:
    """The document with the error above it, and the line of that then."""
    note = (
        f"{_ERROR}Line {{line}}, column {error.place.column}: {error.sentence}\n"
        f"{_ERROR}Mend it and save. To give up, leave the editor without a change: the text is kept.\n"
    )
    line = error.place.line + note.count("\n")
    return note.replace("{line}", str(line), 1) + body, line
