"""What a team has saved."""

import json

from aixtui.sandbox.store.database import Database


def bookmark(database: Database, team_id: int, paths: tuple[str, ...]) -> None:
    """Save the public assets with these paths."""
    with database.write() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO bookmarks (team_id, asset) SELECT ?, number FROM assets"
            " WHERE public AND asset_path IN (SELECT value FROM json_each(?))",
            (team_id, json.dumps(paths)),
        )
