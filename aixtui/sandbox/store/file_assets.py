"""File assets: what a workspace keeps, single files and folders with everything below them."""

import json
from typing import NamedTuple

from aixtui.sandbox.store.database import Database, Value
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.files import FILE_COLUMNS, StoredFile, stored_file

_COLUMNS = "asset.id, asset.team_id, asset.parent_id, asset.path, asset.doc, asset.created_at"
_SOURCE = f"SELECT {_COLUMNS}, {FILE_COLUMNS} FROM file_assets asset LEFT JOIN files USING (key)"
_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT id FROM file_assets WHERE parent_id = ?"
    " UNION ALL SELECT child.id FROM file_assets child JOIN below ON child.parent_id = below.id)"
)
SORTS = {
    "name": "asset.path COLLATE NOCASE",
    "createdAt": "asset.created_at",
    "updatedAt": "asset.created_at",
}
"""What pages can be ordered by."""


class FileAsset(NamedTuple):
    """A file, or a folder, which has no `file`.

    `path` is the workspace, the names of the folders above and its own, with slashes. `doc` is what its maker
    said of it.
    """

    id: str
    team_id: int
    parent_id: str | None
    path: str
    doc: Doc
    created_at: str
    file: StoredFile | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def relative_path(self) -> str:
        """The path inside the folder at the top, which itself has none."""
        return "/".join(self.path.split("/")[2:])


class FileSearch(NamedTuple):
    """What a caller looks for at the top of a workspace; empty or None does not filter."""

    team_id: int
    text: str
    is_folder: bool | None
    privacy: str | None
    tags: tuple[str, ...]
    sort: str
    descending: bool


class Room(NamedTuple):
    """How much more a workspace may keep."""

    files: int
    size: int


class FileAssetStore:
    """Reads and writes file assets. Knows nothing of who may do so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, asset: FileAsset) -> None:
        """Store a file or a folder.

        Raises:
            sqlite3.IntegrityError: the folder has something of that name, or another asset has the file.
        """
        told = [asset.name, str(asset.doc.get("description") or ""), *(asset.doc.get("tags") or ())]
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO file_assets (id, team_id, parent_id, path, key, words, doc, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    asset.id,
                    asset.team_id,
                    asset.parent_id,
                    asset.path,
                    asset.file and asset.file.key,
                    " ".join(told).casefold(),
                    json.dumps(asset.doc, ensure_ascii=False),
                    asset.created_at,
                ),
            )

    def find(self, identifier: str, team_id: int) -> FileAsset | None:
        """The team's file or folder with this id or path, or None."""
        row = self._database.row(
            f"{_SOURCE} WHERE asset.team_id = ?2 AND (asset.id = ?1 OR asset.path = ?1)"
            " ORDER BY asset.id = ?1 DESC LIMIT 1",
            (identifier, team_id),
        )
        return _asset(row) if row else None

    def below(self, folder: FileAsset) -> list[FileAsset]:
        """Everything in a folder, at all depths, each folder before what is in it."""
        rows = self._database.rows(
            f"{_BELOW} {_SOURCE} WHERE asset.id IN below ORDER BY asset.path", (folder.id,)
        )
        return [_asset(row) for row in rows]

    def page(self, search: FileSearch, limit: int, offset: int) -> tuple[int, list[FileAsset]]:
        """How many match at the top of the workspace, and one page of them."""
        where, values = _where(search)
        [(total,)] = self._database.rows(f"SELECT count(*) FROM file_assets asset WHERE {where}", values)
        direction = "DESC" if search.descending else "ASC"
        rows = self._database.rows(
            f"{_SOURCE} WHERE {where} ORDER BY {SORTS[search.sort]} {direction}, asset.id LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return int(str(total)), [_asset(row) for row in rows]

    def delete(self, asset: FileAsset) -> list[str]:
        """Remove a file, or a folder with everything in it; returns the keys of their bytes."""
        removed = [asset, *self.below(asset)]
        with self._database.write() as connection:
            connection.execute("DELETE FROM file_assets WHERE id = ?", (asset.id,))
        return [one.file.key for one in removed if one.file]

    def is_used(self, asset: FileAsset) -> bool:
        """Whether an agent has it, or something below it."""
        row = self._database.row(
            f"{_BELOW} SELECT 1 FROM asset_links WHERE role = 'file' AND (target = ?1 OR target IN below)",
            (asset.id,),
        )
        return row is not None

    def room(self, team_id: int) -> Room:
        """How many more files and bytes the workspace may have."""
        [(files, size)] = self._database.rows(
            "SELECT most_files - count(key), most_file_bytes - coalesce(sum(size), 0)"
            " FROM teams LEFT JOIN (SELECT team_id AS team, key FROM file_assets) ON team = teams.id"
            " LEFT JOIN files USING (key) WHERE teams.id = ?",
            (team_id,),
        )
        return Room(max(0, int(str(files))), max(0, int(str(size))))


def _where(search: FileSearch) -> tuple[str, tuple[Value, ...]]:
    conditions: list[tuple[str, tuple[Value, ...]]] = [
        ("asset.team_id = ? AND asset.parent_id IS NULL", (search.team_id,)),
        *(("instr(words, ?)", (word,)) for word in search.text.casefold().split()),
    ]
    if search.tags:
        tagged = (
            "SELECT 1 FROM json_each(asset.doc, '$.tags') WHERE value IN (SELECT value FROM json_each(?))"
        )
        conditions.append((f"EXISTS ({tagged})", (json.dumps(search.tags),)))
    if search.is_folder is not None:
        conditions.append(("(asset.key IS NULL) = ?", (int(search.is_folder),)))
    if search.privacy:
        conditions.append(("json_extract(asset.doc, '$.privacy') = ?", (search.privacy,)))
    return " AND ".join(sql for sql, _ in conditions), tuple(
        value for _, values in conditions for value in values
    )


def _asset(row: tuple[Value, ...]) -> FileAsset:
    id, team_id, parent_id, path, doc, created_at, *file = row
    return FileAsset(
        str(id),
        int(str(team_id)),
        None if parent_id is None else str(parent_id),
        str(path),
        json.loads(str(doc)),
        str(created_at),
        stored_file(tuple(file)) if file[0] is not None else None,
    )
