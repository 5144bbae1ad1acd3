"""Triggers: documents, and when each is due."""

import json

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.document import Doc


class TriggerStore:
    """Reads and writes triggers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, team_id: int, doc: Doc) -> None:
        """Store a trigger, new or changed. It is due when `enabled` and `nextRunAt` say so."""
        due = doc["nextRunAt"] if doc["enabled"] else None
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO triggers (id, team_id, asset_id, next_run_at, doc, created_at)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE"
                " SET asset_id = ?3, next_run_at = ?4, doc = ?5",
                (doc["id"], team_id, doc.get("assetId"), due, json.dumps(doc), now()),
            )

    def change(self, doc: Doc) -> bool:
        """Replace a trigger if it is still there; False when it was removed meanwhile."""
        due = doc["nextRunAt"] if doc["enabled"] else None
        with self._database.write() as connection:
            cursor = connection.execute(
                "UPDATE triggers SET next_run_at = ?, doc = ? WHERE id = ?", (due, json.dumps(doc), doc["id"])
            )
            return cursor.rowcount > 0

    def find(self, trigger_id: str, team_id: int) -> Doc | None:
        """A trigger, or None."""
        row = self._database.row(
            "SELECT doc FROM triggers WHERE id = ? AND team_id = ?", (trigger_id, team_id)
        )
        return json.loads(str(row[0])) if row else None

    def search(self, team_id: int, agent_id: str | None) -> list[Doc]:
        """All triggers, or those of one agent; the newest first."""
        rows = self._database.rows(
            "SELECT doc FROM triggers WHERE team_id = ?1 AND (?2 IS NULL OR asset_id = ?2)"
            " ORDER BY created_at DESC, id",
            (team_id, agent_id),
        )
        return [json.loads(str(row[0])) for row in rows]

    def delete(self, trigger_id: str) -> None:
        """Remove a trigger."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM triggers WHERE id = ?", (trigger_id,))

    def delete_of(self, agent_id: str) -> None:
        """Remove the triggers of an agent."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM triggers WHERE asset_id = ?", (agent_id,))

    def next_due(self) -> str | None:
        """When the first trigger is due, or None."""
        row = self._database.row("SELECT min(next_run_at) FROM triggers WHERE next_run_at IS NOT NULL")
        return str(row[0]) if row and row[0] else None

    def due(self, moment: str) -> list[tuple[int, Doc]]:
        """The triggers that are due at `moment`: team and document."""
        rows = self._database.rows(
            "SELECT team_id, doc FROM triggers WHERE next_run_at <= ? ORDER BY next_run_at", (moment,)
        )
        return [(int(str(team_id)), json.loads(str(doc))) for team_id, doc in rows]
