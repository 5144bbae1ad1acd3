"""Tools and inspectors as an agent stores them: objects when somebody looks, entries when it is saved.

An agent stores of a tool less than its document, and in other words. What is not understood here goes back
as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...exceptions import ValidationError
from ...resource.changes import with_changes
from ...resource.decode import decode
from ..action_specs import ActionInputSpec, ActionSpec
from ..actions import Action, Actions
from ..inspector import Inspector
from ..model import Model
from ..tool import Tool
from ..toolable import parameter_document

_TEXTS = ("id", "name", "description", "function", "assetId", "type")


def ids_of(value: Any) -> Any:
    """The ids of entries: a part of an agent may stand for itself, or in an object with `id` or `fileId`."""
    if value is not None and not isinstance(value, list):
        raise TypeError("expected a list")
    return value and [_id(entry) for entry in value]


def _id(entry: Any) -> Any:
    return entry.get("id") or entry.get("fileId") or entry if isinstance(entry, dict) else entry


def tools_of(agent: Any, entries: list[Any]) -> list[Any]:
    """The Models and Tools of what an agent stores of them; an entry without an id stays as it is."""
    return [_tool_of(agent, entry) for entry in entries]


def inspectors_of(agent: Any, entries: list[Any]) -> list[Any]:
    """The Inspectors of what an agent stores of them; an entry that cannot be read stays as it is."""
    return [_inspector_of(agent, entry) for entry in entries]


def _tool_of(agent: Any, entry: Any) -> Any:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        return entry
    return _read(_bound(agent, Model if entry.get("type") == "model" else Tool), dict(entry))


def _inspector_of(agent: Any, entry: Any) -> Any:
    if not isinstance(entry, Mapping) or "evaluator" not in entry:
        return entry
    try:
        inspector = _bound(agent, Inspector).from_dict(dict(entry))
    except (ValidationError, TypeError, AttributeError, ValueError):
        return entry
    vars(inspector)["_entry"] = (entry, inspector.payload())
    return inspector


def _bound(agent: Any, kind: type[Any]) -> Any:
    """The class of the agent's own client, if it has one."""
    context = getattr(agent, "context", None)
    return kind if context is None else getattr(context, kind.__name__)


def inspector_document(value: Any) -> Any:
    """What the agent stores of an inspector: the entry it came of, with what was changed."""
    if not isinstance(value, Inspector):
        return value
    entry, was = vars(value).get("_entry", (None, None))
    return value.payload() if entry is None else with_changes(entry, was, value.payload())


def stored_entry(tool: Any) -> dict[str, Any] | None:
    """The entry a tool came of, with what was changed of it; None for one that came of none."""
    entry = vars(tool).get("_entry") if isinstance(tool, Model) else None
    if entry is None:
        return None
    was, now = _described(_read(type(tool), entry)), _described(tool)
    if tool.overrides():
        was["parameters"], now["parameters"] = _settings(_read(type(tool), entry)), _settings(tool)
    document: dict[str, Any] = with_changes(entry, was, now)
    return document


def _read(kind: type[Model], entry: dict[str, Any]) -> Model:
    parameters = entry.get("parameters")
    parameters = (
        [one for one in parameters if isinstance(one, Mapping)] if isinstance(parameters, list) else []
    )
    document: dict[str, Any] = {key: entry[key] for key in _TEXTS if isinstance(entry.get(key), str)}
    document["vendor"] = {"code": entry.get("supplier")}
    document["version"] = {"id": entry.get("version")}
    if issubclass(kind, Tool):
        actions = entry.get("actions")
        document["allowedActions"] = actions if isinstance(actions, list) else []
    else:
        document["params"] = [_parameter(one) for one in parameters]
    tool = decode(kind, document)
    tool.keep_document(document)
    vars(tool)["_entry"] = entry
    if isinstance(tool, Tool) and parameters:
        specs = [_action(one) for one in parameters]
        vars(tool)["actions"] = Actions(
            lambda _: specs,
            lambda names, _: [Action(spec) for spec in specs if not names or _is_named(spec, names)],
        )
    return tool


def _is_named(spec: ActionSpec, names: tuple[str, ...]) -> bool:
    return spec.key.lower() in {name.lower() for name in names}


def _parameter(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": one.get("name"),
        "required": one.get("required"),
        "multipleValues": one.get("allowMulti"),
        "isFixed": one.get("fixed"),
        "dataType": one.get("datatype"),
        "defaultValues": [{"value": one.get("value")}],
    }


def _action(one: Mapping[str, Any]) -> ActionSpec:
    inputs = one.get("inputs")
    inputs = inputs.items() if isinstance(inputs, Mapping) else ()
    specs = [_input(code, value) for code, value in inputs if isinstance(value, Mapping)]
    return ActionSpec(one.get("name"), one.get("description"), slug=one.get("code"), inputs=specs)


def _input(code: str, value: Mapping[str, Any]) -> ActionInputSpec:
    return ActionInputSpec(
        name=value.get("name"),
        code=code,
        default_value=[{"value": value.get("value")}],
        datatype=value.get("datatype"),
        allow_multi=bool(value.get("allowMulti")),
        supports_variables=bool(value.get("supportsVariables")),
        required=bool(value.get("required")),
        fixed=bool(value.get("fixed")),
        description=value.get("description"),
    )


def _described(tool: Model) -> dict[str, Any]:
    """What of a tool is in an entry besides its parameters, by the words of entries."""
    values = {"name": tool.name, "description": tool.description}
    return {**values, "actions": tool.allowed_actions} if isinstance(tool, Tool) else values


def _settings(tool: Model) -> list[dict[str, Any]]:
    if isinstance(tool, Tool):
        return [parameter_document(action.as_setting()) for action in tool.actions.detailed()]
    inputs = tool.inputs.copy()
    return [parameter_document(one.as_setting(inputs.get(one.name or ""))) for one in tool.params or []]
