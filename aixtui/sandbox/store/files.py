"""Uploaded files: rows here, bytes in the sandbox's folder."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.database import Database, Value

_LONGEST_NAME = 120
_SAMPLES = Path(__file__).parents[1] / "catalogue" / "data" / "files"
_SAMPLE = "samples/"
"""How the keys begin of files whose bytes came with the program."""
FILE_COLUMNS = "files.key, files.team_id, files.name, files.content_type, files.signature, files.size"
"""What `stored_file` reads, in this order."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was announced; `size` is None until its bytes came. `signature` opens its URLs."""

    key: str
    team_id: int
    name: str
    content_type: str
    signature: str
    size: int | None


class FileStore:
    """Keeps files by key. Nothing of a caller's path becomes a path on this machine."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def announce(self, name: str, content_type: str, team_id: int, *, temporary: bool) -> StoredFile:
        """Make room for a file; only the last part of its name is kept."""
        last = PurePosixPath(name.replace("\\", "/")).name[-_LONGEST_NAME:].strip(".") or "file"
        key = f"{'tmp' if temporary else 'files'}/{team_id}/{secrets.token_hex(8)}/{last}"
        file = StoredFile(key, team_id, last, content_type, secrets.token_hex(16), None)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO files (key, team_id, name, content_type, is_temporary, signature, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, team_id, last, content_type, int(temporary), file.signature, now()),
            )
        return file

    def add_sample(self, path: str, content_type: str, team_id: int) -> str:
        """Store a file that came with the program, once in a database; returns its key."""
        key, source = f"{_SAMPLE}{path}", _SAMPLES / path
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO files"
                " (key, team_id, name, content_type, is_temporary, signature, size, created_at)"
                " VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
                (
                    key,
                    team_id,
                    source.name,
                    content_type,
                    secrets.token_hex(16),
                    source.stat().st_size,
                    now(),
                ),
            )
        return key

    def find(self, key: str) -> StoredFile | None:
        """The file with this key, or None."""
        row = self._database.row(f"SELECT {FILE_COLUMNS} FROM files WHERE key = ?", (key,))
        return stored_file(row) if row else None

    def is_final(self, key: str) -> bool:
        """Whether the bytes may not change any more: a file asset has them."""
        return self._database.row("SELECT 1 FROM file_assets WHERE key = ?", (key,)) is not None

    def remove(self, keys: Iterable[str]) -> None:
        """Forget files and their bytes, but for those that a skill has too."""
        removed = []
        with self._database.write() as connection:
            for file in filter(None, map(self.find, keys)):
                removed += connection.execute(
                    "DELETE FROM files WHERE key = ?1"
                    " AND NOT EXISTS (SELECT 1 FROM skill_nodes WHERE url = ?1) RETURNING signature",
                    (file.key,),
                ).fetchall()
        for (signature,) in removed:
            (self._folder / "uploads" / str(signature)).unlink(missing_ok=True)

    def path(self, file: StoredFile) -> Path:
        """Where the bytes are, or will be."""
        if file.key.startswith(_SAMPLE):
            return _SAMPLES / file.key.removeprefix(_SAMPLE)
        folder = self._folder / "uploads"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / file.signature

    def complete(self, file: StoredFile, size: int, content_type: str) -> None:
        """The bytes are there."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE files SET size = ?, content_type = ? WHERE key = ?", (size, content_type, file.key)
            )


def stored_file(row: tuple[Value, ...]) -> StoredFile:
    """The file in a row of `FILE_COLUMNS`."""
    key, team_id, name, content_type, signature, size = row
    return StoredFile(
        str(key),
        int(str(team_id)),
        str(name),
        str(content_type),
        str(signature),
        None if size is None else int(str(size)),
    )
