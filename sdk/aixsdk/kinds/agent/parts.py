"""The parts of an agent's document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ...exceptions import ValidationError
from ...resource import BaseResource
from ...resource.fields import CAMEL
from ..model import Model


@dataclass(slots=True)
class Role:
    """A model that plays a part in the agent, with settings: a map, or a list of {name, value}."""

    id: str | None = None
    name: str | None = None
    parameters: Any = None

    def payload(self) -> dict[str, Any]:
        """What is saved of it: the id, and the settings if there are any."""
        settings = named_values(self.parameters)
        return {"id": self.id, "parameters": settings} if settings else {"id": self.id}


@dataclass(slots=True)
class Task:
    """One piece of a team's work; `dependencies` are names of other tasks."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    description: str | None = None
    expected_output: str | None = None
    dependencies: list[Any] | None = None

    def payload(self) -> dict[str, Any]:
        """The task with its dependencies reduced to names."""
        names = [getattr(other, "name", None) or _name_in(other) for other in self.dependencies or []]
        return {
            "name": self.name,
            "description": self.description,
            "expectedOutput": self.expected_output,
            "dependencies": names,
        }


def output_form(expected: Any) -> Any:
    """What an agent is told of the expected output: of a pydantic class its JSON schema, as text."""
    if isinstance(expected, type) and hasattr(expected, "model_json_schema"):
        return json.dumps(expected.model_json_schema())
    return expected.model_dump() if hasattr(expected, "model_dump") else expected


def role_of(value: Any) -> Role | None:
    """A role out of a Role, a saved model, an id or a document."""
    if value is None or isinstance(value, Role):
        return value
    if isinstance(value, str):
        return Role(id=value)
    if isinstance(value, Mapping):
        return Role(id=value.get("id"), name=value.get("name"), parameters=value.get("parameters"))
    return Role(id=reference(value)["id"], name=value.name, parameters=_settings(value))


def _settings(model: Any) -> dict[str, Any] | None:
    """What a model was set to, by the names that agents store."""
    inputs = model.inputs.copy() if isinstance(model, Model) else {}
    return {_camel(name): value for name, value in inputs.items() if value is not None} or None


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def named_values(settings: Any) -> list[Any]:
    """Settings as the list of {name, value} that the wire wants."""
    if isinstance(settings, Mapping):
        return [{"name": name, "value": value} for name, value in settings.items()]
    return list(settings or [])


def reference(value: Any) -> dict[str, Any]:
    """An {id} out of an id, a document or a saved resource; ValidationError for what was never saved."""
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, BaseResource) and value.id:
        return {"id": value.id}
    raise ValidationError(f"Component {value!r} must be saved before saving the agent.")


def _name_in(other: Any) -> Any:
    return other.get("name") if isinstance(other, Mapping) else other
