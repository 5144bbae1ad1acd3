import io
import zipfile
from typing import Any

import httpx
import pytest

from tests.sandbox.agents import create
from tests.sandbox.uploads import uploaded


def skill(own: httpx.Client, **fields: Any) -> httpx.Response:
    blank = dict.fromkeys(("id", "path", "team", "user", "status", "assetType", "fileType", "createdAt"))
    wanted = {
        **blank,
        "name": "pdf-filler",
        "description": "Fills forms",
        "tags": ["pdf"],
        "privacy": "Private",
    }
    return own.post("/sdk/skill", json={**wanted, "whitelist": [], **fields})


def test_a_skill_is_made_found_changed_and_deleted(own: httpx.Client) -> None:
    made = skill(own).json()
    assert made["assetInfo"]["instanceId"] == "sandbox-ws/pdf-filler"
    assert own.get("/sdk/skill/sandbox-ws%2Fpdf-filler").json() == made
    assert own.post("/sdk/skill/paginate", json={"tags": ["pdf"]}).json()["total"] == 1
    assert own.post("/sdk/skill/paginate", json={"tags": ["other"]}).json()["total"] == 0
    changed = own.put(f"/sdk/skill/{made['id']}", json={**made, "name": "form-filler"}).json()
    assert (changed["id"], changed["name"]) == (made["id"], "form-filler")
    assert own.delete(f"/sdk/skill/{made['id']}").status_code == httpx.codes.OK
    assert own.get(f"/sdk/skill/{made['id']}").status_code == httpx.codes.NOT_FOUND


def test_the_download_has_the_files_in_their_folders(own: httpx.Client) -> None:
    made = skill(own).json()
    base = f"/sdk/skill/{made['id']}"
    folder = own.post(f"{base}/folder", json={"name": "scripts", "description": "", "parentId": None}).json()
    inner = own.post(
        f"{base}/folder", json={"name": "deep", "description": "", "parentId": folder["id"]}
    ).json()
    for name, parent, content in (("SKILL.md", None, b"# Fill"), ("fill.py", inner["id"], b"print()")):
        body = {"name": name, "url": uploaded(own, content), "description": "", "parentId": parent}
        reply = own.post(f"{base}/file", json=body)
        assert reply.status_code == httpx.codes.CREATED
        assert reply.json()["parentId"] == parent
    reply = own.get(f"{base}/download")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "SKILL.md": b"# Fill",
            "scripts/deep/fill.py": b"print()",
        }


def test_the_tree_tells_paths_and_a_file_is_replaced_in_its_place(own: httpx.Client) -> None:
    made = skill(own).json()
    base = f"/sdk/skill/{made['id']}"
    assert own.get(f"{base}/tree").json() == []
    top = own.post(f"{base}/file", json={"name": "SKILL.md", "url": uploaded(own, b"old")}).json()
    folder = own.post(f"{base}/folder", json={"name": "scripts"}).json()
    body = {"name": "run.py", "url": uploaded(own, b"1"), "parentId": folder["id"]}
    inner = own.post(f"{base}/file", json=body).json()
    tree = own.get(f"{base}/tree").json()
    assert {node["path"]: (node["id"], node["fileType"]) for node in tree} == {
        "SKILL.md": (top["id"], "file"),
        "scripts": (folder["id"], "folder"),
        "scripts/run.py": (inner["id"], "file"),
    }
    for node, body in (
        (top, {"name": "SKILL.md", "url": uploaded(own, b"new"), "description": "", "parentId": None}),
        (inner, {"name": "run.py", "url": uploaded(own, b"2")}),
    ):
        reply = own.put(f"{base}/file/{node['id']}", json=body)
        assert (reply.status_code, reply.json()["id"]) == (httpx.codes.OK, node["id"])
    own.put(f"/sdk/skill/{made['id']}", json={**made, "description": "Of the new SKILL.md"})
    assert own.get(f"/sdk/skill/{made['id']}").json()["description"] == "Of the new SKILL.md"
    assert own.get(f"{base}/tree").json() == tree
    with zipfile.ZipFile(io.BytesIO(own.get(f"{base}/download").content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "SKILL.md": b"new",
            "scripts/run.py": b"2",
        }


def test_what_is_no_file_is_not_replaced_and_no_name_is_there_twice(own: httpx.Client) -> None:
    base = f"/sdk/skill/{skill(own).json()['id']}"
    folder = own.post(f"{base}/folder", json={"name": "scripts"}).json()
    url = uploaded(own, b"x")
    file = own.post(f"{base}/file", json={"name": "a.md", "url": url}).json()
    for path, body, status, message in (
        (f"file/{folder['id']}", {"name": "b.md", "url": url}, 400, "scripts is a folder"),
        ("file/none", {"name": "b.md", "url": url}, 404, "File none not found"),
        (f"file/{file['id']}", {"name": "scripts", "url": url}, 400, "err.name_already_exists"),
        (f"file/{file['id']}", {"name": "a.md"}, 400, "url must be the download URL of an uploaded file"),
    ):
        reply = own.put(f"{base}/{path}", json=body)
        assert (reply.status_code, reply.json()["message"]) == (status, message)
    taken = own.post(f"{base}/file", json={"name": "a.md", "url": url})
    assert taken.json()["message"] == "err.name_already_exists"
    inside = {"name": "a.md", "url": url, "parentId": folder["id"]}
    assert own.post(f"{base}/file", json=inside).status_code == httpx.codes.CREATED


def test_an_agent_refers_to_skills(own: httpx.Client) -> None:
    made = skill(own).json()
    entry = {"id": made["id"], "type": "skill", "assetId": made["id"]}
    assert create(own, name="Skilled", skills=[entry])["skills"] == [entry]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": " "}, "name should not be empty"),
        ({"privacy": "Secret"}, "privacy must be Public, Private or Restricted"),
        ({"tags": "pdf"}, "tags must be an array"),
        ({"tags": False}, "tags must be an array"),
        ({"whitelist": [5]}, "each value in whitelist must be a string"),
        ({"description": ["x"]}, "description must be a string"),
    ],
)
def test_a_wrong_skill_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = skill(own, **fields)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "..", "", None])
def test_a_path_is_no_name(own: httpx.Client, name: str | None) -> None:
    base = f"/sdk/skill/{skill(own).json()['id']}"
    assert own.post(f"{base}/folder", json={"name": name}).status_code == httpx.codes.BAD_REQUEST


def test_files_must_be_uploaded_and_folders_known(own: httpx.Client) -> None:
    base = f"/sdk/skill/{skill(own).json()['id']}"
    assert own.post(f"{base}/file", json={"name": "a", "url": "http://x.test/a"}).status_code == 400
    assert own.post(f"{base}/folder", json={"name": "a", "parentId": "none"}).status_code == 404
    assert skill(own).json()["message"] == "err.name_already_exists"
