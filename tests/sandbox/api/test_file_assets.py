"""Files and folders that a workspace keeps: `sdk/file-asset`."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.uploads import announce, put, uploaded

BASE = "/sdk/file-asset"


def kept(own: httpx.Client, name: str, content: bytes = b"text", **fields: Any) -> dict[str, Any]:
    """The document of a new file at the top."""
    body = {"name": name, "fileType": "file", "url": uploaded(own, content), **fields}
    return made(own.post(BASE, json=body))


def folder(own: httpx.Client, name: str, **fields: Any) -> dict[str, Any]:
    return made(own.post(BASE, json={"name": name, "fileType": "folder", **fields}))


def made(reply: httpx.Response) -> dict[str, Any]:
    assert reply.status_code == httpx.codes.CREATED, reply.text
    document: dict[str, Any] = reply.json()
    return document


def inner(own: httpx.Client, root: dict[str, Any], kind: str, name: str, **fields: Any) -> httpx.Response:
    return own.post(f"{BASE}/{root['id']}/{kind}", json={"name": name, "description": "", **fields})


def found(own: httpx.Client, **body: Any) -> list[str]:
    """The names of all that a search finds."""
    page = own.post(f"{BASE}/paginate", json=body).json()
    assert page["total"] == len(page["results"])
    return [item["name"] for item in page["results"]]


def unzipped(reply: httpx.Response) -> dict[str, bytes]:
    assert reply.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_file_is_announced_in_json_uploaded_kept_found_and_read(own: httpx.Client) -> None:
    allowed = own.get(f"{BASE}/upload-allowance", params={"size": 3}).json()
    assert allowed["allowed"] is True
    place = own.post(
        "/sdk/file/upload/temp-url", json={"contentType": "text/plain", "originalName": "notes ä.txt"}
    ).json()
    httpx.put(place["uploadUrl"], content=b"abc", headers={"Content-Type": "text/plain"})
    sent = {
        "name": "notes ä.txt",
        "fileType": "file",
        "url": place["downloadUrl"],
        "description": "",
        "tags": ["note"],
        "privacy": "Private",
        "whitelist": [],
    }
    document = made(own.post(BASE, json=sent))
    assert {**sent, "url": document["url"]} == {key: document[key] for key in sent}
    assert (document["ext"], document["size"], document["isTemp"]) == (".txt", 3, False)
    assert (document["parentId"], document["relativePath"], document["status"]) == (None, "", "onboarded")
    assert own.get(f"{BASE}/{document['id']}").json() == document
    assert own.get(f"{BASE}/sandbox-ws%2Fnotes%20%C3%A4.txt").json() == document
    reply = own.get(f"{BASE}/{document['id']}/download")
    assert (reply.content, reply.headers["content-type"].partition(";")[0]) == (b"abc", "text/plain")
    assert "notes%20%C3%A4.txt" in reply.headers["content-disposition"]
    assert httpx.get(document["url"]).content == b"abc"
    left = own.get(f"{BASE}/upload-allowance").json()
    assert allowed["remainingSize"] - left["remainingSize"] == 3
    assert allowed["remainingFiles"] - left["remainingFiles"] == 1


def test_a_folder_holds_folders_and_files_at_all_depths(own: httpx.Client) -> None:
    root = folder(own, "bundle")
    scripts = made(inner(own, root, "folder", "scripts"))
    deep = made(inner(own, root, "folder", "deep", parentId=scripts["id"]))
    made(inner(own, root, "folder", "empty"))
    made(inner(own, root, "file", "a.txt", url=uploaded(own, b"a"), tags=[]))
    made(inner(own, root, "file", "a.txt", url=uploaded(own, b"b" * 100_000), parentId=deep["id"]))
    children = own.get(f"{BASE}/{root['id']}/children/recursive").json()
    assert [child["relativePath"] for child in children] == [
        "a.txt",
        "empty",
        "scripts",
        "scripts/deep",
        "scripts/deep/a.txt",
    ]
    parents = {child["relativePath"]: child["parentId"] for child in children}
    assert parents["a.txt"] == parents["scripts"] == root["id"]
    assert parents["scripts/deep/a.txt"] == deep["id"]
    assert own.get(f"{BASE}/sandbox-ws%2Fbundle%2Fscripts%2Fdeep").json()["id"] == deep["id"]
    assert unzipped(own.get(f"{BASE}/{root['id']}/download")) == {
        "a.txt": b"a",
        "empty/": b"",
        "scripts/deep/a.txt": b"b" * 100_000,
    }
    assert unzipped(own.get(f"{BASE}/{scripts['id']}/download")) == {"deep/a.txt": b"b" * 100_000}
    assert found(own, q="bundle") == ["bundle"]


def test_a_search_takes_words_kinds_tags_and_an_order(own: httpx.Client) -> None:
    kept(own, "Ärger.txt", tags=["x"], description="About trouble", privacy="Public")
    kept(own, "beta.txt")
    folder(own, "Alpha", tags=["x", "y"])
    newest = found(own)
    assert newest[:3] == ["Alpha", "beta.txt", "Ärger.txt"]
    assert found(own, sort=[{"field": "createdAt", "dir": 1}])[-3:] == newest[2::-1]
    assert found(own, q="ärger") == found(own, q="TROUBLE about") == ["Ärger.txt"]
    assert found(own, tags=["x"]) == ["Alpha", "Ärger.txt"]
    assert found(own, privacy="Public") == ["Ärger.txt"]
    assert "Alpha" not in found(own, fileType="file")
    assert set(found(own, fileType="FOLDER")) == {"Alpha", "product-handbook"}
    assert found(own, sort=[{"field": "name", "dir": -1}], tags=["x"]) == ["Ärger.txt", "Alpha"]
    assert found(own, ownership="PUBLIC") == found(own, saved=True) == []
    assert found(own, ownership=["PRIVATE", "PUBLIC"]) == newest
    page = own.post(f"{BASE}/paginate", json={"pageSize": 2, "pageNumber": 1}).json()
    assert [item["name"] for item in page["results"]] == newest[2:4]
    assert (page["total"], page["pageTotal"]) == (len(newest), -(-len(newest) // 2))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"name": "a/b"}, "name must be the name of a file or folder"),
        ({"name": "a\\b"}, "name must be the name of a file or folder"),
        ({"name": ".."}, "name must be the name of a file or folder"),
        ({"name": " "}, "name must be the name of a file or folder"),
        ({"name": None}, "name must be the name of a file or folder"),
        ({"name": "a\x1bb"}, "without control characters"),
        ({"name": "a\x9bb"}, "without control characters"),
        ({"name": "ä" * 128}, "name must have at most 255 bytes"),
        ({"name": "PRODUCT-handbook"}, "err.name_already_exists"),
        ({"fileType": "link"}, "fileType must be file or folder"),
        ({"fileType": "file"}, "url must be the download URL of an uploaded file"),
        ({"fileType": "file", "url": "https://example.test/a"}, "url must be the download URL"),
        ({"fileType": "file", "url": "http://["}, "url must be the download URL"),
        ({"privacy": "Secret"}, "privacy must be Public, Private or Restricted"),
        ({"tags": [1]}, "each value in tags must be a string"),
    ],
)
def test_what_does_not_fit_is_refused(own: httpx.Client, body: dict[str, Any], message: str) -> None:
    reply = own.post(BASE, json={"name": "new", "fileType": "folder", **body})
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert message in reply.json()["message"]


def test_what_is_added_must_be_in_the_same_folder_under_a_new_name(own: httpx.Client) -> None:
    root, other = folder(own, "root"), folder(own, "other")
    below, stranger = made(inner(own, root, "folder", "below")), made(inner(own, other, "folder", "below"))
    file = made(inner(own, root, "file", "a.txt", url=uploaded(own, b"a")))
    for parent in (stranger["id"], other["id"], file["id"], "none"):
        reply = inner(own, root, "folder", "x", parentId=parent)
        assert (reply.status_code, reply.json()["message"]) == (400, "parentId must be a folder in root")
    taken = inner(own, root, "file", "BELOW", url=uploaded(own, b"a"), parentId=root["id"])
    assert taken.json()["message"] == "err.name_already_exists"
    assert "is not a folder" in inner(own, file, "folder", "x").json()["message"]
    assert "name it as parentId" in inner(own, below, "folder", "x").json()["message"]
    assert own.get(f"{BASE}/{file['id']}/children/recursive").status_code == httpx.codes.BAD_REQUEST
    assert inner(own, {"id": "none"}, "folder", "x").status_code == httpx.codes.NOT_FOUND


def test_the_bytes_of_a_file_stay_as_they_are_and_are_nobody_elses(own: httpx.Client) -> None:
    place = announce(own, "a.txt")
    put(place["uploadUrl"], b"first")
    document = made(own.post(BASE, json={"name": "a.txt", "url": place["downloadUrl"]}))
    assert put(place["uploadUrl"], b"second").status_code == httpx.codes.FORBIDDEN
    assert own.get(f"{BASE}/{document['id']}/download").content == b"first"
    again = own.post(BASE, json={"name": "b.txt", "url": place["downloadUrl"]})
    assert "belongs to another file" in again.json()["message"]


def test_an_upload_that_comes_in_while_its_file_is_kept_changes_nothing(own: httpx.Client) -> None:
    place = announce(own, "a.txt")
    put(place["uploadUrl"], b"first")
    documents = []

    def slowly() -> Iterator[bytes]:
        yield b"sec"
        documents.append(made(own.post(BASE, json={"name": "a.txt", "url": place["downloadUrl"]})))
        yield b"ond"

    assert httpx.put(place["uploadUrl"], content=slowly()).status_code == httpx.codes.FORBIDDEN
    assert own.get(f"{BASE}/{documents[0]['id']}/download").content == b"first"


def test_a_file_that_was_announced_only_is_not_there(own: httpx.Client) -> None:
    place = announce(own, "a.txt")
    reply = own.post(BASE, json={"name": "a.txt", "url": place["downloadUrl"]})
    assert reply.status_code == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize(
    ("limit", "reason"),
    [("most_files = 8", "as many files as it may have"), ("most_file_bytes = 2000", "has room for ")],
)
def test_the_quota_is_told_and_holds(own: httpx.Client, tmp_path: Path, limit: str, reason: str) -> None:
    with sqlite3.connect(tmp_path / "sandbox.db") as connection:
        connection.execute(f"UPDATE teams SET {limit}")
    connection.close()
    content = b"x" * 400
    kept(own, "fits.txt", content)
    url, root = uploaded(own, content), folder(own, "folders are free")
    told = own.get(f"{BASE}/upload-allowance", params={"size": len(content)}).json()
    assert told["allowed"] is False
    assert reason in told["reason"]
    for reply in (
        own.post(BASE, json={"name": "more.txt", "url": url}),
        inner(own, root, "file", "more.txt", url=url),
    ):
        assert (reply.status_code, reply.json()["message"]) == (413, told["reason"])
    own.delete(f"{BASE}/sandbox-ws%2Ffits.txt")
    assert own.get(f"{BASE}/upload-allowance", params={"size": len(content)}).json()["allowed"] is True
    made(own.post(BASE, json={"name": "more.txt", "url": url}))


def test_a_deleted_folder_takes_all_that_is_in_it_along(own: httpx.Client, tmp_path: Path) -> None:
    before = own.get(f"{BASE}/upload-allowance").json()
    root = folder(own, "bundle")
    scripts = made(inner(own, root, "folder", "scripts"))
    file = made(inner(own, root, "file", "a.txt", url=uploaded(own, b"a"), parentId=scripts["id"]))
    uploads = tmp_path / "sandbox.db.files" / "uploads"
    assert len(list(uploads.iterdir())) == 1
    assert own.delete(f"{BASE}/{root['id']}").status_code == httpx.codes.OK
    for gone in (root, scripts, file):
        assert own.get(f"{BASE}/{gone['id']}").status_code == httpx.codes.NOT_FOUND
    assert httpx.get(file["url"]).status_code == httpx.codes.NOT_FOUND
    assert list(uploads.iterdir()) == []
    assert own.get(f"{BASE}/upload-allowance").json() == before


def test_a_deleted_file_that_a_skill_has_too_stays_there(own: httpx.Client) -> None:
    skill = own.post("/sdk/skill", json={"name": "shared"}).json()
    url = uploaded(own, b"shared")
    own.post(f"/sdk/skill/{skill['id']}/file", json={"name": "SKILL.md", "url": url})
    document = made(own.post(BASE, json={"name": "a.txt", "url": url}))
    own.delete(f"{BASE}/{document['id']}")
    assert unzipped(own.get(f"/sdk/skill/{skill['id']}/download")) == {"SKILL.md": b"shared"}


def test_a_new_sandbox_has_files_whose_bytes_are_there(own: httpx.Client) -> None:
    assert set(found(own)) == {"customer-feedback.txt", "product-handbook", "quarterly-sales.csv"}
    table = own.get(f"{BASE}/sandbox-ws%2Fquarterly-sales.csv").json()
    content = own.get(f"{BASE}/{table['id']}/download").content
    assert (len(content), content[:6]) == (table["size"], b"region")
    inside = unzipped(own.get(f"{BASE}/sandbox-ws%2Fproduct-handbook/download"))
    assert inside["drafts/"] == b""
    assert inside["pattern.png"].startswith(b"\x89PNG")
    started = own.post("/api/v1/execute/sandbox/table-profile", json={"file": table["url"]})
    assert started.status_code == httpx.codes.CREATED
    assert put(table["url"].replace("/dl/", "/put/"), b"x").status_code == httpx.codes.FORBIDDEN
    assert own.delete(f"{BASE}/{table['id']}").status_code == httpx.codes.OK
    assert set(found(own)) == {"customer-feedback.txt", "product-handbook"}
