import hashlib
import json
import sqlite3
from pathlib import Path

import httpx

from aixtui.sandbox import start
from aixtui.sandbox.catalogue.build import SAVED, catalogue
from aixtui.sandbox.catalogue.well_known import WELL_KNOWN
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.platform import CATALOGUE_VERSION
from tests.sandbox.conftest import client_of

# The catalogue's version and the digest of its content. When the content changes, both do: the version is
# what makes databases of before take the new content.
VERSION, DIGEST = "7", "9268c236e834b894"


def content(size: int = 1000) -> list[tuple[object, ...]]:
    return [
        (asset.kind, asset.public, asset.engine, asset.place, asset.config, asset.doc)
        for asset in catalogue(size)
    ]


def test_what_is_saved_is_there() -> None:
    paths = [asset.doc["assetInfo"]["assetPath"] for asset in catalogue(1000)]
    assert sorted(path for path in paths if path in SAVED) == sorted(SAVED)


def test_another_content_has_another_version() -> None:
    text = json.dumps([content(), SAVED], sort_keys=True)
    assert (CATALOGUE_VERSION, hashlib.sha256(text.encode()).hexdigest()[:16]) == (VERSION, DIGEST)


def test_ids_and_paths_are_unique_and_the_size_is_as_asked() -> None:
    for size in (1000, 5000):
        assets = list(catalogue(size))
        assert len(assets) == size
        assert len({asset.doc["id"] for asset in assets}) == size
        places = [(asset.kind, (asset.doc.get("assetInfo") or {}).get("instanceId")) for asset in assets]
        known = [place for place in places if place[1]]
        assert len(known) == len(set(known))


def test_every_engine_and_every_known_model_is_there(api: httpx.Client) -> None:
    for path in (*ENGINES, *(spec.path for spec in WELL_KNOWN)):
        assert api.get(f"/v2/models/{path.replace('/', '%2F')}").status_code == httpx.codes.OK, path


def test_a_newer_catalogue_replaces_public_assets_and_keeps_the_users_own(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db) as running, client_of(running) as client:
        made = client.post("/v2/agents", json={"name": "Mine"}).json()
        total = client.post("/v2/models/paginate", json={}).json()["total"]
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE settings SET value = '1' WHERE name = 'catalogue'")
        connection.execute("DELETE FROM assets WHERE kind = 'model' AND asset_path LIKE 'sandbox/%'")
        connection.execute("UPDATE assets SET doc = '{}' WHERE kind = 'integration'")
    connection.close()
    with start(db) as running, client_of(running) as client:
        assert client.get(f"/v2/agents/{made['id']}").json() == made
        assert client.post("/v2/models/paginate", json={}).json()["total"] == total
        assert client.post("/v2/models/paginate", json={"q": "sentiment"}).json()["total"] > 0
        assert client.post("/v2/models/paginate", json={"saved": True}).json()["total"] > 0
        found = client.post("/v2/integrations/paginate", json={"pageSize": 100}).json()["results"]
        assert all(item["name"] for item in found)
