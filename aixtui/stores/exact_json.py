"""Texts and JSON values as bytes that come back exactly: with half characters, NULs and every line break.

SQLite's own texts are UTF-8, which has no half of a character; what a server or a clipboard gives may have.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from aixtui.stores.sqlite_file import StoreError, Value

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = Mapping[str, Json]


def encode_text(text: str) -> bytes:
    """A text as bytes; equal ones for equal texts, so that SQL can look for them."""
    return text.encode("utf-8", "surrogatepass")


def decode_text(value: Value) -> str:
    """The text that was encoded.

    Raises:
        ValueError: the value was not made by `encode_text`.
    """
    if not isinstance(value, bytes):
        raise ValueError(f"{type(value).__name__} where bytes are kept")
    return value.decode("utf-8", "surrogatepass")


def encode_json(value: Json) -> bytes:
    """A JSON value as bytes; an object keeps the order of its keys.

    Raises:
        StoreError: it is nested too deep, or holds a number of too many digits.
    """
    try:
        return encode_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except (RecursionError, ValueError) as error:
        raise StoreError(f"A document cannot be kept: {error}.") from error


def decode_json(value: Value) -> Json:
    """The JSON value that was encoded.

    Raises:
        ValueError: the value was not made by `encode_json`.
    """
    result: Json = json.loads(decode_text(value))
    return result


def decode_names(value: Value) -> tuple[str, ...]:
    """The list of texts that was encoded.

    Raises:
        ValueError: the value is something else.
    """
    result = decode_json(value)
    if not isinstance(result, list):
        raise ValueError(f"{type(result).__name__} where a list is kept")
    return tuple(str(one) for one in result)


def decode_object(value: Value) -> dict[str, Json]:
    """The JSON object that was encoded.

    Raises:
        ValueError: the value is something else.
    """
    result = decode_json(value)
    if not isinstance(result, dict):
        raise ValueError(f"{type(result).__name__} where an object is kept")
    return result


def strip_keys(document: JsonObject, names: Collection[str]) -> tuple[dict[str, Json], set[str]]:
    """The document without what its objects hold under these names, however deep; and the names that it had.

    Raises:
        StoreError: it is nested too deep.
    """
    met: set[str] = set()
    try:
        return _strip_object(document, names, met), met
    except RecursionError as error:
        raise StoreError(f"A document cannot be kept: {error}.") from error


def _strip_object(value: JsonObject, names: Collection[str], met: set[str]) -> dict[str, Json]:
    met.update(key for key in value if key in names)
    return {key: _strip(one, names, met) for key, one in value.items() if key not in names}


def _strip(value: Json, names: Collection[str], met: set[str]) -> Json:
    if isinstance(value, Mapping):
        return _strip_object(value, names, met)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_strip(one, names, met) for one in value]
    return value
