"""The documents that other tables of the journal refer to, each once, known by the digest of its content."""

import hashlib
import sqlite3

from aixtui.stores.exact_json import Json, JsonObject, decode_object, encode_json
from aixtui.stores.sqlite_file import Value

DOCUMENTS_SCHEMA = "CREATE TABLE documents (digest TEXT PRIMARY KEY, content BLOB NOT NULL)"
_REFERENCES = (
    ("drafts", "base"),
    ("kept", "before"),
    ("kept", "after"),
    ("runs", "inputs"),
    ("runs", "reply"),
)
"""Table and column of all that refers to a document."""


def keep_document(connection: sqlite3.Connection, document: JsonObject | None) -> str | None:
    """Keep a document unless it is there, and return what to refer to it by; None for none.

    Raises:
        StoreError: it is nested too deep.
    """
    if document is None:
        return None
    content = encode_json(document)
    digest = _digest(content)
    connection.execute("INSERT OR IGNORE INTO documents VALUES (?, ?)", (digest, content))
    return digest


def read_document(digest: Value, content: Value) -> dict[str, Json] | None:
    """The document of a reference, from the content that is joined to it; None for a reference to none.

    Raises:
        ValueError: there is no such content, or it has changed.
    """
    if digest is None:
        return None
    if not isinstance(content, bytes) or _digest(content) != digest:
        raise ValueError("a document is lost or has changed")
    return decode_object(content)


def drop_document(connection: sqlite3.Connection, digest: str) -> None:
    """Remove a document unless something refers to it."""
    references = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {column} = ?1)" for table, column in _REFERENCES
    )
    connection.execute(f"DELETE FROM documents WHERE digest = ?1 AND NOT ({references})", (digest,))


def sweep_documents(connection: sqlite3.Connection) -> None:
    """Remove the documents that nothing refers to any more."""
    references = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL" for table, column in _REFERENCES
    )
    connection.execute(f"DELETE FROM documents WHERE digest NOT IN ({references})")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
