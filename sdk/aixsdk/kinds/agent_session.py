"""An agent's run as the next message of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import InputError
from ..resource.context import context_of
from .attachments import attachments_of
from .session import Session

if TYPE_CHECKING:
    from .agent_result import AgentRunResult

_TAKEN = frozenset({"attachments", "tools", "timeout", "wait_time"})


def run_in_session(session: Session, query: Any, options: dict[str, Any]) -> AgentRunResult:
    """Add the message and wait for the answer.

    The session has its own settings (`execution_config`) and its own memory: InputError for options that
    would be lost, and for a query that is no text when nothing is attached.
    """
    lost = sorted(name for name, value in options.items() if value is not None and name not in _TAKEN)
    if lost:
        raise InputError(
            f"A run in a session does not take {', '.join(lost)}; the session has its own settings."
        )
    attachments = attachments_of(context_of(session), options.get("attachments") or [])
    if not isinstance(query, str) and not (query is None and attachments):
        raise InputError("A run in a session needs a text, or attachments.")
    result = session.ask(
        query or "",
        attachments=attachments,
        tools=options.get("tools") or [],
        timeout=options.get("timeout"),
        wait_time=options.get("wait_time"),
    )
    result.session_id = result.session_id or session.id
    return result
