"""Names of a client that load when first asked for: a module costs time that many programs need not pay."""

from __future__ import annotations

import importlib
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class Bound(Generic[T]):
    """On an object, a subclass of the class of this name that carries the object as its `context`."""

    def __init__(self, module: str) -> None:
        """`module` is relative to this package."""
        self._module = module

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, context: Any, owner: type[Any] | None = None) -> type[T]:
        if context is None:
            raise AttributeError(f"{self._name} belongs to an object: Aixplain(...).{self._name}")
        kind: Any = getattr(importlib.import_module(self._module, __package__), self._name)
        namespace = {"context": context, "__module__": kind.__module__, "__doc__": kind.__doc__}
        bound = vars(context)[self._name] = type(kind.__name__, (kind,), namespace)
        return cast("type[T]", bound)


class Late(Generic[T]):
    """On a class and its objects, what a module has under this name."""

    def __init__(self, module: str) -> None:
        """`module` is relative to this package."""
        self._module = module

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> T:
        value = getattr(importlib.import_module(self._module, __package__), self._name)
        setattr(self._owner, self._name, value)
        return cast("T", value)
