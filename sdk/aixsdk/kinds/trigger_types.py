"""What a connection can start an agent on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..resource.fields import request_only_field


@dataclass
class TriggerType:
    """An event of a connection: `config` says what it wants to know, `payload` what it will tell."""

    slug: str | None = None
    name: str | None = None
    description: str | None = None
    config: Any = None
    payload: Any = None
    type: str | None = None
    connection_id: str | None = request_only_field()
    """The tool that told of it; None when an integration did, which nobody is connected to yet."""


class TriggerTypes(Mapping[str, TriggerType]):
    """Events by slug, whatever its case."""

    def __init__(self, found: Iterable[tuple[str, TriggerType]]) -> None:
        self._found = dict(found)
        self._keys = {slug.lower(): slug for slug in self._found}

    def __getitem__(self, slug: str) -> TriggerType:
        """The event. Raises KeyError."""
        return self._found[self._keys.get(slug.lower(), slug)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
