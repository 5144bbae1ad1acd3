"""What a caller is told when the sandbox cannot write what it keeps."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from aixtui.sandbox.api.app import build_app
from aixtui.sandbox.platform import Platform, Setup
from aixtui.sandbox.web_server import WebServer, listening_socket
from tests.sandbox.described import check
from tests.sandbox.polls import outcome
from tests.sandbox.uploads import announce, put, uploaded

READ_ONLY = "cannot be used: it may not be written. Make the file and its folder writable for you."


class Served(NamedTuple):
    platform: Platform
    db: Path
    client: httpx.Client

    def set_limit(self, more_pages: int) -> None:
        """Let the file grow by so many pages only, as a disk with little room does."""
        with self.platform.database.write() as connection:
            [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
            connection.execute(f"PRAGMA max_page_count={pages + more_pages}")

    def forbid_writing(self) -> None:
        self.platform.database.rows("PRAGMA query_only=ON")


@pytest.fixture
def served(sandbox_file: Path, tmp_path: Path) -> Iterator[Served]:
    db = tmp_path / "s.db"
    shutil.copy(sandbox_file, db)
    listener = listening_socket("127.0.0.1", 0)
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    platform = Platform(db, Setup(size=1, step_seconds=0, runs_code=False, origin=origin, keep_days=1))
    server = WebServer(build_app(platform, None), listener)
    headers = {"x-api-key": platform.key}
    with httpx.Client(base_url=origin, headers=headers, timeout=30, event_hooks={"response": [check]}) as one:
        yield Served(platform, db, one)
    server.stop()
    platform.close()


def agent(size: int) -> dict[str, Any]:
    return {"name": "Long", "instructions": "x" * size, "outputFormat": "text"}


def test_a_full_disk_is_said_and_what_is_there_can_still_be_read(served: Served) -> None:
    served.set_limit(0)
    reply = served.client.post("/v2/agents", json=agent(90_000))
    assert reply.status_code == httpx.codes.INSUFFICIENT_STORAGE
    body = reply.json()
    sentence = f"{served.db} cannot be used: the disk is full. Make room on its disk."
    assert (body["statusCode"], body["message"], body["supplierError"]) == (507, sentence, sentence)
    assert body["error"] == "Insufficient Storage"
    assert served.client.get("/v2/models/sandbox%2Fsentiment").status_code == httpx.codes.OK
    served.set_limit(10_000)
    assert served.client.post("/v2/agents", json=agent(90_000)).status_code == httpx.codes.CREATED


def test_a_file_asset_that_does_not_fit_on_the_disk_is_said_and_not_half_there(served: Served) -> None:
    url, before = uploaded(served.client, b"a"), served.client.get("/sdk/file-asset/upload-allowance").json()
    body = {"name": "a.txt", "url": url, "description": "x" * 90_000}
    served.set_limit(0)
    reply = served.client.post("/sdk/file-asset", json=body)
    assert reply.status_code == httpx.codes.INSUFFICIENT_STORAGE
    assert reply.json()["message"].endswith("the disk is full. Make room on its disk.")
    assert served.client.get("/sdk/file-asset/upload-allowance").json() == before
    served.set_limit(10_000)
    assert served.client.post("/sdk/file-asset", json=body).status_code == httpx.codes.CREATED


def test_a_file_asset_is_not_deleted_where_nothing_may_be_written(served: Served) -> None:
    found = served.client.get("/sdk/file-asset/sandbox-ws%2Fquarterly-sales.csv").json()
    served.forbid_writing()
    reply = served.client.delete(f"/sdk/file-asset/{found['id']}")
    assert reply.status_code == httpx.codes.INSUFFICIENT_STORAGE
    assert served.client.get(f"/sdk/file-asset/{found['id']}/download").content.startswith(b"region")


def test_a_file_that_may_not_be_written_is_said(served: Served) -> None:
    served.forbid_writing()
    reply = served.client.post("/api/v2/execute/sandbox%2Fsentiment", json={"text": "Good."})
    assert reply.status_code == httpx.codes.INSUFFICIENT_STORAGE
    assert reply.json()["message"] == f"{served.db} {READ_ONLY}"


def test_a_run_that_is_going_on_then_ends_for_who_polls_it(served: Served) -> None:
    body = {"text": "One. Two. Three.", "pace": 0.2}
    url = served.client.post("/api/v1/execute/sandbox%2Flong-document-report", json=body).json()["data"]
    served.forbid_writing()
    last = outcome(served.client, url)
    assert (last["status"], last["errorMessage"]) == ("FAILED", f"{served.db} {READ_ONLY}")


def test_an_upload_to_a_full_disk_is_said(served: Served) -> None:
    place = announce(served.client, "a.csv")
    file = served.platform.files.find(place["key"])
    assert file is not None
    draft = served.platform.files.path(file).with_suffix(".part")
    draft.symlink_to("/dev/full")
    reply = put(place["uploadUrl"], b"a,b\n" * 10_000)
    assert reply.status_code == httpx.codes.INSUFFICIENT_STORAGE
    assert "No space left on device" in reply.json()["message"]
    assert reply.json()["message"].endswith("Make room on its disk.")
    assert put(place["uploadUrl"], b"a,b\n").status_code == httpx.codes.OK
