"""Drafts, of the kinds that have them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aixtui.kinds.utility import UTILITY
from tests.aixtui.editing.conftest import Agents

pytestmark = pytest.mark.anyio
CODE = "def main(word: str) -> str:\n    return word.upper()\n"


async def utility_of_status_draft(agents: Agents, database: Path) -> Any:
    """One as another client may have left it: the platform names no way to make it."""
    values = {"name": "louder", "description": "Writes a word large.", "code": CODE}
    made = await agents.session.write(lambda ws: ws.create(UTILITY, values))
    with closing(sqlite3.connect(database)) as connection, connection:
        (text,) = connection.execute("SELECT doc FROM assets WHERE id = ?", (made.id,)).fetchone()
        document = json.dumps({**json.loads(text), "status": "draft"})
        connection.execute("UPDATE assets SET doc = ?, status = 'draft' WHERE id = ?", (document, made.id))
    utility = await agents.session.read(lambda ws: ws.get(UTILITY, made.id))
    assert utility.status == "draft"
    return utility


async def test_a_utility_has_no_drafts_whatever_its_status_says(agents: Agents, tmp_path: Path) -> None:
    utility = await utility_of_status_draft(agents, tmp_path / "sandbox.db")
    update = await agents.session.write(
        lambda ws: ws.save(UTILITY, utility, {"description": "Writes one word in capitals."})
    )
    assert update.description == "Writes one word in capitals."
    twin = await agents.session.write(lambda ws: ws.clone(UTILITY, utility, {"name": "louder too"}))
    assert twin.name == "louder too"
