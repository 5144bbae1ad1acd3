"""The files and folders of skills."""

from typing import NamedTuple

from aixtui.sandbox.store.database import Database, Value


class SkillNode(NamedTuple):
    """A file, whose bytes are the upload `key`, or a folder, which has none."""

    id: str
    parent_id: str | None
    name: str
    description: str
    key: str | None


class SkillNodeStore:
    """Reads and writes the nodes of skills. Knows nothing of who may do so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, skill_id: str, node_id: str) -> SkillNode | None:
        """The node with this id in this skill, or None."""
        row = self._database.row(
            "SELECT id, parent_id, name, description, url FROM skill_nodes WHERE id = ? AND skill_id = ?",
            (node_id, skill_id),
        )
        return _node(row) if row else None

    def is_taken(self, skill_id: str, node: SkillNode) -> bool:
        """Whether another node in the same folder has this name: a zip has no place for both."""
        row = self._database.row(
            "SELECT 1 FROM skill_nodes WHERE skill_id = ? AND parent_id IS ? AND name = ? AND id <> ?",
            (skill_id, node.parent_id, node.name, node.id),
        )
        return row is not None

    def save(self, skill_id: str, node: SkillNode) -> None:
        """Keep a node; one of its id is replaced."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO skill_nodes (id, skill_id, parent_id, name, description, url)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id,"
                " name = excluded.name, description = excluded.description, url = excluded.url",
                (node.id, skill_id, node.parent_id, node.name, node.description, node.key),
            )

    def tree(self, skill_id: str) -> list[tuple[str, SkillNode]]:
        """All nodes with their paths, each folder before what is in it."""
        rows = self._database.rows(
            "WITH RECURSIVE tree(path, id, parent_id, name, description, url) AS ("
            " SELECT name, id, parent_id, name, description, url FROM skill_nodes"
            " WHERE skill_id = ?1 AND parent_id IS NULL"
            " UNION ALL SELECT tree.path || '/' || node.name, node.id, node.parent_id, node.name,"
            " node.description, node.url"
            " FROM skill_nodes node JOIN tree ON node.parent_id = tree.id)"
            " SELECT path, id, parent_id, name, description, url FROM tree ORDER BY path",
            (skill_id,),
        )
        return [(str(path), _node(tuple(node))) for path, *node in rows]


def _node(row: tuple[Value, ...]) -> SkillNode:
    id, parent_id, name, description, key = row
    return SkillNode(
        str(id),
        None if parent_id is None else str(parent_id),
        str(name),
        str(description),
        None if key is None else str(key),
    )
