"""Wire documents: JSON objects as they go over the wire."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Doc: TypeAlias = dict[str, Any]


def part(doc: Mapping[str, Any], *keys: str) -> Any:
    """A value inside nested objects, or None where one is missing."""
    value: Any = doc
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
