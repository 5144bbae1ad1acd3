"""An agent's run as the next message of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...enums import ResponseStatus
from ...exceptions import InputError
from ...resource.options import call_options
from ..attachments import attachments_of, given_files
from ..execution_config import ExecutionConfig
from ..session import Session
from .run import settings_of

_TAKEN = frozenset(
    {"query", "text", "attachments", "files", "tools", "timeout", "wait_time", "show_progress", "api_key"}
)
_SETTINGS = {
    "criteria": "criteria",
    "evolve": "evolve",
    "identifier": "identifier",
    "run_response_generation": "runResponseGeneration",
}


def start_in_session(aix: Any, session: Session | str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Add the message; returns what the start of a run answers.

    Settings of this run become the session's own, for its later messages too. InputError for options that
    would be lost, and for a query that is no text when nothing is attached.
    """
    given = {name: value for name, value in options.items() if value is not None}
    lost = sorted(name for name in given if name not in {*_TAKEN, *_SETTINGS, "execution_params"})
    if lost:
        raise InputError(f"A run in a session does not take {', '.join(lost)}.")
    files = given_files(given)
    query = given.get("query", given.get("text"))
    if not isinstance(query, str) and not (query is None and files):
        raise InputError("A run in a session needs a text, or attachments.")
    key = call_options(given)
    found: Session = aix.Session.get(session, **key) if isinstance(session, str) else session
    if not isinstance(found, Session):
        raise InputError(f"The session must be a Session or an id, not {session!r}.")
    attachments = attachments_of(aix, files, **key)
    present = found.execution_config.to_api_dict() if found.execution_config else {}
    config = _config(present, given)
    if config != present:
        found.save(execution_config=ExecutionConfig.from_document(config), **key)
    tools = given.get("tools", [])
    sent = found.add_message("user", query or "", attachments=attachments, tools=tools, **key)
    return {
        "status": ResponseStatus.IN_PROGRESS.value,
        "data": found.run_of(sent),
        "requestId": sent.request_id,
        "sessionId": found.id,
    }


def _config(present: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The session's settings with those of this run. The platform takes the strategy in snake case here."""
    config = dict(present)
    config |= {key: given[name] for name, key in _SETTINGS.items() if name in given}
    if given.get("execution_params"):
        changed = settings_of(given["execution_params"], keep=("context_overflow_strategy",))
        config["executionParams"] = {**(config.get("executionParams") or {}), **changed}
    return config
