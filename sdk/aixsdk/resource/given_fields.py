"""Making a resource whose constructor takes more than its fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..exceptions import ArgumentError
from .base import BaseResource
from .decode import wire_names
from .fields import request_only_field


def fill(resource: BaseResource, given: Mapping[str, Any]) -> None:
    """Set every field, to what is given or to its default. Raises ArgumentError for what is no field."""
    unknown = next((name for name in given if name not in wire_names(type(resource))), None)
    if unknown is not None:
        raise ArgumentError(f"{type(resource).__name__} has no field {unknown!r}.")
    for spec in dataclasses.fields(resource):
        made = spec.default_factory() if callable(spec.default_factory) else spec.default
        setattr(resource, spec.name, given.get(spec.name, made))


def argument_field() -> Any:
    """A field that can be given and assigned: no part of the document, and never read from one."""
    return request_only_field(decoder=lambda _: None)
