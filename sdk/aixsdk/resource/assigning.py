"""Fields that are given by name, as in `save(name="x")`."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any


def assign_fields(resource: Any, values: dict[str, Any]) -> None:
    """Assign what names a field, a settable property or another attribute with a value; ignore the rest.

    Neither a method nor what belongs to the class (its client, its path) can be replaced this way.
    """
    for name, value in values.items():
        if is_assignable(resource, name):
            setattr(resource, name, value)


def is_assignable(resource: Any, name: str) -> bool:
    """Whether `assign_fields` would assign it."""
    if name.startswith("_") or name.isupper() or name in ("context", "dataclass_json_config"):
        return False
    declared = inspect.getattr_static(type(resource), name, None)
    if isinstance(declared, property):
        return declared.fset is not None
    if name in {field.name for field in dataclasses.fields(resource)} or name in vars(resource):
        return True
    return declared is not None and not callable(declared) and not hasattr(declared, "__get__")
