"""What the mixins ask of the class they are mixed into."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class HasContext(Protocol):
    """Has the client it belongs to as `context`."""

    context: Any


@runtime_checkable
class HasResourcePath(Protocol):
    """Has the path of its collection as `RESOURCE_PATH`."""

    RESOURCE_PATH: str


@runtime_checkable
class HasFromDict(Protocol):
    """Can be made from a document."""

    @classmethod
    def from_dict(cls: type, data: dict[str, Any]) -> Any:
        """An instance made from `data`."""


@runtime_checkable
class Saved(Protocol):
    """Is known to the platform by its id, once it is saved."""

    id: str | None
    encoded_id: str


@runtime_checkable
class HasToDict(Protocol):
    """Can be turned into a document."""

    def to_dict(self) -> dict[str, Any]:
        """The document."""
