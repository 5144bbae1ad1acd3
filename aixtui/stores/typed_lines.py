"""What was typed after `:`, in `state.db`, by workspace."""

from aixtui.stores.sqlite_file import SqliteFile

TYPED_LINES = """
    CREATE TABLE typed_lines (
        number INTEGER PRIMARY KEY, workspace TEXT NOT NULL, line TEXT NOT NULL, UNIQUE (workspace, line)
    )
"""
MOST_LINES = 100
"""Lines of a workspace; the oldest go."""


class TypedLineStore:
    """The lines of all workspaces, each line once.

    Raises:
        StoreError: from every method, when the file cannot be read or written.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def add(self, workspace: str, line: str) -> None:
        """Put a line last."""
        with self._file.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO typed_lines (workspace, line) VALUES (?, ?)", (workspace, line)
            )
            connection.execute(
                "DELETE FROM typed_lines WHERE workspace = ?1 AND number NOT IN"
                " (SELECT number FROM typed_lines WHERE workspace = ?1 ORDER BY number DESC LIMIT ?2)",
                (workspace, MOST_LINES),
            )

    def lines(self, workspace: str) -> tuple[str, ...]:
        """The lines of a workspace, the latest last."""
        rows = self._file.rows("SELECT line FROM typed_lines WHERE workspace = ? ORDER BY number", workspace)
        return tuple(str(line) for (line,) in rows)
