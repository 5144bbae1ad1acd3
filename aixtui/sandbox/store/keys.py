"""API keys of a team, with their limits and what they used."""

import json
import secrets
from datetime import UTC, datetime

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.accounts import Accounts, Caller, digest, masked
from aixtui.sandbox.store.assets import new_id
from aixtui.sandbox.store.database import Database, Value
from aixtui.sandbox.store.document import Doc

_COLUMNS = "SELECT id, name, masked, is_admin, doc, created_at FROM api_keys"
_BLANK: Doc = {"budget": None, "expiresAt": None, "globalLimits": None, "assetsLimits": []}


class KeyStore:
    """Reads and writes API keys. A full key is known when it is made, and never again."""

    def __init__(self, database: Database, accounts: Accounts) -> None:
        self._database = database
        self._accounts = accounts

    def create(self, caller: Caller, fields: Doc) -> Doc:
        """Make a key; the reply alone shows it in full.

        Raises:
            KeyError: the team has a key of that name.
        """
        if any(key["name"] == fields["name"] for key in self.search(caller.team_id)):
            raise KeyError(fields["name"])
        key, key_id = secrets.token_hex(32), new_id()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO api_keys (id, team_id, user_id, name, key_hash, masked, doc, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key_id,
                    caller.team_id,
                    caller.user_id,
                    fields["name"],
                    digest(key),
                    masked(key),
                    json.dumps(_limits(fields)),
                    now(),
                ),
            )
        return {"id": key_id, "name": fields["name"], "accessKey": key, "isAdmin": False, **_limits(fields)}

    def update(self, key_id: str, fields: Doc) -> None:
        """Replace a key's name and limits."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE api_keys SET name = ?, doc = ? WHERE id = ?",
                (fields["name"], json.dumps(_limits(fields)), key_id),
            )
        self._accounts.forget()

    def delete(self, key_id: str) -> None:
        """Remove a key: who holds it is refused from now on."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM api_keys WHERE id = ?", (key_id,))
        self._accounts.forget()

    def find(self, key_id: str, team_id: int) -> Doc | None:
        """A key, masked, or None."""
        row = self._database.row(f"{_COLUMNS} WHERE id = ? AND team_id = ?", (key_id, team_id))
        return _document(row) if row else None

    def search(self, team_id: int) -> list[Doc]:
        """All keys of a team, masked, the oldest first."""
        rows = self._database.rows(f"{_COLUMNS} WHERE team_id = ? ORDER BY created_at, id", (team_id,))
        return [_document(row) for row in rows]

    def limits(self, key_id: str) -> Doc:
        """Budget, expiry and limits of a key."""
        row = self._database.row("SELECT doc FROM api_keys WHERE id = ?", (key_id,))
        return {**_BLANK, **json.loads(str(row[0]))} if row else dict(_BLANK)

    def used_today(self, key_id: str) -> dict[str, tuple[int, int]]:
        """Requests and tokens of today by asset; the total under an empty id."""
        rows = self._database.rows(
            "SELECT asset_id, requests, tokens FROM usage WHERE day = ? AND key_id = ?", (today(), key_id)
        )
        used = {str(asset): (int(str(requests)), int(str(tokens))) for asset, requests, tokens in rows}
        total = tuple(sum(pair[index] for pair in used.values()) for index in (0, 1))
        return {**used, "": (total[0], total[1])}

    def used_by_day(self, asset_id: str, first: str, last: str, key_ids: list[str]) -> list[Doc]:
        """Requests and tokens of an asset by these keys, for each day that had some, in order."""
        rows = self._database.rows(
            "SELECT day, sum(requests), sum(tokens) FROM usage WHERE asset_id = ? AND day BETWEEN ? AND ?"
            " AND key_id IN (SELECT value FROM json_each(?)) GROUP BY day ORDER BY day",
            (asset_id, first, last, json.dumps(key_ids)),
        )
        return [
            {"day": day, "requestCount": requests, "tokenCount": tokens} for day, requests, tokens in rows
        ]

    def spent(self, key_id: str) -> float:
        """Credits that the runs of a key cost, ever."""
        row = self._database.row("SELECT spent FROM api_keys WHERE id = ?", (key_id,))
        return float(str(row[0])) if row else 0.0

    def reserved(self, *, key_id: str | None = None, team_id: int | None = None) -> float:
        """Credits that the runs going on may still cost a key or a team."""
        row = self._database.row(
            "SELECT coalesce(sum(credits), 0) FROM runs WHERE completed = 0"
            " AND (?1 IS NULL OR key_id = ?1) AND (?2 IS NULL OR team_id = ?2)",
            (key_id, team_id),
        )
        return float(str(row[0])) if row else 0.0

    def balance(self, team_id: int) -> float:
        """Credits that a team has left."""
        row = self._database.row("SELECT balance FROM teams WHERE id = ?", (team_id,))
        return float(str(row[0])) if row else 0.0


def today() -> str:
    """The day that usage is counted under."""
    return datetime.now(UTC).date().isoformat()


def _limits(fields: Doc) -> Doc:
    return {key: fields.get(key, default) for key, default in _BLANK.items()}


def _document(row: tuple[Value, ...]) -> Doc:
    key_id, name, shown, is_admin, doc, _ = row
    return {
        "id": key_id,
        "name": name,
        "accessKey": shown,
        "isAdmin": bool(is_admin),
        **_BLANK,
        **json.loads(str(doc)),
    }
