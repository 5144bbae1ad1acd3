"""What is wrong with a body, by the schema that describes it, in the platform's words.

It knows the words that the schemas here are written in and no others. `description` of a schema says what a
text must be where its pattern alone tells people nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from aixtui.sandbox.api.schemas.registry import resolved, schema_of
from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

_EMPTY = "should not be empty"
_KINDS: dict[str, tuple[type[Any] | tuple[type[Any], ...], str]] = {
    "string": (str, "a string"),
    "integer": (int, "an integer number"),
    "number": ((int, float), "a number"),
    "boolean": (bool, "a boolean value"),
    "array": (list, "an array"),
    "object": (dict, "an object"),
    "null": (type(None), "null"),
}


def check(schema: Doc | str, body: object) -> None:
    """Refuse a body that does not fit its schema.

    Raises:
        PlatformError: 400 with everything that is wrong.
    """
    found = [f"{about} {error}".lstrip() for about, error in _wrong(schema_of(schema), body, "")]
    if found:
        raise bad_request(found if len(found) > 1 else found[0])


_Error = tuple[str, str]
"""What it is about, a path such as `tools.0.type`, and what is wrong with that."""


def _wrong(schema: Doc, value: object, path: str) -> list[_Error]:
    schema = resolved(schema)
    found = list(_of_itself(schema, value, path))
    variants = schema.get("anyOf") or schema.get("oneOf")
    return found or (_of_variants(variants, value, path) if variants else [])


def _of_itself(schema: Doc, value: object, path: str) -> Iterator[_Error]:
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        yield path, f"must be {_listed(schema['enum'])}"
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        kind = next((name for name in kinds if _is(name, value)), None)
        if kind is None:
            yield from _of_another_kind(schema, kinds, value, path)
        elif kind in _PARTS:
            yield from _PARTS[kind](schema, value, path)


def _is(kind: str, value: object) -> bool:
    return isinstance(value, _KINDS[kind][0]) and (kind == "boolean" or not isinstance(value, bool))


def _of_another_kind(schema: Doc, kinds: list[str], value: object, path: str) -> Iterator[_Error]:
    if value is None and (schema.get("pattern") == r"\S" or schema.get("minLength")):
        yield path, _EMPTY
    if kinds[0] in ("integer", "number") and len(kinds) == 1:
        yield path, f"must be {_number_in_words(schema)}"
    elif len(kinds) > 1:
        yield path, f"must be {_listed(kinds)}"
    else:
        yield path, f"must be {schema.get('description') or _KINDS[kinds[0]][1]}"


def _of_variants(variants: list[Doc], value: object, path: str) -> list[_Error]:
    """What is wrong with a value that has to be one of several: the errors of the nearest."""
    found = [_wrong(variant, value, path) for variant in variants]
    if not all(found):
        return []
    if value is None:
        return [(path, _EMPTY)]
    absent = [errors[0][0] for errors in found if _is_of_one_absent(errors)]
    if len(absent) == len(variants) > 1:
        names = " or ".join(name.rpartition(".")[2] for name in absent)
        return [(path, f"must have {names}")]
    # One that is of another kind, or by a constant in it not meant, is farther than one that is nearly right.
    far = [
        (all(about == path for about, _ in errors), not _is_meant(variant, value), len(errors))
        for variant, errors in zip(variants, found, strict=True)
    ]
    return found[far.index(min(far))]


def _is_meant(variant: Doc, value: object) -> bool:
    """Whether the constants that tell variants apart, such as a `type`, are those of this one."""
    fields = resolved(variant).get("properties", {})
    constants = {name: field["enum"][0] for name, field in fields.items() if len(field.get("enum", ())) == 1}
    return isinstance(value, dict) and all(value.get(name) == wanted for name, wanted in constants.items())


def _is_of_one_absent(errors: list[_Error]) -> bool:
    return errors[0][1] == _EMPTY and len({about for about, _ in errors}) == 1


def _of_text(schema: Doc, value: str, path: str) -> Iterator[_Error]:
    pattern, least, most = schema.get("pattern"), schema.get("minLength", 0), schema.get("maxLength")
    if (pattern == r"\S" and not value.strip()) or (least == 1 and not value):
        yield path, _EMPTY
    elif pattern and not re.search(pattern, value):
        yield path, f"must be {schema.get('description', 'in another form')}"
    elif len(value) < least:
        yield path, f"must be longer than {least - 1} characters"
    elif most is not None and len(value) > most:
        yield path, f"must be at most {most} characters"
    elif "format" in schema and not _FORMATS[schema["format"]][0](value):
        yield path, f"must be {_FORMATS[schema['format']][1]}"


def _of_number(schema: Doc, value: float, path: str) -> Iterator[_Error]:
    least, most, below = (schema.get(key) for key in ("minimum", "maximum", "exclusiveMaximum"))
    if (
        (least is not None and value < least)
        or (most is not None and value > most)
        or (below is not None and value >= below)
    ):
        yield path, f"must be {_number_in_words(schema)}"


def _number_in_words(schema: Doc) -> str:
    kind = _KINDS[schema["type"]][1]
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f"{kind} from {least} to {most}"
    if least == 0:
        return f"{kind} that is not negative"
    return kind if least is None else f"{kind} of at least {least}"


def _of_array(schema: Doc, value: list[object], path: str) -> Iterator[_Error]:
    if len(value) < schema.get("minItems", 0):
        yield path, _EMPTY
    items = schema.get("items")
    if not items:
        return
    for index, item in enumerate(value):
        for about, error in _wrong(items, item, f"{path}.{index}"):
            if about == f"{path}.{index}":
                yield f"each value in {path}", error
                return
            yield about, error


def _of_object(schema: Doc, value: Doc, path: str) -> Iterator[_Error]:
    fields = schema.get("properties", {})
    for name in value:
        if name in fields:
            yield from _wrong(fields[name], value[name], _below(path, name))
        elif schema.get("additionalProperties") is False:
            yield "", f"property {_below(path, name)} should not exist"
    for name in schema.get("required", ()):
        if name not in value:
            about = _below(path, name)
            yield from _wrong(fields.get(name, {}), None, about) or [(about, _EMPTY)]


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _listed(values: Sequence[object]) -> str:
    """As in `draft or onboarded`; that null is possible goes without saying."""
    words = [str(value) for value in values if value is not None]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_FORMATS: dict[str, tuple[Callable[[str], bool], str]] = {
    "date-time": (_is_moment, "an ISO 8601 date with its time zone"),
    "date": (_is_day, "a day such as 2026-01-31"),
}
_PARTS: dict[str, Callable[[Doc, Any, str], Iterator[_Error]]] = {
    "string": _of_text,
    "integer": _of_number,
    "number": _of_number,
    "array": _of_array,
    "object": _of_object,
}
