"""The parts of a model's document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..resource.fields import CAMEL


@dataclass(slots=True)
class Vendor:
    """Who makes or sells the asset."""

    id: Any = None
    """A number or a text."""
    name: str | None = None
    code: str | None = None


@dataclass(slots=True)
class Function:
    """What the asset does; `id` in kebab-case, such as text-generation."""

    id: str | None = None
    name: str | None = None


@dataclass(slots=True)
class Pricing:
    """Price of one unit, in credits."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    price: Any = None
    """A number, or a text that holds one."""
    unit_type: str | None = None
    unit_type_scale: str | None = None


@dataclass(slots=True)
class Version:
    """Version of the asset."""

    name: str | None = None
    id: str | None = None
