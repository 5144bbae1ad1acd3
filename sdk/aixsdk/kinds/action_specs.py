"""Actions of a tool or an integration and their inputs, as the platform describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..exceptions import InputError
from ..resource.fields import CAMEL, json_field
from .toolable import ParameterInput

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


@dataclass
class ActionInputSpec:
    """One input of an action."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    code: str | None = None
    """Its name in a run; the name in lower case with underscores when the platform gives none."""
    value: list[Any] | None = None
    available_options: list[Any] | None = None
    datatype: str | None = "string"
    """string, integer, number, boolean, array or object."""
    allow_multi: bool | None = False
    supports_variables: bool | None = False
    default_value: list[Any] | None = None
    required: bool | None = False
    fixed: bool | None = False
    description: str | None = None

    def __post_init__(self) -> None:
        if not self.code and self.name:
            self.code = self.name.lower().replace(" ", "_")

    @property
    def default(self) -> Any:
        """The first default value; None without one."""
        first = self.default_value[0] if self.default_value else None
        return first.get("value") if isinstance(first, Mapping) else first

    def as_setting(self, value: Any) -> ParameterInput:
        """What an agent stores of it, when it has this value."""
        return {
            "name": self.name,
            "value": value,
            "required": bool(self.required),
            "datatype": self.datatype,
            "allow_multi": bool(self.allow_multi),
            "supports_variables": bool(self.supports_variables),
            "fixed": bool(self.fixed),
            "description": self.description or "",
        }


@dataclass
class ActionSpec:
    """One thing that can be done. `inputs` is None until the platform has been asked for them."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    description: str | None = None
    display_name: str | None = None
    slug: str | None = None
    available_versions: list[Any] | None = json_field("available_versions")
    version: str | None = None
    toolkit: Any = None
    input_parameters: Any = json_field("input_parameters")
    output_parameters: Any = json_field("output_parameters")
    scopes: list[Any] | None = None
    tags: list[Any] | None = None
    no_auth: bool | None = json_field("no_auth")
    deprecated: Any = None
    inputs: list[ActionInputSpec] | None = None

    @property
    def key(self) -> str:
        """The name it is run by."""
        return self.name or self.slug or ""


def check_value(spec: ActionInputSpec, value: Any) -> None:
    """Raise InputError for a value of the wrong type."""
    wanted = _TYPES.get(spec.datatype or "")
    wrong = wanted is not None and not isinstance(value, wanted)
    # Python counts True as a number; nobody who fills in a number means it.
    if wrong or (isinstance(value, bool) and spec.datatype in ("integer", "number")):
        raise InputError(f"Input '{spec.name}' must be {spec.datatype}, not {type(value).__name__}.")
