"""Values by their names, one a line, such as `temperature: 0.2`. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.text_codec import JSON, TextCodec, quote

_EXAMPLE = "lines such as temperature: 0.2"


def _value(text: str) -> Any:
    """JSON, or a text that is none."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _value_text(value: Any) -> str:
    """A text as it is where that is read back as the same, everything else as JSON."""
    if isinstance(value, str) and value and value == value.strip() and "\n" not in value:
        found = _value(value)
        if isinstance(found, str) and found == value:
            return value
    return JSON.show(value)


def _name_text(name: str) -> str:
    is_plain = name and name == name.strip() and name[0] != '"' and not {":", "\n"} & set(name)
    return name if is_plain else JSON.show(name)


def _show(values: Any) -> str:
    if not values:
        return ""
    if not isinstance(values, Mapping):
        return JSON.show(values)
    return "\n".join(f"{_name_text(str(name))}: {_value_text(value)}" for name, value in values.items())


def _split(line: str) -> tuple[str, str]:
    """The name and the text of the value; a name that is no plain one stands as a JSON text."""
    if not line.startswith('"'):
        name, colon, rest = line.partition(":")
        return (name.strip(), rest) if colon else ("", "")
    try:
        name, end = json.JSONDecoder().raw_decode(line)
    except ValueError:
        return "", ""
    rest = line[end:].lstrip()
    return (name, rest[1:]) if rest.startswith(":") else ("", "")


def _parse(text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, value = _split(line)
        if not name:
            raise ValueError(f"{_EXAMPLE}, not {quote(line)}")
        if name in values:
            raise ValueError(f"one line for each name, and {quote(name)} has two")
        values[name] = _value(value.strip())
    return values


PAIRS = TextCodec(_show, _parse)
"""Values by their names, in their order: each a line, its value JSON or a plain text."""
