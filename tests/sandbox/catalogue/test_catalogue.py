import hashlib
import json
import sqlite3
from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import start
from aixtui.sandbox.catalogue.build import SAVED, catalogue
from aixtui.sandbox.catalogue.well_known import WELL_KNOWN
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.filling import CATALOGUE_VERSION
from tests.sandbox.conftest import client_of

# The catalogue's version and the digest of its content. When the content changes, both do: the version is
# what makes databases of before take the new content.
VERSION, DIGEST = "14", "3a29604be221cf70"


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


def test_a_team_is_there_and_its_members_are() -> None:
    agents = {asset.doc["id"]: asset.doc for asset in catalogue(1000) if asset.kind == "agent"}
    teams = [doc for doc in agents.values() if doc["agents"]]
    assert "Policy Reader" in {doc["name"] for doc in teams}
    members = [agents[member["id"]] for doc in teams for member in doc["agents"]]
    assert {"Contract Reader", "Tone Checker"} <= {doc["name"] for doc in members}
    assert not any(doc["agents"] for doc in members)


def test_what_is_hard_to_show_comes_by_a_switch_and_stays(tmp_path: Path) -> None:
    db = tmp_path / "s.db"

    def hostile(*, wanted: bool = False) -> int:
        with start(db, assets=1, with_hostile=wanted) as running, client_of(running) as client:
            total: int = client.post("/v2/models/paginate", json={"path": "hostile/"}).json()["total"]
            return total

    assert hostile() == 0
    added = hostile(wanted=True)
    assert added > 0
    assert hostile() == added


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


@pytest.mark.parametrize(
    ("kind", "identifier", "actions"),
    [
        ("tools", "6931bdf462eb386b7158def3", ["search"]),
        ("tools", "tavily/tavily-search-api", ["search"]),
        ("tools", "microsoft/code-execution/microsoft", ["run"]),
        ("tools", "698cda188bbb345db14ac13b", ["run"]),
        ("tools", "6a0216cffb2a801f1c41e32e", ["save_content", "save_files"]),
        ("tools", "scale-serp/google-search/Google", ["search"]),
        ("tools", "692f18557b2cc45d29150cb0", ["search"]),
        ("tools", "6960f934f316da19e5f22494", ["search"]),
        ("tools", "69442021f2e6cb73e286ff0f", None),
        ("tools", "6944350ff2e6cb73e286ff20", None),
        ("integrations", "693ac6e8217c7b13b480970f", ["query", "schema"]),
        ("integrations", "aixplain/shared-memory/aixplain", ["insert", "get", "optimize"]),
        ("integrations", "6864328d1223092cb4294d30", None),
        ("agents", "696fdccad63e898317c097a0", None),
        ("models", "67fd9e2bef0365783d06e2f0", None),
        ("models", "66311fda6eb563279c574b71", None),
        ("models", "openai/gpt-5.4-mini/openai", None),
        ("models", "aws/contextual-grounding-check-guardrail/aws", None),
    ],
)
def test_what_clients_know_by_heart_is_there_with_its_actions(
    api: httpx.Client, kind: str, identifier: str, actions: list[str] | None
) -> None:
    reply = api.get(f"/v2/{kind}/{identifier.replace('/', '%2F')}")
    assert reply.status_code == httpx.codes.OK
    if actions:
        asked = {"action": "LIST_ACTIONS", "data": {}}
        found = api.post(f"/api/v2/execute/{reply.json()['id']}", json=asked).json()["data"]
        assert [action["name"] for action in found] == actions


def test_slack_sends_messages_and_a_text_param_names_the_action(api: httpx.Client) -> None:
    slack = api.get("/v2/models/composio%2Fslack").json()
    assert slack["params"][0]["name"] == "action"
    asked = {"action": "LIST_ACTIONS", "data": {}}
    found = api.post(f"/api/v2/execute/{slack['id']}", json=asked).json()["data"]
    assert "SLACK_SEND_MESSAGE" in [action["name"] for action in found]


@pytest.mark.parametrize(
    ("kind", "path", "action", "inputs"),
    [
        ("integrations", "composio/slack", "SLACK_SEND_MESSAGE", "channel! markdown_text! thread_ts"),
        ("integrations", "composio/slack", "SLACK_LIST_MESSAGES", "channel! limit"),
        (
            "integrations",
            "composio/gmail",
            "GMAIL_SEND_MAIL",
            "recipient_email! subject body! cc bcc is_html attachment:file",
        ),
        (
            "integrations",
            "composio/google-drive",
            "GOOGLE_DRIVE_CREATE_FILE",
            "folder_id file_to_upload:file!",
        ),
        (
            "integrations",
            "composio/google-sheets",
            "GOOGLE_SHEETS_CREATE_ROW",
            "spreadsheet_id! sheet_name! values!",
        ),
        ("integrations", "composio/google-docs", "GOOGLE_DOCS_CREATE_DOCUMENT", "title! text"),
        ("integrations", "composio/dropbox", "DROPBOX_CREATE_FILE", "folder file:file!"),
        ("integrations", "composio/trello", "TRELLO_CREATE_CARD", "project title! description"),
        ("tools", "docling/docling", "convert", "file:file! output_format"),
    ],
)
def test_the_actions_of_services_ask_for_what_they_need(
    api: httpx.Client, kind: str, path: str, action: str, inputs: str
) -> None:
    asset = api.get(f"/v2/{kind}/{path.replace('/', '%2F')}").json()
    asked = {"action": "LIST_INPUTS", "data": {"actions": [action]}}
    [found] = api.post(f"/api/v2/execute/{asset['id']}", json=asked).json()["data"]
    told = [
        f"{item['code']}{':file' * (item['datatype'] == 'file')}{'!' * item['required']}"
        for item in found["inputs"]
    ]
    assert " ".join(told) == inputs


def test_inputs_that_are_files_and_choices_of_functions_are_typed_so(api: httpx.Client) -> None:
    def kind(path: str, name: str) -> tuple[str, str]:
        params = api.get(f"/v2/models/{path.replace('/', '%2F')}").json()["params"]
        return next((item["dataType"], item["dataSubType"]) for item in params if item["name"] == name)

    assert kind("sandbox/table-profile", "file") == kind("sandbox/file-checksum", "file") == ("text", "file")
    assert kind("sandbox/media-facts", "image") == ("image", "image")
    assert kind("sandbox/word-chain", "tool_choice") == ("label", "any")
