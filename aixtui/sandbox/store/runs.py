"""Runs: one row each, holding the body that a poll answers with."""

import json
import logging
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aixtui.sandbox.clock import now, stamp
from aixtui.sandbox.problems import StorageError
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.document import Doc

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run to record before it starts; `price` is reserved until it ends."""

    id: str
    kind: str
    asset_id: str
    key_id: str
    team_id: int
    request: Doc
    reply: Doc
    tokens: int = 0
    price: float = 0.0


class RunStore:
    """Reads and writes runs. A result is there for `keep_days` days after the run ended."""

    def __init__(self, database: Database, keep_days: float) -> None:
        self._database = database
        self._kept = timedelta(days=keep_days)
        self._unstored: dict[str, str] = {}

    def create(self, run: NewRun) -> None:
        """Record a run that is about to start, and count it as used by its key."""
        moment = now()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO runs (id, kind, asset_id, key_id, team_id, completed, status, request, reply,"
                " credits, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 0, 'IN_PROGRESS', ?, ?, ?, ?, ?)",
                (
                    run.id,
                    run.kind,
                    run.asset_id,
                    run.key_id,
                    run.team_id,
                    json.dumps(run.request),
                    json.dumps(run.reply),
                    run.price,
                    moment,
                    moment,
                ),
            )
            connection.execute(
                "INSERT INTO usage (day, key_id, asset_id, requests, tokens) VALUES (?1, ?2, ?3, 1, ?4)"
                " ON CONFLICT DO UPDATE SET requests = requests + 1, tokens = tokens + ?4",
                (moment[:10], run.key_id, run.asset_id, run.tokens),
            )

    def transaction(self) -> AbstractContextManager[object]:
        """What is read and written in this context is one step for all other runs."""
        return self._database.write()

    def reserve(self, run_id: str, price: float) -> None:
        """Reserve more for a run that is going on."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE runs SET credits = credits + ? WHERE id = ? AND completed = 0", (price, run_id)
            )

    def progress(self, run_id: str, reply: Doc) -> None:
        """Publish the body of the next polls; ignored once the run is completed."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE runs SET reply = ?, updated_at = ? WHERE id = ? AND completed = 0",
                (json.dumps(reply), now(), run_id),
            )

    def finish(self, run_id: str, reply: Doc) -> None:
        """Store the last body and charge the team and the key. The first one to finish a run wins.

        What cannot be stored, since the disk is full now, is answered with until this process ends.
        """
        try:
            self._store(run_id, reply)
        except StorageError as error:
            _log.error("the result of run %s is not kept: %s", run_id, error.sentence)
            self._unstored[run_id] = json.dumps(reply)

    def _store(self, run_id: str, reply: Doc) -> None:
        with self._database.write() as connection:
            cursor = connection.execute(
                "UPDATE runs SET reply = ?, status = ?, completed = 1, credits = ?, run_time = ?,"
                " updated_at = ? WHERE id = ? AND completed = 0",
                (
                    json.dumps(reply),
                    reply["status"],
                    reply.get("usedCredits", 0),
                    reply.get("runTime", 0),
                    now(),
                    run_id,
                ),
            )
            if cursor.rowcount and reply.get("usedCredits"):
                connection.execute(
                    "UPDATE teams SET balance = balance - ?"
                    " WHERE id = (SELECT team_id FROM runs WHERE id = ?)",
                    (reply["usedCredits"], run_id),
                )
                connection.execute(
                    "UPDATE api_keys SET spent = spent + ? WHERE id = (SELECT key_id FROM runs WHERE id = ?)",
                    (reply["usedCredits"], run_id),
                )

    def reply(self, run_id: str, kind: str, team_id: int) -> str | None:
        """The body for a poll, as JSON text, or None for a run this team does not have."""
        row = self._database.row(
            "SELECT reply FROM runs WHERE id = ? AND kind = ? AND team_id = ?"
            " AND (completed = 0 OR updated_at >= ?)",
            (run_id, kind, team_id, stamp(datetime.now(UTC) - self._kept)),
        )
        return self._unstored.get(run_id, str(row[0])) if row else None

    def unfinished(self) -> list[tuple[str, Doc]]:
        """Runs that are not completed: id and last body."""
        rows = self._database.rows("SELECT id, reply FROM runs WHERE completed = 0")
        return [(str(run_id), json.loads(str(reply))) for run_id, reply in rows]
