"""What the user's own editor is given of a form, and what that says once it was edited."""

import re
import textwrap
from collections.abc import Mapping
from typing import Any, Protocol

from aixtui.editing.document_text.fields import FieldTexts, Other, read_fields
from aixtui.editing.document_text.file import read_text, the_document
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.document_text.writing import Shown, document_text
from aixtui.editing.document_text.yaml_pieces import WIDTH
from aixtui.editing.form import Form
from aixtui.kindspec.cells import clean
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.workspace.wire_fields import WireFields
from aixtui.workspace.workspace import WorkspaceGateway

AS_IT_WAS = "The editor left it as it was."
NOTHING = FieldTexts({}, {}, {}, ())
_ERROR = "#! "
"""What a line begins with that says what is wrong with the document."""
_ERRORS = re.compile(rf"^{_ERROR}.*\n?", re.MULTILINE)
_HEADING = (
    "Save it and leave the editor to take it into the form; nothing is sent before that is saved.",
    "What is taken out stays as it is; what is emptied becomes empty.",
    "A text of several lines begins below its name, indented, after |- behind the colon.",
)
_LOSSY = "It holds what is not shown: that is lost if you change the text."
_GIVE_UP = "Mend it and save. To give up, leave the editor without a change: the text is kept."


class EditedText(Protocol):
    """A text for the editor, and what it says."""

    name: str
    """Of its file."""
    field: str
    """The field that it holds; empty where it holds the whole document."""
    unchanged: str
    """What is told where it says nothing new."""

    def read(self, text: str) -> FieldTexts:
        """What a text says otherwise. Raises DocumentTextError."""


class EditedField:
    """One long text."""

    name, unchanged = "text.md", AS_IT_WAS

    def __init__(self, field: str, before: str) -> None:
        self.field, self._before = field, before

    def read(self, text: str) -> FieldTexts:
        """The text without the line break that editors put at its end."""
        after = text if self._before.endswith("\n") else text.removesuffix("\n")
        return NOTHING if after == self._before else NOTHING._replace(texts={self.field: after})


class EditedDocument:
    """All fields as one document of YAML."""

    field, unchanged = "", "Nothing in the document has changed."

    def __init__(self, form: Form, texts: Mapping[str, str]) -> None:
        """`texts` are those that it is, or was, written with: a form may go on changing meanwhile."""
        self._form, self._texts = form, texts
        self.name = f"{form.kind.id}.yaml"
        self._wire: WireFields | None = None
        self._rest: Mapping[str, Any] = {}
        """What the platform's document has beside the fields."""

    def load(self, workspace: WorkspaceGateway) -> str:
        """Write it; to be done before any is read."""
        form = self._form
        self._wire = wire = workspace.wire_fields(form.kind, form.resource)
        if form.resource is not None:
            edited = {path[0] for field in form.fields for path in wire.paths(field)}
            document = workspace.document(form.resource)
            self._rest = {key: value for key, value in document.items() if key not in edited}
        name = "A new one" if form.resource is None else clean(form.resource.name)
        notes = {field.name: _LOSSY for field in form.fields if form.is_lossy(field)}
        heading = (f"{form.kind.label}: {name}.", *_HEADING)
        return document_text(Shown(heading, form.fields, self._texts, form.name_of, notes, self._rest))

    def read(self, text: str) -> FieldTexts:
        """What it says otherwise than it did. Raises DocumentTextError."""
        form, wire = self._form, self._wire
        assert wire is not None, "it was loaded"
        found = read_fields(the_document(read_text(text)), wire)
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


def without_error(text: str) -> str:
    """The document without what `with_error` has put into it."""
    return _ERRORS.sub("", text)


def with_error(body: str, error: DocumentTextError) -> tuple[str, int]:
    """The document with the error above it and above its line, and the number of that line then.

    Some editors begin at the line, where the head of the document is out of sight; others at the head.
    """
    lines, place, below = body.split("\n"), error.place, 0
    while True:  # a longer number may need another line, which is counted again
        sentence = error.sentence_below(below)
        above = _error_lines(sentence)
        line = place.line + below + len(above)
        head = [*_error_lines(f"Line {line}, column {place.column}: {sentence}"), *_error_lines(_GIVE_UP)]
        if len(head) == below:
            break
        below = len(head)
    before = lines[: place.line - 1]
    return "\n".join([*head, *before, *above, *lines[len(before) :]]), line


def _error_lines(sentence: str) -> list[str]:
    return [f"{_ERROR}{line}" for line in textwrap.wrap(clean(sentence), WIDTH - len(_ERROR))]
