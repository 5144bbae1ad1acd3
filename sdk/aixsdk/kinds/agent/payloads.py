"""The document an agent is saved as."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ...enums import OutputFormat
from ...exceptions import NotFoundError, ValidationError
from ...resource import BaseResource
from ...resource.context import context_of
from ..run_settings import output_form
from ..toolable import ToolableMixin, tool_document
from .document import OPTIONAL, ROLES, AgentDocument, encode_parts
from .entries import stored_entry
from .parts import reference, role_document, task_document

DEFAULT_LLM = "69b7e5f1b2fe44704ab0e7d0"
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def save_payload(agent: AgentDocument, status: str, **key: str) -> dict[str, Any]:
    """Every key the platform takes; `without_unset` takes out what the caller did not mean to say."""
    expected = output_form(agent.expected_output)
    check_output(agent.output_format, expected)
    payload: dict[str, Any] = {
        "id": agent.id,
        "name": agent.name,
        "description": _stored(agent.description),
        "path": agent.path,
        "instructions": _stored(agent.instructions),
        "status": str(status),
        "teamId": agent.team_id,
        "tools": [_tool(agent, tool, key) for tool in agent.tools or []],
        "inspectorId": agent.inspector_id,
        "tasks": [task_document(task) for task in agent.tasks or []],
        "agents": [{"inspectors": [], **_identity(member)} for member in agent.agents or []],
        "outputFormat": str(agent.output_format or "text"),
        "expectedOutput": expected,
        "createdAt": agent.created_at,
        "updatedAt": agent.updated_at,
        "inspectorTargets": agent.inspector_targets or [],
        "maxInspectors": agent.max_inspectors,
        "inspectors": encode_parts(agent.inspectors or []),
        "resourceInfo": agent.resource_info or {},
        "maxTokens": agent.max_tokens,
        "contextOverflowStrategy": agent.context_overflow_strategy,
    }
    payload["skills"] = [_skill(skill) for skill in agent.skills or []]
    payload["files"] = [_file(file) for file in agent.files or []]
    if agent.budget is not None and agent.budget.payload():
        payload["budget"] = agent.budget.payload()
    roles = {"model": agent.llm, "supervisor": agent.supervisor, "planner": agent.planner}
    roles["responder"] = agent.response_generator
    payload |= {name: role_document(role) for name, role in roles.items()}
    if agent.id is None and agent.llm is None:
        payload["model"] = {"id": DEFAULT_LLM}
    return payload


def replaced_roles(payload: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The roles that another model plays than in the document: nothing there is about it."""
    played = {key: document[key] for key in ROLES.values() if isinstance(document.get(key), dict)}
    return {
        key: payload[key]
        for key, role in played.items()
        if payload.get(key) and payload[key]["id"] != role.get("id")
    }


def assigned_documents(agent: AgentDocument, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The tools, tasks and inspectors of which some were assigned as documents: they go as they are.

    Such a document is whole. To look for what it came of could mix it with another one's.
    """
    lists = {"tools": agent.tools, "tasks": agent.tasks, "inspectors": agent.inspectors}
    return {
        key: payload[key]
        for key, entries in lists.items()
        if any(isinstance(entry, Mapping) for entry in entries or [])
    }


def without_unset(
    agent: AgentDocument, body: Mapping[str, Any], document: Mapping[str, Any]
) -> dict[str, Any]:
    """What is sent: without the empty parts that the platform's `document` does not have either.

    Those that were emptied stay, as [] or null: for the platform, an absent key is one to keep.
    """
    emptied: dict[str, Any] = {OPTIONAL[name]: None if name in ROLES else [] for name in agent.sent_empty()}
    unset = {key for key in OPTIONAL.values() if not body.get(key) and key not in document}
    sent = {key: value for key, value in body.items() if key not in unset}
    return {**sent, **emptied} if agent.id else sent


def save_parts(agent: AgentDocument, *, as_draft: bool, **options: Any) -> None:
    """Save the tools, members, skills and files that never were. Raises ResourceError."""
    for part in (*(agent.tools or []), *(agent.agents or []), *(agent.skills or []), *(agent.files or [])):
        if isinstance(part, BaseResource) and not part.id:
            nested = (
                {"save_subcomponents": True, "as_draft": as_draft} if isinstance(part, AgentDocument) else {}
            )
            part.save(**nested, **options)


def _identity(member: Any) -> dict[str, Any]:
    found = reference(member)
    if not found.get("id"):
        raise ValidationError(f"All parts of an agent must be saved before it: agent {member!r} was not.")
    return {key: found[key] for key in ("id", "inspectors") if found.get(key) is not None}


def _tool(agent: AgentDocument, tool: Any, key: dict[str, Any]) -> dict[str, Any]:
    found = reference(tool)
    entry = stored_entry(tool)
    if entry is not None:
        return entry
    if isinstance(tool, ToolableMixin):
        return tool_document(tool.as_tool(**key))
    if not found.get("type") and isinstance(found.get("id"), str):
        return tool_document(_looked_up(agent, found["id"], key).as_tool(**key))
    return found


def _looked_up(agent: AgentDocument, tool_id: str, key: dict[str, Any]) -> ToolableMixin:
    """The tool or model behind a bare id: the platform wants to be told which it is."""
    aix = context_of(agent)
    for kind in (aix.Tool, aix.Model):
        try:
            found: ToolableMixin = kind.get(tool_id, **key)
        except NotFoundError:
            continue
        return found
    raise ValidationError(f"There is no tool {tool_id} in this workspace.")


def check_output(output_format: str | None, expected: Any) -> None:
    """Raise ValidationError when what is expected does not suit the format; JSON needs something."""
    if output_format != OutputFormat.JSON:
        if expected is not None and not isinstance(expected, str):
            raise ValidationError(f"For {output_format or 'text'}, the expected output must be a text.")
        return
    try:
        if not isinstance(expected, dict | list):
            json.loads(expected)
    except (TypeError, ValueError) as error:
        raise ValidationError("For JSON, the expected output must be an object or JSON text.") from error


def _skill(skill: Any) -> dict[str, Any]:
    found = reference(skill)
    return {"type": "skill", "assetId": found["id"], **found}


def _file(file: Any) -> dict[str, Any]:
    document = reference(file)
    described = {"id": document.get("id") or document.get("fileId")}
    if not described["id"]:
        raise ValidationError(f"All parts of an agent must be saved before it: file {file!r} was not.")
    holder = document if isinstance(file, Mapping) else vars(file) if isinstance(file, BaseResource) else {}
    return {**described, **{key: holder[key] for key in ("name", "description") if holder.get(key)}}


def _stored(text: str | None) -> str | None:
    """Authors write {{name}}, the platform stores {name}."""
    return None if text is None else _PLACEHOLDER.sub(r"{\1}", text)
