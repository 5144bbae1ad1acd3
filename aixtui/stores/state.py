"""`state.db`: what makes the app feel like one's own, and may be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aixtui.files.database import DatabaseKind
from aixtui.stores.seen_pages import SEEN_PAGES, SeenPageStore
from aixtui.stores.sqlite_file import SqliteFile, StoreError, open_or_do_without
from aixtui.stores.typed_lines import TYPED_LINES, TypedLineStore
from aixtui.system.paths import state_dir

MAX_RECENTS = 100

_MIGRATIONS = (
    """
    CREATE TABLE columns (
        kind TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, width INTEGER,
        PRIMARY KEY (kind, place)
    );
    CREATE TABLE recents (
        opened INTEGER PRIMARY KEY, workspace TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
        name TEXT NOT NULL, UNIQUE (workspace, kind, id)
    );
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL)
    """,
    SEEN_PAGES,
    TYPED_LINES,
)
STATE = DatabaseKind("the app's own file", int.from_bytes(b"aixt", "big"), _MIGRATIONS, is_checked=True)


def state_file() -> Path:
    """Where it is."""
    return state_dir() / "state.db"


@dataclass(frozen=True, slots=True)
class ChosenColumn:
    """A column the user wants to see, and how wide."""

    id: str
    width: int | None = None
    """Cells; None for the width the kind gives it."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A resource that was opened."""

    kind: str
    id: str
    name: str


class StateStore:
    """What the file remembers. Methods block, and may be called from any thread.

    A `workspace` is what a connection names it: what was opened in one means nothing in another.
    `problem` is a StoreError to tell the user once, where nothing can be remembered or what was is gone.

    Raises:
        StoreError: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path | None = None, *, is_glance: bool = False) -> None:
        """Open the file; for a glance it is only read, at once and as it is.

        Raises:
            StoreError: it cannot be read at a glance.
        """
        self.problem: StoreError | None = None
        if is_glance:
            self._file = SqliteFile(path or state_file(), STATE, is_glance=True)
        else:
            self._file, self.problem = open_or_do_without(path or state_file(), STATE)
        self.seen_pages, self.typed_lines = SeenPageStore(self._file), TypedLineStore(self._file)

    def columns(self, kind_id: str) -> tuple[ChosenColumn, ...]:
        """The chosen columns of a kind in their order; empty while the kind's own hold."""
        rows = self._file.rows("SELECT id, width FROM columns WHERE kind = ? ORDER BY place", kind_id)
        return tuple(
            ChosenColumn(str(name), width if isinstance(width, int) else None) for name, width in rows
        )

    def choose_columns(self, kind_id: str, columns: Sequence[ChosenColumn]) -> None:
        """Keep the columns of a kind; none brings back the kind's own."""
        with self._file.write() as connection:
            connection.execute("DELETE FROM columns WHERE kind = ?", (kind_id,))
            connection.executemany(
                "INSERT INTO columns (kind, place, id, width) VALUES (?, ?, ?, ?)",
                [(kind_id, place, column.id, column.width) for place, column in enumerate(columns)],
            )

    def recents(self, workspace: str) -> tuple[Recent, ...]:
        """The resources opened last, the latest first."""
        rows = self._file.rows(
            "SELECT kind, id, name FROM recents WHERE workspace = ? ORDER BY opened DESC", workspace
        )
        return tuple(Recent(str(kind), str(resource_id), str(name)) for kind, resource_id, name in rows)

    def add_recent(self, workspace: str, recent: Recent) -> None:
        """Put a resource first in the recents; the oldest go."""
        with self._file.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recents (workspace, kind, id, name) VALUES (?, ?, ?, ?)",
                (workspace, recent.kind, recent.id, recent.name),
            )
            connection.execute(
                "DELETE FROM recents WHERE workspace = ?1 AND opened NOT IN"
                " (SELECT opened FROM recents WHERE workspace = ?1 ORDER BY opened DESC LIMIT ?2)",
                (workspace, MAX_RECENTS),
            )

    def forget(self, workspace: str, recent: Recent) -> None:
        """Take a resource out of the recents: it is gone."""
        with self._file.write() as connection:
            connection.execute(
                "DELETE FROM recents WHERE workspace = ? AND kind = ? AND id = ?",
                (workspace, recent.kind, recent.id),
            )

    def adopt(self, former: str, workspace: str) -> None:
        """Have a workspace own what an older version kept under another name."""
        with self._file.write() as connection:
            sql = "UPDATE OR IGNORE recents SET workspace = ? WHERE workspace = ?"
            connection.execute(sql, (workspace, former))

    def last_place(self, profile: str) -> tuple[str, str]:
        """The address where the app was last, and the id of the row there; empty before the first time."""
        return self.note(f"address {profile}"), self.note(f"row {profile}")

    def remember_place(self, profile: str, address: str, row: str) -> None:
        """Keep where the app is."""
        self.keep_note(f"address {profile}", address)
        self.keep_note(f"row {profile}", row)

    def last_workspace(self, profile: str) -> str:
        """The workspace that a profile led to the last time; empty where that is not known."""
        return self.note(f"workspace {profile}")

    def remember_workspace(self, profile: str, workspace: str) -> None:
        """Keep which workspace a profile leads to; an empty one where that is to be found out."""
        self.keep_note(f"workspace {profile}", workspace)

    def note(self, name: str) -> str:
        """A value kept under a name, such as the preview's width; empty where there is none."""
        rows = self._file.rows("SELECT value FROM notes WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def keep_note(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._file.write() as connection:
            connection.execute("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
