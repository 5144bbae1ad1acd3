"""Attributes of resources by the names of fields, where `budget.max_cost` is one inside another. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def value_of(resource: Any, name: str) -> Any:
    """The value of an attribute, or of a part of an object; None where there is none."""
    for part in name.split("."):
        resource = resource.get(part) if isinstance(resource, Mapping) else getattr(resource, part, None)
    return resource


def whole_attributes(values: Mapping[str, Any], resource: Any = None) -> dict[str, Any]:
    """Values by the names of fields as values of whole attributes; the rest of those is the resource's.

    A whole that is given as an id is an object with that id. Nothing has no parts: what is None is no part of
    it, and the parts of what is given as None are dropped.
    """
    attributes = {name: value for name, value in values.items() if "." not in name}
    for name, value in values.items():
        whole, _, path = name.partition(".")
        known = attributes[whole] if whole in attributes else getattr(resource, whole, None)
        if path and (whole not in values or known is not None) and not (known is None and value is None):
            attributes[whole] = _with(_parts(known), path, value)
    return attributes


def _with(parts: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    name, _, rest = path.partition(".")
    return {**parts, name: _with(_parts(parts.get(name)), rest, value) if rest else value}


def _parts(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, Mapping):
        return dict(value)
    return {field.name: getattr(value, field.name) for field in fields(value)} if is_dataclass(value) else {}
