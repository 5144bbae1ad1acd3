"""An agent's run as the next message of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...enums import ResponseStatus
from ...exceptions import InputError
from ...resource import RunOptions
from ...resource.context import context_of
from ...resource.options import call_options, names_of
from ..attachments import resolve_attachments
from ..budget import budget_of
from ..execution_config import OWN_SPELLING, ExecutionConfig
from ..run_settings import settings_of
from ..session import Session
from .document import AgentDocument
from .run import execution_params

_TAKEN = frozenset({"query", "text", "attachments", "files", "tools", "execution_params", "budget"})
_SETTINGS = {
    "criteria": "criteria",
    "evolve": "evolve",
    "identifier": "identifier",
    "run_response_generation": "runResponseGeneration",
}


def start_in_session(
    agent: AgentDocument, session: Session | str, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Add the message; returns what the start of a run answers.

    Settings of this run become the session's own, for its later messages too; the agent's budget is that of
    what the session does not limit. InputError for options that would be lost, and for a query that is no
    text when nothing is attached.
    """
    given = {name: value for name, value in options.items() if value is not None}
    lost = sorted(name for name in given if name not in {*_TAKEN, *_SETTINGS, *names_of(RunOptions)})
    if lost:
        raise InputError(f"A run in a session does not take {', '.join(lost)}.")
    attachments, files = given.get("attachments"), given.get("files")
    query = given.get("query", given.get("text"))
    if not isinstance(query, str) and not (query is None and (attachments or files)):
        raise InputError("A run in a session needs a text, or attachments.")
    aix, key = context_of(agent), call_options(given)
    found: Session = aix.Session.get(session, **key) if isinstance(session, str) else session
    if not isinstance(found, Session):
        raise InputError(f"The session must be a Session or an id, not {session!r}.")
    attached = resolve_attachments(aix, attachments, files, **key)
    present = found.execution_config.to_api_dict() if found.execution_config else {}
    config = _config(present, given, agent.budget.payload() if agent.budget else {})
    if config != present:
        found.save(execution_config=ExecutionConfig.from_document(config), **key)
    tools = given.get("tools", [])
    sent = found.add_message("user", query or "", attachments=attached, tools=tools, **key)
    return {
        "status": ResponseStatus.IN_PROGRESS.value,
        "data": found.run_of(sent),
        "requestId": sent.request_id,
        "sessionId": found.id,
    }


def _config(
    present: Mapping[str, Any], given: Mapping[str, Any], limits: Mapping[str, Any]
) -> dict[str, Any]:
    """The session's settings with those of this run."""
    config = dict(present)
    config |= {key: given[name] for name, key in _SETTINGS.items() if name in given}
    stored = config.get("executionParams") or {}
    limits = {**limits, **budget_of(stored.get("budget")).payload()}
    changed = settings_of(execution_params(given), keep=OWN_SPELLING, budget=limits)
    return {**config, "executionParams": {**stored, **changed}} if changed else config
