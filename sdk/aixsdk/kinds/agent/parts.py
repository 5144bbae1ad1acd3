"""The parts of an agent's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ...exceptions import ValidationError
from ...resource import BaseResource
from ...resource.fields import CAMEL, json_field
from ..actionable_asset import ActionMixin
from ..model import Model


@dataclass(slots=True)
class Task:
    """One piece of a team's work; `dependencies` are names of other tasks."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    instructions: str | None = json_field("description")
    expected_output: str | None = None
    dependencies: list[Any] | None = None

    def payload(self) -> dict[str, Any]:
        """The task with its dependencies reduced to names."""
        names = [getattr(other, "name", None) or _name_in(other) for other in self.dependencies or []]
        return {
            "name": self.name,
            "description": self.instructions,
            "expectedOutput": self.expected_output,
            "dependencies": names,
        }


def task_document(task: Task | Mapping[str, Any]) -> dict[str, Any]:
    """What the platform stores of a task; one that is a document already goes as it is."""
    return dict(task) if isinstance(task, Mapping) else task.payload()


def role_of(value: Any) -> Any:
    """A role as it is looked at: {id, name, parameters}, whose parameters are a map of names and values."""
    settings = value.get("parameters") if isinstance(value, dict) else None
    if not isinstance(settings, list) or not all(isinstance(entry, dict) for entry in settings):
        return value
    return {**value, "parameters": {entry.get("name"): entry.get("value") for entry in settings}}


def role_document(value: Any) -> dict[str, Any] | None:
    """What is saved of a role: the id, and the settings if there are any.

    It may be a saved model, an id or a document. Raises ValidationError for what was never saved, and for
    settings of no model.
    """
    if value is None:
        return None
    is_document = isinstance(value, Mapping)
    model_id = value.get("id") if is_document else reference(value)["id"]
    settings = named_values(value.get("parameters") if is_document else _settings(value))
    if settings and not model_id:
        raise ValidationError("There are settings for a model of the agent, and no model: name it, too.")
    return {"id": model_id, "parameters": settings} if settings else {"id": model_id}


def role_state(value: Any) -> Any:
    """A role as a document, and to compare: of what can be saved, all that is known."""
    if isinstance(value, Mapping) and isinstance(value.get("parameters"), Mapping):
        return {**value, "parameters": named_values(value["parameters"])}
    is_saved = isinstance(value, str) or (isinstance(value, BaseResource) and bool(value.id))
    return role_document(value) if is_saved else value


def _settings(model: Any) -> dict[str, Any] | None:
    """What a model was set to, by the names that agents store."""
    inputs = model.inputs.copy() if isinstance(model, Model) and not isinstance(model, ActionMixin) else {}
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
    kind = type(value).__name__
    what = f"{kind.lower()} {value.name!r}" if isinstance(value, BaseResource) else repr(value)
    raise ValidationError(f"All parts of an agent must be saved before it: {what} was not.")


def _name_in(other: Any) -> Any:
    return other.get("name") if isinstance(other, Mapping) else other
