"""Sessions and their messages."""

import json
from collections.abc import Mapping
from typing import Any

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.assets import new_id
from aixtui.sandbox.store.database import Database, Value
from aixtui.sandbox.store.document import Doc

_PREVIEW = 120
_FILTERS = {
    "agentId": "s.agent_id = ?",
    "status": "s.status = ?",
    "userId": "s.user_id = ?",
    "createdAfter": "s.created_at > ?",
    "createdBefore": "s.created_at < ?",
    "memoryEnabled": "(json_extract(s.execution_config, '$.memoryEnabled') IS NOT 0) = ?",
}
_SESSION = (
    "SELECT s.id, user_id, agent_id, name, status, run_status, execution_config, s.created_at, s.updated_at,"
    " count(m.id), max(m.sequence) FROM sessions s LEFT JOIN messages m ON m.session_id = s.id"
)
_MESSAGE = (
    "SELECT m.id, session_id, user_id, agent_id, role, content, sequence, request_id, reaction, attachments,"
    " m.created_at FROM messages m JOIN sessions s ON s.id = session_id"
)


class SessionStore:
    """Reads and writes sessions; every call is within one team."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, team_id: int, user_id: str, agent_id: str, fields: Doc) -> str:
        """Store a session and return its id."""
        session_id, moment = new_id(), now()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO sessions (id, team_id, user_id, agent_id, name, status, execution_config,"
                " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session_id,
                    team_id,
                    user_id,
                    agent_id,
                    fields.get("name"),
                    fields.get("status") or "active",
                    json.dumps(fields.get("executionConfig")),
                    moment,
                    moment,
                ),
            )
        return session_id

    def update(self, session_id: str, fields: Doc) -> None:
        """Change what `fields` holds (name, status, executionConfig) and keep the rest.

        A session always has a status: null keeps the one it has.
        """
        changes: dict[str, Value] = {key: fields[key] for key in ("name",) if key in fields}
        if fields.get("status"):
            changes["status"] = fields["status"]
        if "executionConfig" in fields:
            changes["execution_config"] = json.dumps(fields["executionConfig"])
        changes["updated_at"] = now()
        assignments = ", ".join(f"{column} = ?" for column in changes)
        with self._database.write() as connection:
            connection.execute(
                f"UPDATE sessions SET {assignments} WHERE id = ?", (*changes.values(), session_id)
            )

    def delete(self, session_id: str) -> None:
        """Remove a session with its messages."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))

    def find(self, session_id: str, team_id: int) -> Doc | None:
        """A session, or None."""
        rows = self._database.rows(
            f"{_SESSION} WHERE s.id = ? AND team_id = ? GROUP BY s.id", (session_id, team_id)
        )
        return self._session(rows[0]) if rows else None

    def search(self, team_id: int, filters: Mapping[str, Value], page: int, size: int) -> list[Doc]:
        """A page of sessions, the newest first.

        A session remembers what was said in it, unless its configuration has `memoryEnabled: false`.
        """
        chosen = [
            (sql, filters[name]) for name, sql in _FILTERS.items() if filters.get(name) not in (None, "")
        ]
        where = " AND ".join(["team_id = ?", *(sql for sql, _ in chosen)])
        rows = self._database.rows(
            f"{_SESSION} WHERE {where} GROUP BY s.id ORDER BY s.created_at DESC, s.id LIMIT ? OFFSET ?",
            (team_id, *(value for _, value in chosen), size, page * size),
        )
        return [self._session(row) for row in rows]

    def mark(self, session_id: str, run_status: str) -> None:
        """Say whether a run is going on: `idle`, `running` or `completed`."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE sessions SET run_status = ?, updated_at = ? WHERE id = ?",
                (run_status, now(), session_id),
            )

    def add_message(
        self,
        session_id: str,
        role: str,
        content: str,
        *,
        request_id: str | None = None,
        attachments: Any = None,
    ) -> str:
        """Append a message and return its id."""
        message_id = new_id()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO messages (id, session_id, sequence, role, content, request_id, attachments,"
                " created_at) SELECT ?1, ?2, coalesce(max(sequence), 0) + 1, ?3, ?4, ?5, ?6, ?7 FROM messages"
                " WHERE session_id = ?2",
                (message_id, session_id, role, content, request_id, json.dumps(attachments), now()),
            )
        return message_id

    def set_request(self, message_id: str, request_id: str) -> None:
        """Say which run a message started."""
        with self._database.write() as connection:
            connection.execute("UPDATE messages SET request_id = ? WHERE id = ?", (request_id, message_id))

    def answer(self, session_id: str, content: str, request_id: str) -> None:
        """Append the agent's answer, if the session is still there, and end its run."""
        with self._database.write() as connection:
            if connection.execute("SELECT 1 FROM sessions WHERE id = ?", (session_id,)).fetchone():
                self.add_message(session_id, "assistant", content, request_id=request_id)
                self.mark(session_id, "completed")

    def messages(self, session_id: str) -> list[Doc]:
        """All messages of a session, in order."""
        rows = self._database.rows(f"{_MESSAGE} WHERE session_id = ? ORDER BY sequence", (session_id,))
        return [_message(row) for row in rows]

    def message(self, session_id: str, message_id: str) -> Doc | None:
        """One message, or None."""
        row = self._database.row(f"{_MESSAGE} WHERE session_id = ? AND m.id = ?", (session_id, message_id))
        return _message(row) if row else None

    def delete_message(self, message_id: str) -> None:
        """Remove one message."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM messages WHERE id = ?", (message_id,))

    def react(self, message_id: str, reaction: str | None) -> None:
        """Store a reaction to a message."""
        with self._database.write() as connection:
            connection.execute("UPDATE messages SET reaction = ? WHERE id = ?", (reaction, message_id))

    def _session(self, row: tuple[Value, ...]) -> Doc:
        session_id, user, agent, name, status, run_status, config, created, updated, count, last = row
        found = self._database.row(
            "SELECT content, created_at FROM messages WHERE session_id = ? AND sequence = ?",
            (session_id, last),
        )
        return {
            "id": session_id,
            "userId": user,
            "agentId": agent,
            "name": name,
            "status": status,
            "runStatus": run_status,
            "messageCount": count,
            "lastMessagePreview": str(found[0])[:_PREVIEW] if found else None,
            "lastMessageAt": found[1] if found else None,
            "createdAt": created,
            "updatedAt": updated,
            "executionConfig": json.loads(str(config)),
        }


def _message(row: tuple[Value, ...]) -> Doc:
    names = ("id", "sessionId", "userId", "agentId", "role", "content", "sequence", "requestId", "reaction")
    message: Doc = dict(zip(names, row, strict=False))
    message["attachments"] = json.loads(str(row[9]))
    message["createdAt"] = row[10]
    return message
