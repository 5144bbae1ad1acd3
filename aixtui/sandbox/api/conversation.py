"""A user's turn in a session: the message, the run that it starts, and the answer as the next message."""

from concurrent.futures import Future
from typing import Any, NamedTuple

from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.runs.agent_run import StartedAgent
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc


class Turn(NamedTuple):
    """What a user says in a session, and the agent that answers."""

    session: Doc
    agent: Asset
    content: str
    attachments: Any = None


def take_turn(platform: Platform, turn: Turn, body: Doc, caller: Caller) -> tuple[str, StartedAgent]:
    """Store the message and start the run of `body`, which knows what was said before.

    Returns:
        The id of the message, and the run; its answer is stored when it ends.

    Raises:
        PlatformError: the run cannot start; then nothing is stored.
    """
    session, sessions = turn.session, platform.sessions
    earlier = sessions.messages(session["id"]) if _remembers(session) else []
    message_id = sessions.add_message(session["id"], "user", turn.content, attachments=turn.attachments)
    sessions.mark(session["id"], "running")
    history = [{"role": said["role"], "content": said["content"]} for said in earlier]
    try:
        run = platform.agent_runs.start(
            turn.agent,
            turn.content or "(attachment)",
            {"history": history, **body, "sessionId": session["id"]},
            caller,
        )
    except PlatformError:
        sessions.delete_message(message_id)
        sessions.mark(session["id"], session["runStatus"])
        raise
    sessions.set_request(message_id, run.id)

    def answered(outcome: "Future[object]") -> None:
        reply = outcome.result() if outcome.exception() is None else {}
        data = reply.get("data") if isinstance(reply, dict) else None
        found = data if isinstance(data, dict) else {}
        text = found.get("output") or found.get("error") or _why_withheld(found) or "There is no answer."
        sessions.answer(session["id"], str(text), run.id)

    run.outcome.add_done_callback(answered)
    return message_id, run


def _remembers(session: Doc) -> bool:
    return (session["executionConfig"] or {}).get("memoryEnabled") is not False


def _why_withheld(data: Doc) -> str:
    """What an inspector said that stopped a run; empty when none did."""
    source, reason = data.get("governanceSource"), data.get("governanceReason")
    return f"{source} withheld the answer: {reason}" if source else ""
