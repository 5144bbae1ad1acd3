"""What a caller saves as an agent -> the document that is stored."""

from collections.abc import Callable, Mapping
from typing import Any

from aixtui.sandbox.api.agent_checks import budget_complaints, entries, inspector_complaints, named_values
from aixtui.sandbox.catalogue.ids import DEFAULT_LLM
from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.runs.tasks import task_complaints
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.file_assets import FileAssetStore

_NOT_AVAILABLE = "err.asset_is_not_available"
_TOOLS = ("model", "tool", "utility", "integration")
_LONGEST_NAME = 200
_ROLES = ("supervisor", "planner", "responder")


def _text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _list(value: object) -> bool:
    return value is None or isinstance(value, list)


def _object(value: object) -> bool:
    return value is None or isinstance(value, dict)


def _number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


# Field, check, what the value must be, what is stored when it is absent.
_FIELDS: tuple[tuple[str, Callable[[object], bool], str, object], ...] = (
    ("description", _text, "a string", None),
    ("instructions", _text, "a string", None),
    ("inspectorId", _text, "a string", None),
    ("tools", _list, "an array", []),
    ("tasks", _list, "an array", []),
    ("agents", _list, "an array", []),
    ("skills", _list, "an array", []),
    ("files", _list, "an array", []),
    (
        "outputFormat",
        lambda value: value in ("text", "markdown", "json", None),
        "text, markdown or json",
        "text",
    ),
    ("expectedOutput", lambda value: _text(value) or _object(value), "a string or an object", None),
    ("inspectorTargets", _list, "an array", []),
    ("maxInspectors", _number, "an integer number", None),
    ("inspectors", _list, "an array", []),
    ("resourceInfo", _object, "an object", {}),
    (
        "maxTokens",
        lambda value: value is None or (_number(value) and int(str(value)) >= 1),
        "an integer number of at least 1",
        2048,
    ),
    (
        "contextOverflowStrategy",
        lambda value: value in ("truncate", "summarize", None),
        "truncate or summarize",
        None,
    ),
    ("budget", _object, "an object", {}),
    ("model", _object, "an object", None),
    ("supervisor", _object, "an object", None),
    ("planner", _object, "an object", None),
    ("responder", _object, "an object", None),
)


def agent_document(body: Mapping[str, Any], assets: AssetStore, files: FileAssetStore, caller: Caller) -> Doc:
    """The mutable part of an agent; the id, the path and the dates are the server's.

    Raises:
        PlatformError: 400 with every complaint about the fields, or naming an asset that is not there.
    """
    complaints = [*_name_complaints(body), *_field_complaints(body), *_entry_complaints(body)]
    complaints += [*budget_complaints(body), *inspector_complaints(body)]
    if complaints:
        raise bad_request(complaints if len(complaints) > 1 else complaints[0])
    doc: Doc = {
        "name": body["name"].strip(),
        "status": body.get("status") or "onboarded",
        "teamId": caller.team_id,
    }
    for field, _, _, default in _FIELDS:
        value = body.get(field)
        doc[field] = default if value is None else value
    doc["agents"] = [
        entry if isinstance(entry, dict) else {"id": entry, "inspectors": []} for entry in doc["agents"]
    ]
    doc["tasks"] = [
        {"description": None, "expectedOutput": None, **task, "dependencies": task.get("dependencies") or []}
        for task in doc["tasks"]
    ]
    refused = task_complaints(doc["tasks"])
    if refused:
        raise bad_request(refused if len(refused) > 1 else refused[0])
    doc["tools"] = [_referring(tool, _TOOLS, assets, caller, "assetId") for tool in doc["tools"]]
    doc["agents"] = [_referring(member, ("agent",), assets, caller) for member in doc["agents"]]
    doc["skills"] = [
        _referring(skill, ("skill",), assets, caller, "assetId") if isinstance(skill, dict) else skill
        for skill in doc["skills"]
    ]
    doc["files"] = [_file(entry, files, caller) for entry in doc["files"]]
    for role in _ROLES:
        if doc[role] is not None:
            doc[role] = _named_model(doc[role], assets, caller)
    doc["model"] = _named_model({"id": DEFAULT_LLM} if doc["model"] is None else doc["model"], assets, caller)
    return doc


