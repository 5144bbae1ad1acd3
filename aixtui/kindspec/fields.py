"""The texts of a form's fields as the values of the attributes. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.attributes import value_of, whole_attributes
from aixtui.kindspec.field import Field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.records import entries_of, entries_text, first_wrong, into_members, stored_entries
from aixtui.kindspec.references import MANY, ONE, with_stored
from aixtui.kindspec.resource import Resource
from aixtui.kindspec.text_codec import LINES, TEXT, TextCodec, choice, optional


def codec_of(field: Field) -> TextCodec:
    """How the values of a field are written and read back."""
    if field.reference is not None:
        return MANY if field.reference.many else ONE
    if field.many:
        return LINES
    if field.options and field.codec is TEXT:
        return choice(*field.options) if field.required else optional(choice(*field.options))
    return field.codec


def text_of(field: Field, resource: Resource) -> str:
    """The text of a field of a resource."""
    if field.records is not None:
        return entries_text(stored_entries(field.records, resource))
    return codec_of(field).show(value_of(resource, field.name))


def parse_field(field: Field, text: str) -> Any:
    """The value that a text stands for.

    Raises:
        InvalidValueError: the text does not fit, or is missing; names the field.
    """
    if field.required and not text.strip():
        raise InvalidValueError(field.name, f"{field.label} is required.")
    if field.records is not None:
        entries = list(entries_of(text))
        if problem := first_wrong(field.records, entries):
            raise InvalidValueError(field.name, problem)
        return list(field.records.assigned(entries))
    try:
        return codec_of(field).parse(text)
    except ValueError as error:
        raise InvalidValueError(field.name, f"{field.label} must be {error}.") from None


def is_same_value(field: Field, one: str, other: str) -> bool:
    """Whether two texts stand for the same value: what is typed has more spellings than one."""
    if one == other:
        return True
    codec = codec_of(field)
    try:
        first, second = codec.parse(one), codec.parse(other)
    except ValueError:
        return False
    # Unlike in Python, 1 is neither True nor 1.0.
    return json.dumps(first, sort_keys=True, default=str) == json.dumps(second, sort_keys=True, default=str)


def parse_fields(fields: Sequence[Field], texts: Mapping[str, str]) -> dict[str, Any]:
    """The values that the texts stand for, by the names of the fields. Raises InvalidValueError."""
    by_name = {field.name: field for field in fields}
    return {name: parse_field(by_name[name], text) for name, text in texts.items()}


def changed_texts(fields: Sequence[Field], texts: Mapping[str, str], resource: Resource) -> dict[str, str]:
    """Those of the texts that are others than the resource's."""
    by_name = {field.name: field for field in fields}
    return {name: text for name, text in texts.items() if text != text_of(by_name[name], resource)}


def attributes_of(
    fields: Sequence[Field], values: Mapping[str, Any], resource: Resource = None, earlier: Resource = None
) -> dict[str, Any]:
    """The attributes to set for these values; what a resource has beside them stays as it is.

    What comes back to a list is stored as it was `earlier`.
    """
    lists = {field.name for field in fields if field.is_list}
    stored = {
        name: with_stored(value, value_of(resource, name), value_of(earlier, name))
        if name in lists
        else value
        for name, value in values.items()
    }
    for field in fields:
        if field.records is not None and field.records.members and field.name in stored:
            key, entries = field.records.key, stored.pop(field.name)
            stored[key] = into_members(field.records, entries, stored.get(key, value_of(resource, key)) or [])
    parts = {field.name: value_of(resource, field.name) for field in fields if "." in field.name}
    # What is set anew as a whole keeps the parts that are shown with it.
    kept = {name: part for name, part in parts.items() if name.rpartition(".")[0] in values and part}
    return whole_attributes(kept | stored, resource)
