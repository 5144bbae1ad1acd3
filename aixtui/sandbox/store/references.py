"""Which assets refer to which."""

import json

from aixtui.sandbox.store.database import Database


def is_used(database: Database, identifier: str, role: str) -> bool:
    """Whether an asset refers to this one in `role` (`agent`, `tool`, `skill`)."""
    return (
        database.row("SELECT 1 FROM asset_links WHERE target = ? AND role = ?", (identifier, role))
        is not None
    )


def leads_to(database: Database, agents: list[str], wanted: str) -> bool:
    """Whether one of these agents is the wanted one, or has it as a member, or a member's member ..."""
    row = database.row(
        "WITH RECURSIVE team(id) AS (SELECT value FROM json_each(?) UNION"
        " SELECT target FROM team JOIN assets ON assets.id = team.id"
        " JOIN asset_links ON source = number AND role = 'agent')"
        " SELECT 1 FROM team WHERE id = ?",
        (json.dumps(agents), wanted),
    )
    return row is not None