def _name_complaints(body: Mapping[str, Any]) -> list[str]:
    name = body.get("name")
    if not isinstance(name, str):
        return (
            ["name should not be empty", "name must be a string"]
            if name is None
            else ["name must be a string"]
        )
    if not name.strip():
        return ["name should not be empty"]
    return [f"name must be at most {_LONGEST_NAME} characters"] if len(name) > _LONGEST_NAME else []


def _field_complaints(body: Mapping[str, Any]) -> list[str]:
    complaints = [f"{field} must be {kind}" for field, fits, kind, _ in _FIELDS if not fits(body.get(field))]
    if body.get("status") not in ("draft", "onboarded", None):
        complaints.append("status must be draft or onboarded")
    return complaints


def _entry_complaints(body: Mapping[str, Any]) -> list[str]:
    complaints = []
    for index, tool in enumerate(entries(body, "tools")):
        if not isinstance(tool, dict):
            complaints.append(f"tools.{index} must be an object")
        elif not tool.get("type"):
            complaints.append(f"tools.{index}.type should not be empty")
        elif not isinstance(tool["type"], str):
            complaints.append(f"tools.{index}.type must be a string")
    if any(not isinstance(skill, dict | list) for skill in entries(body, "skills")):
        complaints.append("each value in skills must be object or array")
    if any(not isinstance(file, dict | str) for file in entries(body, "files")):
        complaints.append("each value in files must be object or string")
    for index, task in enumerate(entries(body, "tasks")):
        complaints += [f"tasks.{index}.{complaint}" for complaint in _task_complaints(task)]
    if any(not isinstance(target, str) for target in entries(body, "inspectorTargets")):
        complaints.append("each value in inspectorTargets must be a string")
    for role in ("model", *_ROLES):
        parameters = (body.get(role) or {}).get("parameters") if _object(body.get(role)) else None
        if not named_values(parameters):
            complaints.append(f"{role}.parameters must be an array of objects with a name")
    if any(not isinstance(agent, dict | str) for agent in entries(body, "agents")):
        complaints.append("each value in agents must be object or string")
    return complaints


def _task_complaints(task: object) -> list[str]:
    if not isinstance(task, dict) or not isinstance(task.get("name"), str):
        return ["name must be a string"]
    complaints = [
        f"{key} must be a string" for key in ("description", "expectedOutput") if not _text(task.get(key))
    ]
    wanted = task.get("dependencies")
    if not _list(wanted) or any(not isinstance(name, str) for name in wanted or ()):
        complaints.append("dependencies must be an array of strings")
    return complaints


def _referring(
    entry: Doc, kinds: tuple[str, ...], assets: AssetStore, caller: Caller, *more_keys: str
) -> Doc:
    """An entry that names its asset by its id, whether the caller did by that or by a path."""
    found = assets.find(str(entry.get("assetId") or entry.get("id") or ""), kinds, caller.team_id)
    if found is None:
        raise bad_request(_NOT_AVAILABLE)
    return {**entry, **dict.fromkeys(("id", *more_keys), found.id)}


def _file(entry: Doc | str, files: FileAssetStore, caller: Caller) -> Doc:
    """A file that the caller names by its id, alone or in an object, as it is now."""
    identifier = entry if isinstance(entry, str) else entry.get("id") or entry.get("fileId")
    found = files.find(str(identifier or ""), caller.team_id)
    if found is None:
        raise bad_request(_NOT_AVAILABLE)
    return {"id": found.id, "name": found.name, "description": found.doc["description"]}


def _named_model(model: Doc, assets: AssetStore, caller: Caller) -> Doc:
    found = assets.find(str(model.get("id")), ("model",), caller.team_id)
    if found is None:
        raise bad_request(_NOT_AVAILABLE)
    return {**model, "name": found.doc.get("name"), "parameters": model.get("parameters") or []}
