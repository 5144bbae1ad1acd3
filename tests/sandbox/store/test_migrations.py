"""Files of earlier versions are brought up to date."""

import json
import sqlite3
from pathlib import Path

from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.schema import SANDBOX

_TEAM = "INSERT INTO teams (id, name, slug) VALUES (1, 'T', 't')"
_ASSET = (
    "INSERT INTO assets (id, kind, name, developer, team_id, public, place, created_at, updated_at, doc)"
    " VALUES (?, 'agent', ?, 'Maker', 1, 0, 1, '', '', ?)"
)


def test_names_of_an_old_file_that_differ_in_case_get_their_number_and_are_found(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    for script in SANDBOX.migrations[:2]:
        old.executescript(script)
    old.execute("PRAGMA user_version=2")
    old.execute(_TEAM)
    for id, name in (("one", "Twin"), ("two", "TWIN"), ("three", "Other")):
        doc = {"id": id, "name": name, "description": "Told.", "function": None, "tags": ["pdf"]}
        old.execute(_ASSET, (id, name, json.dumps(doc)))
    old.commit()
    old.close()

    database = Database(path)
    assert database.rows("SELECT DISTINCT json_extract(doc, '$.files') FROM assets") == [("[]",)]
    assert database.rows("SELECT count(*) FROM file_assets") == [(0,)]
    kept = database.rows("SELECT name, json_extract(doc, '$.name') FROM assets ORDER BY number")
    assert kept == [("Twin", "Twin"), ("TWIN (2)", "TWIN (2)"), ("Other", "Other")]
    for match, count in (("title : twin", 2), ("about : maker", 3), ("description : pdf", 3)):
        assert database.rows("SELECT count(*) FROM asset_words WHERE asset_words MATCH ?", (match,)) == [
            (count,)
        ]
    database.close()


def test_a_utility_of_an_old_file_shows_its_source(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    for script in SANDBOX.migrations[:5]:
        old.executescript(script)
    old.execute("PRAGMA user_version=5")
    old.execute(_TEAM)
    old.execute(_ASSET, ("one", "Joins", json.dumps({"id": "one", "name": "Joins", "code": "s3://b/k"})))
    old.execute("UPDATE assets SET kind = 'utility', config = ?", (json.dumps({"code": "def main(): ..."}),))
    old.commit()
    old.close()

    database = Database(path)
    assert database.rows("SELECT json_extract(doc, '$.code') FROM assets") == [("def main(): ...",)]
    database.close()
