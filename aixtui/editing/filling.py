"""A form that is filled from a JSON or YAML file of the user's."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

from aixtui.asking import prompt_until
from aixtui.editing.document_text.fields import FieldTexts, Other, read_fields
from aixtui.editing.document_text.file import (
    DocumentFileError,
    is_named_as_json,
    read_document_file,
    read_text,
    read_text_file,
    the_document,
)
from aixtui.editing.document_text.nodes import DocumentTextError, Entries, NoDocumentError
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of

_MOST_NAMES = 6
_DOCUMENTS = (".json", ".yaml", ".yml")
_AS_TEXT = "The file went there as a text, since no field can be read in it:"
_BOTH = "Its text goes there. A JSON or YAML document that names fields fills all that it names."


def fill_form(form: Form, found: FieldTexts) -> Collection[str]:
    """Put what a document says into a form, as one step; the names of the fields that have changed."""
    form.names |= found.names
    texts = {name: text for name, text in found.texts.items() if text != form.texts.get(name, text)}
    form.fill(as_held(form, texts))
    for name in texts:
        form.checks.check(name)
    return texts


def as_held(form: Form, texts: Mapping[str, str]) -> dict[str, str]:
    """Texts of fields as the form holds them, which has some choices in one spelling only."""
    return {name: _option(form.field(name), text) for name, text in texts.items()}


def _option(field: Field, text: str) -> str:
    """Of a field that is one of some texts the one that means the same; else the text."""
    codec = codec_of(field)
    try:
        value = codec.parse(text)
        return next((one for one in field.options if codec.parse(one) == value), text)
    except ValueError:
        return text


class _Taken(NamedTuple):
    """What a file says, and why that is its text where no field could be read in it."""

    found: FieldTexts
    broken: str = ""


class Filling:
    """Asks for the file until one can be read, or the user wants none; then fills what it speaks of."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face

    async def from_file(self) -> None:
        """Fill the form from a file; where a long text is typed in, any file's text goes into that."""
        form, face = self._form, self._face
        field = form.field(form.moves.current)
        read = partial(self._read_for, field) if field.is_long_text else self._read_all
        taken: list[_Taken] = []

        async def attempt(name: str) -> str | None:
            path = name.strip()
            try:
                taken.append(await read(path))
            except DocumentFileError as error:
                return clean(error)
            except Exception as error:
                return face.problem(error).sentence
            return None

        title = f"File for {field.label}" if field.is_long_text else "JSON or YAML file to fill the form from"
        detail = _BOTH if field.is_long_text else ""
        await prompt_until(face, title, "", attempt, yes="Fill", detail=detail, is_path=True)
        if taken:
            self._fill(*taken[0])
            face.start(load_names(form), "names")

    async def take(self, document: Entries, name: str) -> None:
        """Fill the form from a document; `name` is what to call the file that it is from.

        Raises:
            DocumentFileError: it holds something that the form does not take.
        """
        self._fill(await self._read(lambda: document, name), "")

    async def _read_all(self, path: str) -> _Taken:
        return _Taken(await self._read(lambda: read_document_file(path), path))

    async def _read_for(self, field: Field, path: str) -> _Taken:
        """What a file says of the fields that it names; where it names none its text, for this one."""
        text = await self._form.session.bridge.read(lambda: read_text_file(path))
        as_text = _Taken(FieldTexts({field.name: text}, {}, {}, ()))
        if PurePath(path).suffix.lower() not in _DOCUMENTS:
            return as_text
        try:
            found = await self._read_fields(
                lambda: the_document(read_text(text, is_json=is_named_as_json(path)))
            )
        except NoDocumentError:
            return as_text
        except DocumentTextError as error:
            return as_text._replace(broken=f"{PurePath(path).name}, {error}")
        return _Taken(found) if found.texts else as_text

    async def _read(self, read: Callable[[], Entries], name: str) -> FieldTexts:
        try:
            return await self._read_fields(read)
        except DocumentTextError as error:
            raise DocumentFileError(f"{name}, {error}") from None

    async def _read_fields(self, read: Callable[[], Entries]) -> FieldTexts:
        form = self._form
        return await form.session.read(
            lambda workspace: read_fields(read(), workspace.wire_fields(form.kind, form.resource))
        )

    def _fill(self, found: FieldTexts, broken: str) -> None:
        form, changes = self._form, fill_form(self._form, found)
        labels = ", ".join(field.label for field in form.fields if field.name in changes)
        told = f"Filled: {labels}." if labels else "It says nothing else than the form."
        others = [clean(f"{_AS_TEXT} {broken}")] if broken else self._left_out(found)
        self._face.tell(" ".join([told, *others]), warning=bool(others))

    def _left_out(self, found: FieldTexts) -> list[str]:
        """What was not taken, as sentences; what the platform alone writes goes without saying."""
        others = [one for one in found.others if not one.is_empty and not one.is_server_owned]
        known = [one.name for one in others if one.is_known]
        known += [name for name in found.texts if name not in self._form.texts]
        unknown = [_with_nearest(one) for one in others if not one.is_known]
        said = (("The form has no field for", known), ("Not known here", unknown))
        return [f"{words}: {_listed(names)}." for words, names in said if names]


def _with_nearest(other: Other) -> str:
    return f"{other.name} ({other.nearest}?)" if other.nearest else other.name


def _listed(names: list[str]) -> str:
    left = len(names) - _MOST_NAMES
    return clean(", ".join(names[:_MOST_NAMES]) + (f" and {left} more" if left > 0 else ""))
