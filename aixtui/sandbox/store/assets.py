"""Assets of every kind: models, tools, integrations, utilities, agents and skills, one row each.

`doc` is the wire document as JSON text; it is sent as it stands, so a page costs no encoding. The other
columns are what filters and sorts need, taken from the document on every write.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from aixtui.sandbox.store.asset_query import AssetSearch, Clauses, clauses
from aixtui.sandbox.store.asset_row import columns, languages, links, words
from aixtui.sandbox.store.availability import Availability
from aixtui.sandbox.store.database import Database, Value
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.text_query import tiers

_MOST_RANKED = 2000
_MOST_TOTALS = 500


class Asset(NamedTuple):
    """One stored asset: its document and what the document does not say."""

    number: int
    kind: str
    team_id: int
    public: bool
    engine: str | None
    doc: Doc
    config: Doc

    @property
    def id(self) -> str:
        """The asset's id."""
        return str(self.doc["id"])

    @property
    def names(self) -> set[str]:
        """What it can be asked for by: its id and its paths."""
        info = self.doc.get("assetInfo") or {}
        return {self.id, *(str(info[key]) for key in ("instanceId", "assetPath") if info.get(key))}


@dataclass(frozen=True, slots=True)
class NewAsset:
    """An asset to store.

    `engine` names what runs it, `config` is what that needs to know, `place` orders the default listing:
    smaller first.
    """

    kind: str
    doc: Doc
    team_id: int
    public: bool = False
    engine: str | None = None
    place: int = 1
    config: Doc = field(default_factory=dict)


