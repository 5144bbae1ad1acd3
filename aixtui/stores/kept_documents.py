"""The last documents that were overwritten or deleted from here: to undo, compare and make anew."""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple

from aixtui.stores.document_blobs import keep_document, read_document, sweep_documents
from aixtui.stores.exact_json import (
    JsonObject,
    decode_names,
    decode_text,
    encode_json,
    encode_text,
    strip_keys,
)
from aixtui.stores.sqlite_file import SqliteFile, StoreError, Value
from aixtui.system import clock

Act = Literal["saved", "deleted"]
MAX_DOCUMENTS = 200
MAX_BYTES = 20_000_000
"""Of the documents of a workspace, each counted once."""
_PROBE_BYTES = 65_536

KEPT_SCHEMA = """
CREATE TABLE kept (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kept_at TEXT NOT NULL, workspace BLOB NOT NULL, kind BLOB NOT NULL,
    resource BLOB NOT NULL, name BLOB NOT NULL, before TEXT NOT NULL, after TEXT, secrets BLOB NOT NULL
);
CREATE INDEX kept_by_workspace ON kept (workspace, id)
"""
_ENTRY = "kept.id, kept_at, kind, resource, name, after"
_SIZES = """
    SELECT kept.id, before, length(b.content), after, length(a.content)
    FROM kept LEFT JOIN documents AS b ON b.digest = before LEFT JOIN documents AS a ON a.digest = after
    WHERE workspace = ? ORDER BY kept.id DESC
"""
_DOCUMENTS = f"""
    SELECT {_ENTRY}, before, b.content, a.content, secrets
    FROM kept LEFT JOIN documents AS b ON b.digest = before LEFT JOIN documents AS a ON a.digest = after
    WHERE workspace = ? AND kept.id = ?
"""


class KeptEntry(NamedTuple):
    """One document among those that are kept."""

    id: int
    """Never given to another one."""
    kept_at: datetime
    kind: str
    resource_id: str
    name: str
    act: Act


class KeptDocument(NamedTuple):
    """One document, as it was and as it became."""

    entry: KeptEntry
    before: JsonObject
    after: JsonObject | None
    """None where it was deleted."""
    left_out: tuple[str, ...]
    """The secret keys that the documents had: they are not kept."""


class KeptDocuments:
    """At most `max_documents` and `max_bytes` a workspace, the oldest go. Methods block, from any thread.

    Raises:
        StoreError: from every method, when the file cannot be read or written; all is then as it was.
    """

    def __init__(
        self, file: SqliteFile, *, max_documents: int = MAX_DOCUMENTS, max_bytes: int = MAX_BYTES
    ) -> None:
        self._file, self._max_documents, self._max_bytes = file, max_documents, max_bytes

    def add(
        self,
        workspace: str,
        kind: str,
        resource_id: str,
        name: str,
        *,
        before: JsonObject,
        after: JsonObject | None,
        secret_fields: Collection[str],
    ) -> int:
        """Keep a document that is saved over, or deleted where `after` is None, and return the entry's id.

        To be called before that is sent, so that nothing can be lost between the two, and dropped when the
        server refuses. What stands under `secret_fields`, however deep, is left out.

        Raises:
            StoreError: also where it alone is over the bounds.
        """
        before, secrets = strip_keys(before, secret_fields)
        if after is not None:
            after, more_secrets = strip_keys(after, secret_fields)
            secrets |= more_secrets
        with self._file.write() as connection:
            entry_id = connection.execute(
                "INSERT INTO kept (kept_at, workspace, kind, resource, name, before, after, secrets)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    clock.now().isoformat(),
                    *map(encode_text, (workspace, kind, resource_id, name)),
                    keep_document(connection, before),
                    keep_document(connection, after),
                    encode_json(sorted(secrets)),
                ),
            ).lastrowid
            assert entry_id is not None, "a row was inserted"
            if entry_id not in self._prune(connection, workspace):
                raise StoreError(f"{name} is too large: what it was cannot be kept.")
        return entry_id

    def check(self) -> None:
        """Write, and take that back: whether something can be kept is asked before it is promised.

        In two steps, since what is taken back in the same one never gets to the disk.
        """
        with self._file.write() as connection:
            connection.execute("INSERT OR REPLACE INTO documents VALUES ('', zeroblob(?))", (_PROBE_BYTES,))
        with self._file.write() as connection:
            connection.execute("DELETE FROM documents WHERE digest = ''")

    def amend(
        self, workspace: str, entry_id: int, after: JsonObject, *, secret_fields: Collection[str]
    ) -> None:
        """Write what a document that was saved over has become, once the server has said so."""
        after, _ = strip_keys(after, secret_fields)
        with self._file.write() as connection:
            sql = "UPDATE kept SET after = ? WHERE workspace = ? AND id = ?"
            connection.execute(sql, (keep_document(connection, after), encode_text(workspace), entry_id))
            sweep_documents(connection)

    def drop(self, workspace: str, entry_id: int) -> None:
        """Forget one, if it is there: what it was kept for did not happen."""
        with self._file.write() as connection:
            sql = "DELETE FROM kept WHERE workspace = ? AND id = ?"
            connection.execute(sql, (encode_text(workspace), entry_id))
            sweep_documents(connection)

    def entries(self, workspace: str) -> tuple[KeptEntry, ...]:
        """All of a workspace, the latest first."""
        sql = f"SELECT {_ENTRY} FROM kept WHERE workspace = ? ORDER BY id DESC"
        rows = self._file.rows(sql, encode_text(workspace))
        try:
            return tuple(_entry(*row) for row in rows)
        except ValueError as error:
            raise self._file.damage(f"a kept document: {error}") from error

    def get(self, workspace: str, entry_id: int) -> KeptDocument | None:
        """One with its documents; None where it has gone."""
        rows = self._file.rows(_DOCUMENTS, encode_text(workspace), entry_id)
        if not rows:
            return None
        *entry, before, before_content, after_content, secrets = rows[0]
        try:
            document = read_document(before, before_content)
            if document is None:
                raise ValueError("it refers to nothing")
            after = read_document(entry[-1], after_content)
            return KeptDocument(_entry(*entry), document, after, decode_names(secrets))
        except (ValueError, RecursionError) as error:
            raise self._file.damage(f"a kept document: {error}") from error

    def _prune(self, connection: sqlite3.Connection, workspace: str) -> set[int]:
        """Remove what is over the bounds; the ids of those that stay."""
        sizes: dict[str, int] = {}
        kept: set[int] = set()
        for entry_id, *documents in connection.execute(_SIZES, (encode_text(workspace),)).fetchall():
            sizes |= {digest: size or 0 for digest, size in zip(documents[::2], documents[1::2], strict=True)}
            if len(kept) == self._max_documents or sum(sizes.values()) > self._max_bytes:
                sql = "DELETE FROM kept WHERE workspace = ? AND id <= ?"
                connection.execute(sql, (encode_text(workspace), entry_id))
                break
            kept.add(entry_id)
        sweep_documents(connection)
        return kept


def _entry(
    entry_id: Value, kept_at: Value, kind: Value, resource: Value, name: Value, after: Value
) -> KeptEntry:
    if not isinstance(entry_id, int):
        raise ValueError(f"its id is {entry_id!r}")
    time = datetime.fromisoformat(str(kept_at))
    act: Act = "deleted" if after is None else "saved"
    return KeptEntry(entry_id, time, decode_text(kind), decode_text(resource), decode_text(name), act)
