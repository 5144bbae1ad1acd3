"""Uploaded files: rows here, bytes in the sandbox's folder."""

import secrets
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.database import Database

_LONGEST_NAME = 120


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

    def find(self, key: str) -> StoredFile | None:
        """The file with this key, or None."""
        row = self._database.row(
            "SELECT key, team_id, name, content_type, signature, size FROM files WHERE key = ?", (key,)
        )
        if row is None:
            return None
        found, team_id, name, content_type, signature, size = row
        return StoredFile(
            str(found),
            int(str(team_id)),
            str(name),
            str(content_type),
            str(signature),
            None if size is None else int(str(size)),
        )

    def path(self, file: StoredFile) -> Path:
        """Where the bytes are, or will be."""
        folder = self._folder / "uploads"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / file.signature

    def complete(self, file: StoredFile, size: int, content_type: str) -> None:
        """The bytes are there."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE files SET size = ?, content_type = ? WHERE key = ?", (size, content_type, file.key)
            )
