"""The last pages of lists that were seen, in `state.db`: bounded, and lost without harm."""

import json
from typing import Any, NamedTuple

from aixtui.stores.sqlite_file import SqliteFile
from aixtui.system import clock

SEEN_PAGES = """
    CREATE TABLE seen_pages (
        workspace TEXT NOT NULL, kind TEXT NOT NULL, query TEXT NOT NULL, seen REAL NOT NULL,
        document TEXT NOT NULL, PRIMARY KEY (workspace, kind, query)
    )
"""
MOST_PAGES, MOST_BYTES, MOST_PAGE_BYTES = 64, 2_000_000, 200_000
"""Pages of a workspace; bytes of all pages, and of one."""
MOST_SECONDS = 30 * 86_400
"""Older pages are forgotten."""
_PICTURE = "picture"
"""In the place of a query, which is a JSON list."""
_FIND = "SELECT seen, document FROM seen_pages WHERE workspace = ? AND kind = ? AND query = ? AND seen > ?"
_ALL = "SELECT kind, document FROM seen_pages WHERE workspace = ? AND seen > ? ORDER BY seen DESC"
_BEYOND = """
    DELETE FROM seen_pages WHERE seen <= ?1 OR rowid IN (
        SELECT id FROM (
            SELECT rowid AS id, ROW_NUMBER() OVER (PARTITION BY workspace ORDER BY seen DESC) AS place,
                SUM(LENGTH(document)) OVER (ORDER BY seen DESC, rowid) AS bytes
            FROM seen_pages
        ) WHERE place > ?2 OR bytes > ?3
    )
"""


class SeenPage(NamedTuple):
    """A page as it was kept: when it was seen, in seconds of the epoch, and its JSON document."""

    seen: float
    document: Any


class SeenPageStore:
    """The pages of all workspaces.

    Raises:
        StoreError: from every method, when the file cannot be read or written.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def keep(self, workspace: str, kind: str, query: str, page: SeenPage) -> None:
        """Keep a page in the place of the one its query had before; one that is too large is not kept."""
        document = json.dumps(page.document, separators=(",", ":"))
        with self._file.write() as connection:
            connection.execute(
                "DELETE FROM seen_pages WHERE workspace = ? AND kind = ? AND query = ?",
                (workspace, kind, query),
            )
            if len(document) <= MOST_PAGE_BYTES:
                connection.execute(
                    "INSERT INTO seen_pages (workspace, kind, query, seen, document) VALUES (?, ?, ?, ?, ?)",
                    (workspace, kind, query, page.seen, document),
                )
            connection.execute(_BEYOND, (_oldest(), MOST_PAGES, MOST_BYTES))

    def keep_picture(self, workspace: str, kind: str, picture: SeenPage | None) -> None:
        """Keep the picture of the list of a kind, the only one of a workspace; or none."""
        with self._file.write() as connection:
            connection.execute(
                "DELETE FROM seen_pages WHERE workspace = ? AND query = ?", (workspace, _PICTURE)
            )
        if picture is not None:
            self.keep(workspace, kind, _PICTURE, picture)

    def find_picture(self, workspace: str, kind: str) -> SeenPage | None:
        """The picture that is kept of the list of a kind."""
        return self.find(workspace, kind, _PICTURE)

    def find(self, workspace: str, kind: str, query: str) -> SeenPage | None:
        """What was seen of a query; None where nothing was."""
        rows = self._file.rows(_FIND, workspace, kind, query, _oldest())
        document = _parsed(rows[0][1]) if rows else None
        return None if document is None else SeenPage(float(str(rows[0][0])), document)

    def documents(self, workspace: str) -> list[tuple[str, Any]]:
        """Kind and document of each page of a workspace, the latest first."""
        rows = self._file.rows(_ALL, workspace, _oldest())
        return [(str(kind), document) for kind, text in rows if (document := _parsed(text)) is not None]

    def extent(self) -> tuple[int, int]:
        """How many pages are kept of all workspaces, and their bytes."""
        ((pages, size),) = self._file.rows("SELECT COUNT(*), TOTAL(LENGTH(document)) FROM seen_pages")
        return int(str(pages)), round(float(str(size)))

    def forget(self, workspace: str, kind: str) -> None:
        """Forget the pages of a kind: something in it has changed."""
        with self._file.write() as connection:
            connection.execute("DELETE FROM seen_pages WHERE workspace = ? AND kind = ?", (workspace, kind))

    def clear(self) -> None:
        """Forget all pages of all workspaces, such that nothing of them is left in the file either."""
        if self._file.rows("SELECT 1 FROM seen_pages LIMIT 1"):
            with self._file.write() as connection:
                connection.execute("DELETE FROM seen_pages")
            self._file.rows("VACUUM")  # a deleted row stays in the file until another one takes its room
            self._file.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def _oldest() -> float:
    return clock.now().timestamp() - MOST_SECONDS


def _parsed(text: object) -> Any:
    """A JSON document; None for what is none."""
    try:
        return json.loads(str(text))
    except ValueError:
        return None
