"""What a connection can start an agent on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypedDict

from ..resource.arguments import check_arguments


class _NoOptions(TypedDict):
    """An event takes what its own `config` names, and nothing else."""


@dataclass
class TriggerTypeSpec:
    """An event of a connection: `config` says what it wants to know, `payload` what it will tell."""

    slug: str | None = None
    name: str | None = None
    description: str | None = None
    config: Any = None
    payload: Any = None
    type: str | None = None


@dataclass
class TriggerEventOption(TriggerTypeSpec):
    """An event to start an agent on, of the connection that told of it."""

    connection_id: str | None = None
    """None when an integration told of it, which nobody is connected to yet."""
    values: dict[str, Any] = field(default_factory=dict)
    """What was configured; a trigger takes the values of the moment when it is given the event."""

    def configure(self, **values: Any) -> Self:
        """Set what the event wants to know, and return the event.

        Raises ArgumentError for what its `config` does not name.
        """
        schema = self.config if isinstance(self.config, Mapping) else {}
        names = schema.get("properties", schema)
        if isinstance(names, Mapping) and names:
            check_arguments(self, "configure", values, _NoOptions, names)
        self.values |= values
        return self


class TriggerTypes(Mapping[str, TriggerEventOption]):
    """Events by slug, whatever its case."""

    def __init__(self, found: Iterable[TriggerEventOption]) -> None:
        self._found = {option.slug: option for option in found if option.slug}
        self._keys = {slug.lower(): slug for slug in self._found}

    def __getitem__(self, slug: str) -> TriggerEventOption:
        """The event. Raises KeyError."""
        return self._found[self._keys.get(slug.lower(), slug)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
