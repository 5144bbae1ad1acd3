"""Teams and API keys: who is calling."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import NamedTuple

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.assets import new_id
from aixtui.sandbox.store.database import Database, Value

HOME_TEAM = 4821
"""The team of the sandbox's own key."""
PLATFORM_TEAM = 1
"""The team that owns what everybody can see."""

_TEAMS = ((PLATFORM_TEAM, "aiXplain", "aixplain"), (HOME_TEAM, "Sandbox", "sandbox-ws"))
_MAIN_KEY = "main_key"


class Caller(NamedTuple):
    """Who sent a request: the key, its user and team. `slug` is the first part of the team's paths."""

    key_id: str
    user_id: str
    team_id: int
    slug: str
    is_admin: bool
    expires_at: datetime | None = None

    @property
    def has_expired(self) -> bool:
        """Whether the key was good until some moment in the past."""
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)


class Accounts:
    """Looks callers up by their key."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Caller] = {}

    def main_key(self) -> str:
        """The key of the sandbox's own team, without end and limits; made where it is missing.

        With it every start can be used, whatever became of the file before.
        """
        key = self._database.setting(_MAIN_KEY) or secrets.token_hex(32)
        with self._database.write() as connection:
            connection.executemany("INSERT OR IGNORE INTO teams (id, name, slug) VALUES (?, ?, ?)", _TEAMS)
            self._database.set_setting(_MAIN_KEY, key)
            connection.execute(
                "INSERT INTO api_keys (id, team_id, user_id, name, key_hash, masked, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key_hash) DO UPDATE SET doc = '{}'",
                (new_id(), HOME_TEAM, "77", "sandbox", digest(key), masked(key), now()),
            )
        return key

    def is_main(self, key_id: str) -> bool:
        """Whether this is the key of the sandbox's own team."""
        row = self._database.row("SELECT key_hash FROM api_keys WHERE id = ?", (key_id,))
        return row is not None and row[0] == digest(self._database.setting(_MAIN_KEY) or "")

    def caller(self, key: str) -> Caller | None:
        """Who holds this key, or None."""
        key_hash = digest(key)
        if key_hash not in self._known:
            row = self._database.row(
                "SELECT api_keys.id, user_id, team_id, slug, is_admin, doc FROM api_keys"
                " JOIN teams ON teams.id = team_id WHERE key_hash = ?",
                (key_hash,),
            )
            if row is None:
                return None
            self._known[key_hash] = _caller(row)
        return self._known[key_hash]

    def first_of(self, team_id: int) -> Caller:
        """The holder of a team's first key: who runs what nobody asks for at that moment."""
        row = self._database.row(
            "SELECT api_keys.id, user_id, team_id, slug, is_admin, doc FROM api_keys"
            " JOIN teams ON teams.id = team_id WHERE team_id = ? ORDER BY created_at LIMIT 1",
            (team_id,),
        )
        assert row is not None, "every team has a key"
        return _caller(row)

    def forget(self) -> None:
        """Look keys up again: one was changed or removed."""
        self._known.clear()


def _caller(row: tuple[Value, ...]) -> Caller:
    key_id, user_id, team_id, slug, is_admin, doc = row
    expiry = json.loads(str(doc)).get("expiresAt")
    moment = datetime.fromisoformat(expiry) if expiry else None
    return Caller(str(key_id), str(user_id), int(str(team_id)), str(slug), bool(is_admin), moment)


def digest(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def masked(key: str) -> str:
    """A key as it may be shown: its first and last four characters."""
    return f"{key[:4]}****{key[-4:]}"
