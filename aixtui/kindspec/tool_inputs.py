"""The inputs of a tool's actions, and of models, as fields of a form and as agents store them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.text_codec import (
    JSON,
    JSON_OR_TEXT,
    NUMBER,
    TEXT,
    WHOLE,
    YES_NO,
    YES_OR_NO,
    TextCodec,
    optional,
)


def _yes_or_no(value: Any) -> str:
    return YES_OR_NO.show(value) if isinstance(value, bool) else TEXT.show(value)


_JSON = TextCodec(JSON_OR_TEXT.show, JSON.parse)
_CODECS: Mapping[str, TextCodec] = {
    "integer": WHOLE,
    "number": NUMBER,
    "boolean": TextCodec(_yes_or_no, YES_OR_NO.parse),
    "array": _JSON,
    "object": _JSON,
    "json": _JSON,
}
_TEXT = TextCodec(JSON_OR_TEXT.show, TEXT.parse)
"""Whatever a value is, it is shown whole."""


def is_set(stored: Mapping[str, Any]) -> bool:
    """Whether an input has a value."""
    return stored.get("value") not in (None, "", [])


def input_field(name: str, code: str, stored: Mapping[str, Any], offered: Sequence[Any]) -> Field:
    """The field for the value of an input, which may be left empty: then the agent says it."""
    datatype = "array" if stored.get("allowMulti") else str(stored.get("datatype") or "").lower()
    codec = _CODECS.get(datatype, _TEXT)
    values = [one.get("value") if isinstance(one, Mapping) else one for one in offered]
    options = tuple(dict.fromkeys(codec.show(value) for value in values if value is not None))
    about = clean(stored.get("description"))
    need = "Needed: left empty, the agent says it." if stored.get("required") else ""
    return Field(
        name,
        clean(stored.get("name")) or clean(code),
        help=" ".join(filter(None, (about and f"{about.rstrip('.')}.", need))),
        codec=optional(codec),
        options=YES_NO if datatype == "boolean" else options,
    )


def parameter_definition(parameter: Any) -> dict[str, Any]:
    """What an agent would store of an input of a model, before it is set."""
    return _renamed(parameter.as_setting(None))


def wire_definition(setting: Mapping[str, Any]) -> dict[str, Any]:
    """What an agent would store of an action, by the names of the wire."""
    return {**setting, "inputs": {code: _renamed(one) for code, one in setting["inputs"].items()}}


_WIRE = {"allow_multi": "allowMulti", "supports_variables": "supportsVariables"}


def _renamed(setting: Mapping[str, Any]) -> dict[str, Any]:
    return {_WIRE.get(key, key): value for key, value in setting.items()}