class AssetStore:
    """Reads and writes assets. Knows nothing of who may do so."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database, self._availability = database, availability
        self._clauses = partial(clauses, availability)
        self._totals: dict[tuple[str, tuple[Value, ...]], int] = {}

    def insert(self, assets: Iterable[NewAsset]) -> None:
        """Store new assets in one transaction.

        Raises:
            sqlite3.IntegrityError: an id, or a name among the team's own of that kind, is taken.
        """
        with self._database.write() as connection:
            for asset in assets:
                row = {
                    **columns(asset.doc),
                    "kind": asset.kind,
                    "team_id": asset.team_id,
                    "public": int(asset.public),
                    "place": asset.place,
                    "engine": asset.engine,
                    "config": json.dumps(asset.config),
                }
                names = ", ".join(row)
                marks = ", ".join("?" * len(row))
                cursor = connection.execute(
                    f"INSERT INTO assets ({names}) VALUES ({marks})", tuple(row.values())
                )
                self._index(int(cursor.lastrowid or 0), asset.doc)
        self._totals.clear()

    def refresh(self, assets: Iterable[NewAsset]) -> None:
        """Replace the public assets by these: a newer version offers other ones."""
        with self._database.write() as connection:
            old = connection.execute("SELECT number FROM assets WHERE public").fetchall()
            for (number,) in old:
                self._unindex(number)
            connection.execute("DELETE FROM assets WHERE public")
            taken = {str(row[0]) for row in connection.execute("SELECT id FROM assets")}
            self.insert(asset for asset in assets if asset.public and asset.doc["id"] not in taken)

    def configure(self, number: int, config: Doc) -> None:
        """Replace what an asset's engine knows of it."""
        with self._database.write() as connection:
            connection.execute("UPDATE assets SET config = ? WHERE number = ?", (json.dumps(config), number))

    def update(self, number: int, doc: Doc) -> None:
        """Replace the document of an asset.

        Raises:
            sqlite3.IntegrityError: the new name is taken.
        """
        row = columns(doc)
        with self._database.write() as connection:
            assignments = ", ".join(f"{name} = ?" for name in row)
            connection.execute(f"UPDATE assets SET {assignments} WHERE number = ?", (*row.values(), number))
            self._unindex(number)
            self._index(number, doc)
        self._totals.clear()

    def delete(self, number: int) -> None:
        """Remove an asset and everything that hangs on it."""
        with self._database.write() as connection:
            self._unindex(number)
            connection.execute("DELETE FROM assets WHERE number = ?", (number,))
        self._totals.clear()

    def _index(self, number: int, doc: Doc) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO asset_words (rowid, title, about, description) VALUES (?, ?, ?, ?)",
                (number, *words(doc)),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO asset_languages (asset, role, code) VALUES (?, ?, ?)",
                [(number, role, code) for role, code in languages(doc)],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO asset_links (source, target, role) VALUES (?, ?, ?)",
                [(number, target, role) for target, role in links(doc)],
            )

    def _unindex(self, number: int) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM asset_words WHERE rowid = ?", (number,))
            connection.execute("DELETE FROM asset_languages WHERE asset = ?", (number,))
            connection.execute("DELETE FROM asset_links WHERE source = ?", (number,))

    def find(
        self, identifier: str, kinds: tuple[str, ...], team_id: int, host: str | None = None
    ) -> Asset | None:
        """The asset with this id, instance id or asset path that `team_id` can see, or None.

        An id wins over an instance id, that over an asset path; `host` narrows the paths.
        """
        row = self._database.row(
            "SELECT number, kind, team_id, public, engine, doc, config FROM assets"
            " WHERE (id = ?1 OR instance_id = ?1 OR asset_path = ?1) AND (public OR team_id = ?2)"
            " AND (?3 IS NULL OR host = ?3 COLLATE NOCASE) AND kind IN (SELECT value FROM json_each(?4))"
            " ORDER BY id = ?1 DESC, instance_id IS ?1 DESC, place, number LIMIT 1",
            (identifier, team_id, host, json.dumps(kinds)),
        )
        return _asset(row) if row else None

    def named(self, name: str, kinds: tuple[str, ...], team_id: int) -> Asset | None:
        """The asset of exactly this name; a team's own before a public one."""
        row = self._database.row(
            "SELECT number, kind, team_id, public, engine, doc, config FROM assets"
            " WHERE kind IN (SELECT value FROM json_each(?1)) AND name = ?2 COLLATE NOCASE AND name = ?2"
            " AND (public OR team_id = ?3) ORDER BY public, place, number LIMIT 1",
            (json.dumps(kinds), name, team_id),
        )
        return _asset(row) if row else None

    def page(self, search: AssetSearch, limit: int, offset: int) -> tuple[int, list[str]]:
        """How many assets match, and the documents of one page of them, as JSON text, in order."""
        total = self._total(self._clauses(search, words_first=True))
        if search.text and not search.sort:
            numbers = self._best(search, limit, offset)
        else:
            compiled = self._clauses(search, words_first=total <= _MOST_RANKED)
            numbers = self._numbers(compiled, limit, offset)
        sql = "SELECT doc, kind, engine, function FROM assets WHERE number = ?"
        rows = (self._database.row(sql, number) for number in numbers)
        return total, [self._availability.add_to(*row) for row in rows if row]

    def _best(self, search: AssetSearch, limit: int, offset: int) -> list[tuple[Value, ...]]:
        """The rows of a page of text matches: tier after tier, as many as it takes."""
        found: list[tuple[Value, ...]] = []
        for tier in tiers(search.text):
            if len(found) == limit:
                break
            few = self._clauses(search, tier, words_first=True)
            total = self._total(few)
            if total > offset:
                compiled = few if total <= _MOST_RANKED else self._clauses(search, tier)
                found += self._numbers(compiled, limit - len(found), offset)
            offset = max(0, offset - total)
        return found

    def _numbers(self, compiled: Clauses, limit: int, offset: int) -> list[tuple[Value, ...]]:
        # The numbers first: a sort that carried the documents along would copy all of them.
        return self._database.rows(
            f"SELECT number FROM {compiled.source} WHERE {compiled.where}"
            f" ORDER BY {compiled.order} LIMIT ? OFFSET ?",
            (*compiled.values, limit, offset),
        )

    def _total(self, compiled: Clauses) -> int:
        """How many rows there are. Kept until the next write."""
        key = (compiled.where, compiled.values)
        if key not in self._totals:
            if len(self._totals) >= _MOST_TOTALS:
                self._totals.clear()
            sql = f"SELECT count(*) FROM {compiled.source} WHERE {compiled.where}"
            row = self._database.row(sql, compiled.values)
            self._totals[key] = int(str(row[0])) if row else 0
        return self._totals[key]

    def taken(self, kind: str, team_id: int, column: str, value: str) -> bool:
        """Whether an own asset of the team has `value`, in any case, in `column` (name or asset_path)."""
        found = self._database.row(
            f"SELECT 1 FROM assets WHERE kind = ? AND team_id = ? AND {column} = ? COLLATE NOCASE",
            (kind, team_id, value),
        )
        return found is not None


def _asset(row: tuple[Value, ...]) -> Asset:
    number, kind, team_id, public, engine, doc, config = row
    return Asset(
        number=int(str(number)),
        kind=str(kind),
        team_id=int(str(team_id)),
        public=bool(public),
        engine=None if engine is None else str(engine),
        doc=json.loads(str(doc)),
        config=json.loads(str(config)),
    )


def new_id() -> str:
    """A fresh id: 24 hexadecimal characters."""
    return secrets.token_hex(12)
