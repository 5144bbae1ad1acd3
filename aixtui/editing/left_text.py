"""A text of the user's own editor that the end of the app has left in its file: taken up, or thrown away."""

from collections.abc import Mapping, Sequence

from aixtui.editing.document_text.fields import FieldTexts
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.edited_text import EditedDocument, EditedField, EditedText, without_error
from aixtui.editing.entry_form import EntryForm
from aixtui.editing.filling import as_held
from aixtui.editing.form import Form
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean, clean_block
from aixtui.stores.editor_note import EditorNote
from aixtui.system import clock

TAKE, GO_ON, DROP = "take", "go on", "drop"
_COMPARE = "compare"


class LeftText:
    """What the editor had of one form that is not filled yet."""

    def __init__(self, form: Form, face: Face, note: EditorNote, texts: Mapping[str, str]) -> None:
        """`texts` are those that the fields had when the editor got them."""
        self._form, self._face, self._note, self._texts = form, face, note, texts

    async def ask(self, name: str, more: Sequence[Choice] = ()) -> str | None:
        """What is to become of it: `TAKE`, `GO_ON`, `DROP`, one of `more`; None where nothing is wanted."""
        face = self._face
        title = f"{name}: text from your editor, {self._time}"
        of = "the document" if not self._note.field else self._form.field(self._note.field).label
        choices = (
            Choice(TAKE, "Take it into the form", of),
            Choice(GO_ON, "Go on in your editor"),
            Choice(_COMPARE, "Compare", "what is there, and what was typed"),
            *more,
            Choice(DROP, "Throw it away"),
        )
        while (answer := await face.choose(title, lambda _: choices)) in (_COMPARE, DROP):
            if answer == _COMPARE:
                await self._compare(title)
            elif await face.confirm(
                "Throw what was typed away?", "It is lost for good.", yes="Throw away", danger=True
            ):
                return answer
        return answer

    async def read(self, answer: str) -> dict[str, str] | None:
        """The texts of the fields that it changes, for `TAKE` or `GO_ON`; None where nothing is taken."""
        editor, file = OwnEditor(self._form, self._face), self._note.file
        edited = await self._load()
        if edited is None:
            return None
        found = await (editor.edit_left if answer == GO_ON else editor.read_left)(edited, file)
        return None if found is None else self._held(found)

    @property
    def _time(self) -> str:
        try:
            when = self._note.file.changed_at.astimezone()
        except OSError:
            return "never saved there"
        is_today = when.date() == clock.now().astimezone().date()
        return when.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")

    def _held(self, found: FieldTexts) -> dict[str, str]:
        self._form.names |= found.names
        return as_held(self._form, found.texts)

    async def _load(self) -> EditedText | None:
        form, field = self._form, self._note.field
        if field:
            return EditedField(field, self._texts[field])
        document = EditedDocument(form, self._texts)
        try:
            await form.session.read(document.load)
        except Exception as error:
            self._face.problem(error)
            return None
        return document

    async def _compare(self, title: str) -> None:
        edited = await self._load()
        if edited is None:
            return
        try:
            text = without_error(self._note.file.read())
        except (OSError, ValueError) as error:
            self._face.problem(error)
            return
        try:
            found = edited.read(text)
        except DocumentTextError as error:
            await self._face.read(title, f"{clean(error)}\n\n{clean_block(text)}")
        else:
            await self._face.read(title, self._form.difference(self._texts, self._held(found)))


async def take_lent(entry: EntryForm, note: EditorNote, name: str, face: Face) -> bool:
    """Take what an editor has left of an entry into its form, where that is wanted.

    False where the user decides about it later.
    """
    form = entry.form
    if note.has_news and (not note.field or note.field in form.texts):
        left = LeftText(form, face, note, dict(form.texts))
        answer = await left.ask(name)
        texts = {} if answer == DROP else await left.read(answer) if answer else None
        if texts is None:
            return False
        form.fill(texts)
    await entry.take_back()
    return True
