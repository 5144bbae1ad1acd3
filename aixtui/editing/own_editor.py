"""A form in the user's own editor: one long field of it, or the whole document as YAML."""

from aixtui.editing.document_text.fields import FieldTexts
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.edited_text import (
    AS_IT_WAS,
    NOTHING,
    EditedDocument,
    EditedField,
    EditedText,
    with_error,
    without_error,
)
from aixtui.editing.filling import fill_form
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.face import Choice, Face
from aixtui.kindspec.field import Field
from aixtui.stores.editor_note import EditorNote
from aixtui.system.editor import EditorError
from aixtui.system.editor_file import EditorFile, digest_of

NO_EDITOR = "No editor is set: VISUAL or EDITOR names one."
_SECONDS = 20
"""How long a path stands there to be read."""
_GO_ON, _ANEW = "go on", "anew"


class OwnEditor:
    """Lends the terminal to the editor; what comes back is put into the form, and nothing is sent.

    The draft knows of the file before the editor has it: it is found again whatever ends the app meanwhile.
    """

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face
        self._edited: EditedText | None = None
        """What the editor had last."""

    async def edit_current(self) -> None:
        """Edit the field that is typed in where it is a long text, else the document."""
        field = self._form.field(self._form.moves.current)
        await (self.edit_field(field) if field.is_long_text else self.edit_document())

    async def edit_field(self, field: Field) -> None:
        """Edit one field."""
        if not await self._goes_on():
            text = self._form.texts[field.name]
            await self._begin(EditedField(field.name, text), text)

    async def edit_document(self) -> None:
        """Edit all fields as one document; an error opens it again at its line, with all that was typed."""
        if await self._goes_on():
            return
        form = self._form
        try:
            with self._face.busy("writing the document"):
                await load_names(form)
                document = EditedDocument(form, dict(form.texts))
                text = await form.session.read(document.load)
        except Exception as error:
            self._face.problem(error)
            return
        await self._begin(document, text)

    async def read_left(self, edited: EditedText, file: EditorFile) -> FieldTexts | None:
        """What a file says that an editor has left; where that cannot be read, as `edit_left`."""
        try:
            return edited.read(without_error(file.read()))
        except DocumentTextError:
            return await self.edit_left(edited, file)
        except (OSError, ValueError) as error:
            self._tell_unreadable(error, file)
            return None

    async def edit_left(self, edited: EditedText, file: EditorFile) -> FieldTexts | None:
        """What a file that an editor has left says once it was edited again; None keeps it, and says so."""
        try:
            text, line = _with_error(edited, file.read())
            file.write(text)
        except (OSError, ValueError) as error:
            self._tell_unreadable(error, file)
            return None
        return await self._end_of(edited, file, line)

    async def _goes_on(self) -> bool:
        """Whether what could not be taken before is edited again, or nothing is wanted."""
        lender, edited = self._form.lender, self._edited
        note = None if lender is None else lender.lent
        if note is None or edited is None or not note.has_news:
            return False
        choices = (
            Choice(_GO_ON, "Go on with it"),
            Choice(_ANEW, "Begin anew", "what you typed there is thrown away"),
        )
        title = "What you typed in your editor was not taken"
        answer = await self._face.choose(title, lambda _: choices)
        if answer == _GO_ON:
            await self._take(edited, note.file, await self.edit_left(edited, note.file))
        elif answer == _ANEW:
            await self._give_back(note.file)
        return answer != _ANEW

    async def _begin(self, edited: EditedText, text: str) -> None:
        lender, file = self._form.lender, EditorFile.new(edited.name)
        if lender is not None:
            await lender.lend(EditorNote(file.id, file.name, edited.field, digest_of(text)))
        try:
            file.write(text)
        except OSError as error:
            self._face.problem(EditorError(f"{file.path}: {error.strerror or error}."))
            await self._give_back(file)
            return
        self._edited = edited
        await self._take(edited, file, await self._end_of(edited, file, begun_with=text))

    async def _take(self, edited: EditedText, file: EditorFile, found: FieldTexts | None) -> None:
        """Put what was read into the form; then the file goes."""
        if found is None:
            return
        if not fill_form(self._form, found) and found is not NOTHING:
            self._face.tell(edited.unchanged)
        await self._give_back(file)

    async def _give_back(self, file: EditorFile) -> None:
        if self._form.lender is not None:
            await self._form.lender.take_back()
        else:
            file.remove()

    async def _end_of(
        self, edited: EditedText, file: EditorFile, line: int = 0, *, begun_with: str | None = None
    ) -> FieldTexts | None:
        """What is in the file when the editor is done with it; None where that is kept there, and told."""
        # Nothing is awaited from the end of the editor to what becomes of its text: it cannot get lost there.
        while True:
            try:
                shown = file.read()
                has_run = await self._face.edit_file(file.path, line=line)
                text = file.read()
            except EditorError as error:
                return self._fail(error, file, begun_with)
            except (OSError, ValueError) as error:
                self._tell_unreadable(error, file)
                return None
            if not has_run:
                self._face.tell(NO_EDITOR, warning=True)
                return None if begun_with is None else NOTHING
            if text == begun_with:
                self._face.tell(AS_IT_WAS)
                return NOTHING
            if text == shown and line:
                self._tell_kept(file)
                return None
            try:
                return edited.read(without_error(text))
            except DocumentTextError:
                text, line = _with_error(edited, text)
                file.write(text)

    def _fail(self, error: EditorError, file: EditorFile, begun_with: str | None) -> FieldTexts | None:
        if begun_with is not None and file.is_as(digest_of(begun_with)):
            self._face.problem(error)
            return NOTHING
        error.hint = self._kept_in(file)
        self._face.problem(error)
        return None

    def _tell_unreadable(self, error: OSError | ValueError, file: EditorFile) -> None:
        reason = getattr(error, "strerror", None) or error
        failure = EditorError(f"What the editor left cannot be read: {reason}.", has_run=True)
        failure.hint = self._kept_in(file)
        self._face.problem(failure)

    def _tell_kept(self, file: EditorFile) -> None:
        text = f"Nothing of the document is taken. {self._kept_in(file)}"
        self._face.tell(text, warning=True, seconds=_SECONDS)

    def _kept_in(self, file: EditorFile) -> str:
        again = (
            "" if self._form.lender is None else f" {self._face.way_to('edit.edit-text')} goes on with it."
        )
        return f"What you typed is in {file.path}.{again}"


def _with_error(edited: EditedText, text: str) -> tuple[str, int]:
    """A text with what is wrong with it, and the line of that; as it is, and 0, where nothing is wrong."""
    body = without_error(text)
    try:
        edited.read(body)
    except DocumentTextError as error:
        return with_error(body, error)
    return text, 0
