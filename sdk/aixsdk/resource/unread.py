"""Lists of a document that become objects when somebody looks at them.

A page has many entries in its items, and hardly any is looked at.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any


class Unread:
    """A list as the platform sent it, until it is looked at."""

    __slots__ = ("_held",)

    def __init__(self, entries: list[Any]) -> None:
        self._held: list[Any] | bytes = entries

    @classmethod
    def of(cls, value: Any) -> Any:
        """Marks a list that holds something. Raises TypeError for what is none."""
        if value is not None and not isinstance(value, list | tuple):
            raise TypeError("expected a list")
        return cls(value) if isinstance(value, list) and value else value

    def keep(self, document: bytes) -> None:
        """Hold the marshalled document that the list is in, which is held anyway, instead of the list."""
        self._held = document

    def entries(self, key: str) -> list[Any]:
        """The list, which stands under that key of its document."""
        found: list[Any] = marshal.loads(self._held)[key] if isinstance(self._held, bytes) else self._held
        return found


class ReadWhenLookedAt:
    """An attribute whose unread list becomes objects when it is first looked at."""

    def __init__(self, name: str, build: Callable[[Any, list[Any]], Any]) -> None:
        """`name` is also its key on the wire; `build` makes the value out of the resource and the list."""
        self._name = name
        self._build = build

    def __get__(self, resource: Any, owner: type[Any] | None = None) -> Any:
        if resource is None:
            return self
        try:
            value = vars(resource)[self._name]
        except KeyError:
            raise AttributeError(self._name) from None
        if type(value) is Unread:
            value = vars(resource)[self._name] = self._build(resource, value.entries(self._name))
        return value

    def __set__(self, resource: Any, value: Any) -> None:
        vars(resource)[self._name] = value
