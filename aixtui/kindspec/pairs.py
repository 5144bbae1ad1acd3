"""Values by their names: one a line, such as `temperature: 0.2`, or a JSON object. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.text_codec import JSON, TextCodec, quote


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
    is_plain = name and name == name.strip() and name[0] not in '"{' and not {":", "\n"} & set(name)
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


def _object(text: str) -> dict[str, Any] | None:
    """What a text holds that is all one JSON object; else None."""
    value = _value(text.strip()) if text.lstrip().startswith("{") else None
    return value if isinstance(value, dict) else None


def _parse(text: str, example: str) -> dict[str, Any]:
    if (whole := _object(text)) is not None:
        return whole
    values: dict[str, Any] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, value = _split(line)
        if not name:
            raise ValueError(f"lines such as {example}, not {quote(line)}")
        if name in values:
            raise ValueError(f"one line for each name, and {quote(name)} has two")
        values[name] = _value(value.strip())
    return values


def pairs(example: str) -> TextCodec:
    """Values by their names, in their order: each a line, its value JSON or a plain text.

    The example is one line, which what is no pair is refused with.
    """
    return TextCodec(_show, lambda text: _parse(text, example))


PAIRS = pairs("temperature: 0.2")
