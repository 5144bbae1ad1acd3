"""Attributes of resources by the names of fields, where `budget.max_cost` is one inside another. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def value_of(resource: Any, name: str) -> Any:
    """The value of an attribute; None where there is none."""
    for part in name.split("."):
        resource = getattr(resource, part, None)
    return resource


def whole_attributes(values: Mapping[str, Any], resource: Any = None) -> dict[str, Any]:
    """Values by the names of fields as values of whole attributes; the rest of those is the resource's."""
    attributes: dict[str, Any] = {}
    for name, value in values.items():
        whole, _, part = name.partition(".")
        if part:
            attributes.setdefault(whole, _parts(getattr(resource, whole, None)))[part] = value
        else:
            attributes[whole] = value
    return attributes


def _parts(value: Any) -> dict[str, Any]:
    if not is_dataclass(value):
        return {}
    return {field.name: getattr(value, field.name) for field in fields(value)}
