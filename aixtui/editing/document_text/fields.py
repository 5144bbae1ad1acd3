"""What a document says of the fields of a kind: by their names in the SDK or on the wire, or their labels."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from aixtui.editing.document_text.nodes import (
    DocumentTextError,
    Entries,
    Items,
    Node,
    Place,
    Scalar,
    value_of,
)
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of
from aixtui.kindspec.records import entries_of, entries_text
from aixtui.kindspec.references import id_of, names_in
from aixtui.kindspec.text_codec import OPTIONAL_TEXT, TEXT
from aixtui.workspace.wire_fields import Path, WireFields


class Other(NamedTuple):
    """A part of a document that is no field."""

    name: str
    place: Place
    is_empty: bool
    nearest: str
    """The field that may have been meant, by its name here; empty where none is near."""
    is_known: bool
    """Whether such resources have it, although it is not edited in a form."""
    is_server_owned: bool


class FieldTexts(NamedTuple):
    """The texts of the fields that a document speaks of."""

    texts: dict[str, str]
    places: dict[str, Place]
    """Where the document speaks of them."""
    names: dict[str, str]
    """The names that it has for what it refers to, by their ids."""
    others: tuple[Other, ...]


def read_fields(document: Entries, wire: WireFields) -> FieldTexts:
    """The fields that a document speaks of; what it leaves out is left as it is.

    Raises:
        DocumentTextError: a field has a value of another shape than it takes, or is there by two names.
    """
    reading = _Reading(wire)
    reading.take(document, ())
    return reading.found


class _Reading:
    def __init__(self, wire: WireFields) -> None:
        self._wire = wire
        self._fields = {path: field for field in wire.fields for path in wire.paths(field)}
        self._groups = {path[:1] for path in self._fields if len(path) > 1}
        self.found = FieldTexts({}, {}, {}, ())

    def take(self, entries: Entries, group: Path) -> None:
        for key, node in entries.nodes.items():
            path, place = (*group, key), entries.keys[key]
            if (field := self._field(path)) is not None:
                self._take_field(field, node, place)
                self._take_parts(path, node)
            elif path in self._groups and isinstance(node, Entries):
                self.take(node, path)
            elif not (path in self._groups and value_of(node) is None):
                self._take_other(path, node, place)

    def _field(self, path: Path) -> Field | None:
        """The field at a place, which may be one key, `data.code`; or of a label that is no other name."""
        *group, key = path
        found = self._fields.get(path) or self._fields.get((*group, *key.split(".")))
        if found is not None or group or key in self._wire.known or key in self._wire.server_owned:
            return found
        wanted = key.strip().casefold()
        return next((one for one in self._wire.fields if one.label.casefold() == wanted), None)

    def _take_field(self, field: Field, node: Node, place: Place) -> None:
        text = self._text(field, node)
        if self.found.texts.setdefault(field.name, text) != text:
            line = self.found.places[field.name].line
            raise DocumentTextError(f"{field.label} is said otherwise already", place, first_line=line)
        self.found.places.setdefault(field.name, place)
        if field.is_list and isinstance(node, Items):
            self._take_settings(field, node, place)

    def _take_settings(self, field: Field, node: Items, place: Place) -> None:
        """Take what is said of the members of a list beside their ids, where a field is for that."""
        entries = [value_of(one) for one in node.nodes if isinstance(one, Entries)]
        for other in self._wire.fields if entries else ():
            if other.records is not None and other.records.members and other.records.key == field.name:
                self.found.texts.setdefault(other.name, entries_text(entries))
                self.found.places.setdefault(other.name, place)

    def _take_parts(self, path: Path, node: Node) -> None:
        """Take what is a field of its own in the document that a field refers to."""
        if not isinstance(node, Entries):
            return
        for key, part in node.nodes.items():
            if (field := self._fields.get((*path, key))) is not None:
                self._take_field(field, part, node.keys[key])

    def _take_other(self, path: Path, node: Node, place: Place) -> None:
        name = ".".join(path)
        names = {".".join(one): field.name for one, field in self._fields.items()}
        near = get_close_matches(name, names, 1)
        other = Other(
            name,
            place,
            value_of(node) in (None, "", [], {}),
            names[near[0]] if near else "",
            path[0] in self._wire.known,
            path[0] in self._wire.server_owned,
        )
        self.found = self.found._replace(others=(*self.found.others, other))

    def _text(self, field: Field, node: Node) -> str:
        if field.reference is not None or field.many:
            return "\n".join(self._ids(field, node))
        if field.records is not None:
            return _entries_text(field, node)
        if isinstance(node, Scalar):
            return "" if node.is_null else node.text
        if field.options or codec_of(field) in (TEXT, OPTIONAL_TEXT):
            raise DocumentTextError(f"{field.label} is a single text.", node.place)
        try:
            return self._wire.text(field, value_of(node))
        except Exception as error:  # whatever a class makes of what is none of its documents
            raise DocumentTextError(f"{field.label} cannot be this: {clean(error)}.", node.place) from None

    def _ids(self, field: Field, node: Node) -> Iterator[str]:
        nodes = node.nodes if isinstance(node, Items) else (node,)
        if isinstance(node, Items) and not field.is_list and len(nodes) > 1:
            raise DocumentTextError(f"{field.label} is one id.", node.place)
        for one in nodes:
            value = one.text if isinstance(one, Scalar) else value_of(one)
            if isinstance(one, Scalar) and (one.is_null or not one.text.strip()):
                continue
            resource_id = id_of(value)
            if not resource_id or "\n" in resource_id:
                raise DocumentTextError(f"{field.label} is said by ids: this is none.", one.place)
            self.found.names.update(names_in(value))
            yield resource_id


def _entries_text(field: Field, node: Node) -> str:
    """The text of a list of entries: a list in the document, or the lines that a form writes."""
    entries: object = value_of(node)
    if isinstance(node, Scalar) and not node.is_null:
        try:
            entries = entries_of(node.text)
        except ValueError:
            entries = node.text
    if isinstance(entries, list | tuple) and all(isinstance(one, Mapping) for one in entries):
        return entries_text(entries)
    if entries is None:
        return ""
    raise DocumentTextError(f"{field.label} is a list of entries, each with names and values.", node.place)
