"""The fields of a kind in documents of the wire: where each lies there, and what its value is as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass
from typing import Any, TypeAlias

from aixtui.kindspec.attributes import value_of
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of, text_of

Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a value, one in the other."""

_SERVER_OWNED = frozenset({"id", "path", "status", "assetInfo", "createdAt", "updatedAt"})


class WireFields:
    """Knows the keys of one kind. Sends nothing."""

    def __init__(self, fields: Sequence[Field], source: Any) -> None:
        from aixsdk.resource.decode import wire_names
        from aixsdk.resource.server_owned import server_owned

        self.fields = tuple(fields)
        self._source = source if is_dataclass(source) and hasattr(source, "from_dict") else None
        names = wire_names(self._source) if isinstance(self._source, type) else {}
        self._keys = {field.name: self._path(field, names) for field in fields}
        self.known = frozenset({*names, *names.values()})
        """What the top of a document may hold, by either name."""
        owned = server_owned(getattr(source, "RESOURCE_PATH", ""))
        self.server_owned = (owned | _SERVER_OWNED) - {path[0] for path in self._keys.values()}
        """The keys at its top that only the platform writes."""

    def paths(self, field: Field) -> tuple[Path, ...]:
        """Where a field may be: by the names of the SDK, those of the wire, and as the id of one resource."""
        own, wire = name_path(field, self.fields), self._keys[field.name]
        is_one = field.reference is not None and not field.reference.many
        ids = ((*own[:-1], f"{own[-1]}_id"), (*own[:-1], f"{own[-1]}Id")) if is_one else ()
        told = (tuple(field.wire.split(".")),) if field.wire else ()
        return own, wire, *told, *ids

    def text(self, field: Field, value: Any) -> str:
        """The text of a field whose value is a list or an object. Raises whatever decoding raises."""
        if self._source is None:
            return codec_of(field).show(value)
        for key in reversed(self._keys[field.name]):
            value = {key: value}
        return text_of(field, self._decoded(value))

    def _path(self, field: Field, names: dict[str, str]) -> Path:
        attribute, *part = field.name.split(".")
        key = names.get(attribute, attribute)
        if not part or self._source is None:
            return key, *part
        from aixsdk.resource.decode import wire_names

        holder = value_of(self._decoded({key: {}}), attribute)
        parts = wire_names(type(holder)) if is_dataclass(holder) else {}
        return key, parts.get(part[0], part[0])

    def _decoded(self, document: Any) -> Any:
        from aixsdk.resource.decode import decode

        return decode(self._source, document)  # type: ignore[arg-type]  # seen to be a class


def name_path(field: Field, fields: Sequence[Field]) -> Path:
    """Where a field is by the names of the SDK: `budget.max_cost` is one in another.

    One in what is a field itself, as `llm.parameters` is, stands beside that.
    """
    attribute, _, part = field.name.partition(".")
    is_apart = not part or any(one.name == attribute for one in fields)
    return (field.name,) if is_apart else (attribute, part)
