"""What a resource was, as it is kept: the texts of its fields, and its document, without secrets. Pure."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from aixtui.auth.redaction import hide_known, hide_known_in
from aixtui.kindspec.cells import editable
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.secret_names import without_secrets
from aixtui.stores.exact_json import JsonObject

MASKED = ("accessKey",)
"""Keys of documents that are secret whatever they hold."""


class KeptState(NamedTuple):
    """One side of a save, or what was deleted."""

    texts: Mapping[str, str]
    """By the names of the fields."""
    names: Mapping[str, str]
    """The names of the resources that fields refer to, by their ids, as far as they were known."""
    document: Mapping[str, Any]
    left_out: tuple[str, ...] = ()
    """What is not kept as it was, in words for people."""
    made_of: str = ""
    """The id of the resource that it was made of."""
    why_gone: str = ""
    """Why it cannot be made again; empty where it can."""
    content: Mapping[str, Any] | None = None
    """The files in it, as `HeldContent` keeps them; None where it has none or they are not kept."""

    def to_json(self) -> JsonObject:
        """As it is kept."""
        return {**self._asdict(), "left_out": list(self.left_out)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "KeptState":
        """As it was kept; what an older version did not keep is empty."""
        values = {name: kept[name] for name in cls._fields if name in kept}
        state = cls(**({"texts": {}, "names": {}, "document": {}} | values))
        return state._replace(left_out=tuple(state.left_out))


def state_of(
    kind: Kind, resource: Resource, document: Mapping[str, Any], names: Mapping[str, str]
) -> KeptState:
    """What a resource is, to be kept of it."""
    fields = kind.fields_of(resource)
    if not fields and kind.comeback.source:  # it is never changed, and is made again
        fields = tuple(field for field in kind.fields_of(None) if not field.is_path)
    raw = {field.name: text_of(field, resource) for field in fields if not field.is_secret}
    texts = {name: hide_known(editable(text)) for name, text in raw.items()}
    labels = {field.name: field.label for field in fields}
    secrets: list[str] = []
    # What no JSON can say is written as text: it is to be seen, at least.
    whole = without_secrets(json.loads(json.dumps(hide_known_in(dict(document)), default=str)), secrets)
    making = kind.making
    return KeptState(
        texts,
        dict(names),
        whole,
        (*(labels[name] for name, text in raw.items() if texts[name] != text), *dict.fromkeys(secrets)),
        making.made_of(resource) if making is not None else "",
        kind.comeback.reason_against(resource),
    )
