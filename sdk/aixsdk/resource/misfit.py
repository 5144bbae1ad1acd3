"""Which part of a document does not fit, and what was expected there: looked for when decoding failed."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from ..exceptions import AixplainV2Error
from .decode import decode, wire_names

_EXPECTED = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def misfit(hint: Any, document: Any, error: BaseException) -> str:
    """As in `params[2].id: expected a whole number, not a list`; else what the error says."""
    return _in_value(hint, document, "") or _words(error)


def _in_object(cls: Any, document: Any, path: str) -> str:
    if not isinstance(document, Mapping):
        return _unlike(path, "an object", document)
    owner = next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)
    hints, keys = typing.get_type_hints(owner), wire_names(cls)
    for field in dataclasses.fields(owner):
        if field.name not in keys:
            continue
        key = keys[field.name]
        place = f"{path}.{key}" if path else key
        value = document.get(key, document.get(field.name, dataclasses.MISSING))
        if value is dataclasses.MISSING:
            if field.default is field.default_factory is dataclasses.MISSING:
                return f"{place} is missing"
            continue
        if value is None:
            continue
        decoder = field.metadata.get("dataclasses_json", {}).get("decoder")
        words = _by_decoder(decoder, value) if decoder else ""
        if words or not decoder:
            found = _in_value(hints[field.name], value, place) or (words and f"{place}: {words}")
            if found:
                return found
    return ""


def _in_value(hint: Any, value: Any, path: str) -> str:
    """What does not fit in one value; "" when all does, or nothing is known of what would."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return _in_value(rest[0], value, path) if len(rest) == 1 else ""
    if hint in _EXPECTED:
        return "" if _is_taken(hint, value) else _unlike(path, _EXPECTED[hint], value)
    if origin is list:
        if not isinstance(value, list):
            return _unlike(path, "a list", value)
        parts = [(f"{path}[{index}]", item) for index, item in enumerate(value)]
        return next((said for place, item in parts if (said := _in_value(args[0], item, place))), "")
    if origin is dict:
        if not isinstance(value, Mapping):
            return _unlike(path, "an object", value)
        parts = [(f"{path}.{key}", item) for key, item in value.items()]
        return next((said for place, item in parts if (said := _in_value(args[1], item, place))), "")
    if isinstance(hint, type) and issubclass(hint, Enum):
        known = ", ".join(str(one.value) for one in hint)
        return "" if _is_taken(hint, value) else _unlike(path, f"one of {known}", value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and not _is_decoded(hint, value):
        return _in_object(hint, value, path) or _unlike(path, "what fits there", value)
    return ""


def _by_decoder(decoder: Any, value: Any) -> str:
    try:
        decoder(value)
    except Exception as error:
        return _words(error)
    return ""


def _is_taken(hint: Any, value: Any) -> bool:
    try:
        hint(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_decoded(hint: Any, value: Any) -> bool:
    try:
        decode(hint, value)
    except Exception:  # whatever it is, it is looked for
        return False
    return True


def _words(error: BaseException) -> str:
    """What an error says, if it was meant for people."""
    if isinstance(error, AixplainV2Error):
        return error.message
    text = str(error)
    return text if text.startswith("expected ") else "it has a form that is not known"


def _unlike(path: str, expected: str, value: Any) -> str:
    said = f"expected {expected}, not {kind_of(value)}"
    return f"{path}: {said}" if path else said


def kind_of(value: Any) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    words = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return words.get(type(value), "something else")
