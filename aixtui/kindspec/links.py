"""What a resource names of others: each can be gone to where its id is known."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean


class Link(NamedTuple):
    """Another resource, as far as the document of this one knows it; text of a server, not yet clean."""

    kind: str
    id: str
    """Empty where only its name is known: then it leads nowhere."""
    name: str = ""
    """Empty where only its id is known: what asks for it learns the name."""

    @property
    def label(self) -> str:
        """What to call it, clean."""
        return clean(self.name) or clean(self.id)


Links = Callable[[Any], tuple[Link, ...]]
"""From a resource to what it names."""


def link_to(kind: str, value: Any) -> tuple[Link, ...]:
    """One resource, or none: an id, or a document or an object with id and name."""
    if isinstance(value, str):
        return (Link(kind, value),) if value else ()
    resource_id, name = _member(value, "id"), _member(value, "name")
    return (Link(kind, resource_id, name),) if resource_id or name else ()


def links_to(kind: str, values: Iterable[Any] | None) -> tuple[Link, ...]:
    """Resources of one kind, in their order."""
    return tuple(link for value in values or () for link in link_to(kind, value))


def _member(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return found if isinstance(found, str) else ""
