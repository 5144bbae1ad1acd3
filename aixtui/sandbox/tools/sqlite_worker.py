"""One SQL statement on one file, within limits. It runs in a process of its own, without us."""

import sqlite3
from typing import Any

_LARGEST_VALUE = 1_000_000
_LONGEST_STATEMENT = 100_000
_LARGEST_DATABASE = 50_000_000
_MOST_MEMORY = 100_000_000
_MOST_ROWS = 1000
_MOST_BYTES = 900_000
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_STATEMENT),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_REFUSED = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}


class SqlError(Exception):
    """The statement has no result that could be told."""


def query(path: str, statement: str) -> list[dict[str, Any]]:
    """The rows that a statement reads, the first thousand."""
    cursor = _open(path, writes=False).execute(statement)
    names = [column[0] for column in cursor.description or ()]
    rows: list[dict[str, Any]] = []
    left = _MOST_BYTES
    for row, _ in zip(cursor, range(_MOST_ROWS), strict=False):
        left -= sum(len(value) if isinstance(value, str | bytes) else 8 for value in (*names, *row))
        if left < 0:
            raise SqlError(f"the result is longer than {_MOST_BYTES:,} bytes: read less of it at once")
        rows.append(dict(zip(names, row, strict=True)))
    return rows


def commit(path: str, statement: str) -> dict[str, int]:
    """How many rows a statement changed."""
    return {"changedRows": _open(path, writes=True).execute(statement).rowcount}


def schema(path: str) -> list[str]:
    """The statements that make the database."""
    return [row["sql"] for row in query(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]


def _open(path: str, *, writes: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for limit, most in _LIMITS:
        connection.setlimit(limit, most)
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    for setting, value in (
        ("hard_heap_limit", _MOST_MEMORY),
        ("max_page_count", _LARGEST_DATABASE // page_size),
        ("temp_store", "MEMORY"),
        ("query_only", "OFF" if writes else "ON"),
    ):
        connection.execute(f"PRAGMA {setting}={value}")
    connection.set_authorizer(lambda code, *_: sqlite3.SQLITE_DENY if code in _REFUSED else sqlite3.SQLITE_OK)
    return connection
