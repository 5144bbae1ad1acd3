"""What a caller saves as an agent -> the document that is stored."""

from collections.abc import Iterable, Mapping
from typing import Any

from aixtui.sandbox.catalogue.ids import DEFAULT_LLM
from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.runs.tasks import task_errors
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.file_assets import FileAssetStore

_NOT_AVAILABLE = "err.asset_is_not_available"
_TOOLS = ("model", "tool", "utility", "integration")
_ROLES = ("supervisor", "planner", "responder")


# What is stored of a field that is absent.
_DEFAULTS: dict[str, object] = {
    "description": None,
    "instructions": None,
    "inspectorId": None,
    "tools": [],
    "tasks": [],
    "agents": [],
    "skills": [],
    "files": [],
    "outputFormat": "text",
    "expectedOutput": None,
    "inspectorTargets": [],
    "maxInspectors": None,
    "inspectors": [],
    "resourceInfo": {},
    "maxTokens": 2048,
    "contextOverflowStrategy": None,
    "budget": {},
    "model": None,
    "supervisor": None,
    "planner": None,
    "responder": None,
}


def agent_document(body: Mapping[str, Any], assets: AssetStore, files: FileAssetStore, caller: Caller) -> Doc:
    """The mutable part of an agent; the id, the path and the dates are the server's.

    Raises:
        PlatformError: 400 with what is wrong between the fields, or naming an asset that is not there.
    """
    doc: Doc = {
        "name": body["name"].strip(),
        "status": body.get("status") or "onboarded",
        "teamId": caller.team_id,
    }
    for field, default in _DEFAULTS.items():
        value = body.get(field)
        doc[field] = default if value is None else value
    doc["agents"] = [
        entry if isinstance(entry, dict) else {"id": entry, "inspectors": []} for entry in doc["agents"]
    ]
    doc["tasks"] = [
        {"description": None, "expectedOutput": None, **task, "dependencies": task.get("dependencies") or []}
        for task in doc["tasks"]
    ]
    refused = [*_without_editor(doc["inspectors"]), *task_errors(doc["tasks"])]
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


def _without_editor(inspectors: Iterable[Doc]) -> list[str]:
    return [
        f"inspectors.{index}.editor must have an assetId or a function when the action is edit"
        for index, inspector in enumerate(inspectors)
        if inspector["action"]["type"] == "edit" and not _judges(inspector.get("editor"))
    ]


def _judges(judge: object) -> bool:
    return isinstance(judge, dict) and bool(judge.get("assetId") or judge.get("function"))


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
